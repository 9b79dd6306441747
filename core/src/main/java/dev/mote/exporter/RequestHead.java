package dev.mote.exporter;

import dev.mote.bytes.Buffer;
import dev.mote.http.ClientSettings;
import dev.mote.http.Url;
import dev.mote.os.Os;

/** The head of every POST of one exporter: all but credentials and length stay the same. */
public final class RequestHead {
    private final Buffer bytes = new Buffer(512);
    private final int prefixLength;
    private final ClientSettings client;

    /** {@code userAgent}: what to say unless the user's headers say something else. */
    public RequestHead(Url url, ClientSettings client, ExtraHeaders headers, String userAgent,
            String contentType) {
        this.client = client;
        bytes.ascii("POST ").ascii(client.target(url)).ascii(" HTTP/1.1\r\nHost: ")
                .ascii(url.authority()).ascii("\r\n");
        headers.append(bytes);
        if (headers.value("user-agent") == null) {
            header("User-Agent", userAgent);
        }
        header("Content-Type", contentType);
        client.appendProxyHeaders(bytes);
        prefixLength = bytes.length();
    }

    private void header(String name, String value) {
        bytes.ascii(name).ascii(": ").ascii(value).ascii("\r\n");
    }

    /**
     * The head of a request with a body of {@code length} bytes; valid until the next call.
     *
     * @param encoding of the content; null: none
     */
    public Buffer forLength(int length, String encoding, Os os, long nowNanos) {
        bytes.setLength(prefixLength);
        if (encoding != null) {
            header("Content-Encoding", encoding);
        }
        client.appendAuthorization(bytes, os, nowNanos);
        return bytes.ascii("Content-Length: ").decimal(length).ascii("\r\n\r\n");
    }
}
