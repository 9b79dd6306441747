package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.http.ClientSettings;
import dev.mote.http.Url;
import dev.mote.os.Os;

/** The head of every request of one exporter: all but credentials and length stay the same. */
final class RequestHead {
    private final Buffer bytes = new Buffer(512);
    private final int prefixLength;
    private final ClientSettings client;

    RequestHead(OtlpHttpSettings settings, Url url, String version) {
        client = settings.client;
        bytes.ascii("POST ").ascii(client.target(url)).ascii(" HTTP/1.1\r\nHost: ")
                .ascii(url.authority()).ascii("\r\n");
        boolean named = false;
        for (int at = 0; at < settings.headers.length; at += 2) {
            named |= OtlpHttpSettings.sameName(settings.headers[at], "user-agent");
            if (!settings.isReplaced(at)) {
                header(settings.headers[at], settings.headers[at + 1]);
            }
        }
        if (!named) {
            header("User-Agent", "mote/" + version + " OTel-OTLP-Exporter-Java/" + version);
        }
        header("Content-Type", settings.json ? "application/json" : "application/x-protobuf");
        client.appendProxyHeaders(bytes);
        prefixLength = bytes.length();
    }

    private void header(String name, String value) {
        bytes.ascii(name).ascii(": ").ascii(value).ascii("\r\n");
    }

    /** The head of a request with a body of {@code length} bytes; valid until the next call. */
    Buffer forLength(int length, boolean gzip, Os os, long nowNanos) {
        bytes.setLength(prefixLength);
        if (gzip) {
            header("Content-Encoding", "gzip");
        }
        client.appendAuthorization(bytes, os, nowNanos);
        return bytes.ascii("Content-Length: ").decimal(length).ascii("\r\n\r\n");
    }
}
