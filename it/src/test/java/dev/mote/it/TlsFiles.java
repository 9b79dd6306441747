package dev.mote.it;

import dev.mote.os.TestCertificates;
import java.nio.file.Path;

/** The test certificates as files in a folder, and settings of peers and of Mote that name them. */
final class TlsFiles {
    final Path folder;

    TlsFiles(Path folder) {
        this.folder = folder;
        write("ca", TestCertificates.AUTHORITY);
        pair("server", TestCertificates.SERVER, TestCertificates.SERVER_KEY);
        pair("rsa", TestCertificates.RSA, TestCertificates.RSA_KEY);
        pair("client", TestCertificates.CLIENT, TestCertificates.CLIENT_KEY);
        pair("expired", TestCertificates.EXPIRED, TestCertificates.EXPIRED_KEY);
        pair("future", TestCertificates.FUTURE, TestCertificates.FUTURE_KEY);
        pair("stranger", TestCertificates.STRANGER, TestCertificates.STRANGER_KEY);
        pair("self", TestCertificates.SELF_SIGNED, TestCertificates.SELF_SIGNED_KEY);
    }

    private void pair(String name, String certificate, String key) {
        write(name, certificate);
        write(name + "-key", key);
    }

    private void write(String name, String text) {
        Peers.write(folder.resolve(name + ".pem"), text);
    }

    String path(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    /** A collector that answers OTLP/HTTP over TLS; {@code more} are further lines of its tls. */
    Child collector(int port, String more) {
        return Peers.collector(folder, """
                receivers:
                  otlp:
                    protocols:
                      http:
                        endpoint: 127.0.0.1:%d
                        tls:
                          cert_file: %s
                          key_file: %s
                %s
                exporters:
                  file:
                    path: %s
                    format: proto
                    flush_interval: 100ms
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [file]}
                """.formatted(port, path("server"), path("server-key"),
                more.indent(10), folder.resolve("received.bin")));
    }

    /** Mote's config: one exporter with these lines in its tls, at a collection every 500 ms. */
    Path config(String endpoint, String tls) {
        return Peers.write(folder.resolve("mote-" + (endpoint + tls).hashCode() + ".yaml"), """
                receivers:
                  host_metrics: {collection_interval: 500ms}
                exporters:
                  otlp_http:
                    endpoint: %s
                    retry_on_failure: {initial_interval: 200ms}
                    tls:
                %s
                service:
                  pipelines:
                    metrics: {receivers: [host_metrics], exporters: [otlp_http]}
                """.formatted(endpoint, tls.indent(6)));
    }
}
