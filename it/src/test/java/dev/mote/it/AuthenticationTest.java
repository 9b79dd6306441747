package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collector's own extensions judge who Mote says it is, and show Mote who they are: a token or
 * a password, over TLS with certificates of both sides, by gRPC and by HTTP.
 */
@Tag("it")
class AuthenticationTest {
    @TempDir
    Path folder;
    private TlsFiles files;
    private String server;
    private String client;

    @BeforeEach
    void writeFiles() {
        files = new TlsFiles(folder);
        server = "tls: {cert_file: %s, key_file: %s, client_ca_file: %s}".formatted(
                files.path("server"), files.path("server-key"), files.path("ca"));
        client = "tls: {ca_file: %s, cert_file: %s, key_file: %s}".formatted(files.path("ca"),
                files.path("client"), files.path("client-key"));
    }

    /** One exporter of Mote's config. */
    private String exporter(String type, String name, int port, String auth) {
        return """
                  %s/%s:
                    endpoint: https://127.0.0.1:%d
                    auth: {%s}
                    %s
                """.formatted(type, name, port, auth, client);
    }

    @Test
    void theCollectorTakesTheRightOnesAndRefusesTheOthers() {
        int[] ports = {Child.freePort(), Child.freePort(), Child.freePort(), Child.freePort()};
        StringBuilder exporters = new StringBuilder();
        String[] all = {"bearer", "basic", "other-token", "other-password"};
        String[] auths = {"bearer_token: geheim", "username: me, password: geheim",
            "bearer_token: other", "username: me, password: other"};
        for (int at = 0; at < all.length; at++) {
            int port = 2 * (at % 2);
            exporters.append(exporter("otlp_grpc", all[at], ports[port], auths[at]))
                    .append(exporter("otlp_http", all[at], ports[port + 1], auths[at]));
        }
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  host_metrics: {collection_interval: 300ms, scrapers: {load: , memory: }}
                exporters:
                %sservice:
                  pipelines:
                    metrics: {receivers: [host_metrics], exporters: [%s]}
                """.formatted(exporters.toString().indent(0), names("/", all)));
        try (Child collector = collector(ports);
                MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString())) {
            for (String type : new String[] {"otlp_grpc", "otlp_http"}) {
                for (String name : all) {
                    boolean right = !name.startsWith("other");
                    String wanted = right ? "sent" : "dropped";
                    mote.await("points of " + type + "/" + name + " " + wanted, 30, () ->
                            points(mote, type + "/" + name, wanted) > 500);
                    assertEquals(0, points(mote, type + "/" + name, right ? "dropped" : "sent"));
                }
            }
            assertEquals(4, mote.output().split(" which are dropped: ", -1).length - 1,
                    "each cause once: " + mote.output());
            assertTrue(mote.output().contains("otlp_grpc/other-token: 127.0.0.1:" + ports[0]
                    + " (gRPC) refuses metrics, which are dropped: the server answers "
                    + "UNAUTHENTICATED: "), mote.output());
            assertTrue(mote.output().contains("otlp_http/other-password: https://127.0.0.1:"
                    + ports[3] + "/v1/metrics refuses metrics, which are dropped: the server "
                    + "answers 401"), mote.output());
            assertTrue(ReceivedFile.read(folder).size() >= 12);
            assertTrue(collector.isRunning());
        }
    }

    private static String names(String separator, String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(all.isEmpty() ? "" : ", ").append("otlp_grpc").append(separator)
                    .append(name).append(", otlp_http").append(separator).append(name);
        }
        return all.toString();
    }

    /** A counter of an exporter, of all its reasons together. */
    private static double points(MoteProcess mote, String exporter, String what) {
        double sum = 0;
        for (Exposition.Sample each : Exposition.parse(mote.get("/metrics", null).body())
                .samples()) {
            if (each.name().equals("mote_exporter_" + what + "_points_total")
                    && exporter.equals(each.labels().get("exporter"))) {
                sum += each.value();
            }
        }
        return sum;
    }

    /** Receivers with a token and with a password, each by gRPC and by HTTP. */
    private Child collector(int... ports) {
        StringBuilder receivers = new StringBuilder();
        for (int at = 0; at < ports.length; at++) {
            receivers.append("""
                      otlp/%d:
                        protocols:
                          %s:
                            endpoint: 127.0.0.1:%d
                            auth: {authenticator: %s}
                            %s
                    """.formatted(at, at % 2 == 0 ? "grpc" : "http", ports[at],
                    at < 2 ? "bearertokenauth" : "basicauth", server));
        }
        return Peers.collector(folder, """
                extensions:
                  bearertokenauth: {token: geheim}
                  basicauth: {htpasswd: {inline: "me:geheim"}}
                receivers:
                %sexporters:
                  file: {path: %s, format: proto, flush_interval: 100ms}
                service:
                  telemetry: {metrics: {level: none}}
                  extensions: [bearertokenauth, basicauth]
                  pipelines:
                    metrics: {receivers: [otlp/0, otlp/1, otlp/2, otlp/3], exporters: [file]}
                """.formatted(receivers, folder.resolve("received.bin")));
    }

    @Test
    void theCollectorShowsItsTokenAndItsCertificate() {
        int port = Child.freePort();
        try (Sink sink = new Sink(Sink.OK); MoteProcess mote = receiver(port, sink);
                Child collector = sender(port)) {
            // It comes by each of its two exporters with the right token, and is in order there.
            sink.awaitRequests(mote, 1, 30);
            mote.await("points by both protocols", 30, () -> sink.points().stream()
                    .filter(point -> point.name().equals("system.cpu.load_average.1m"))
                    .count() >= 6);
            collector.awaitOutput("Unauthenticated", 20);
            collector.awaitOutput("401", 20);
            String page = mote.get("/metrics", null).body();
            assertTrue(Exposition.parse(page).samples().stream().anyMatch(each ->
                    each.labels().containsValue("unauthenticated") && each.value() > 0), page);
        }
    }

    private MoteProcess receiver(int port, Sink sink) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  otlp:
                    token: geheim
                    protocols:
                      grpc:
                        endpoint: 127.0.0.1:%d
                        %s
                exporters:
                  otlp_http: {endpoint: "%s"}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(port, server, sink.url()));
        MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString());
        mote.awaitPort(port, 20);
        return mote;
    }

    private Child sender(int port) {
        StringBuilder exporters = new StringBuilder();
        for (String name : new String[] {"right", "other"}) {
            for (String type : new String[] {"otlp_grpc", "otlp_http"}) {
                exporters.append("""
                          %s/%s:
                            endpoint: https://127.0.0.1:%d
                            auth: {authenticator: bearertokenauth/%s}
                            %s
                        """.formatted(type, name, port, name, client));
            }
        }
        return Peers.collector(folder, """
                extensions:
                  bearertokenauth/right: {token: geheim}
                  bearertokenauth/other: {token: other}
                receivers:
                  host_metrics: {collection_interval: 300ms, scrapers: {load: }}
                exporters:
                %sservice:
                  telemetry: {metrics: {level: none}}
                  extensions: [bearertokenauth/right, bearertokenauth/other]
                  pipelines:
                    metrics:
                      receivers: [host_metrics]
                      exporters: [%s]
                """.formatted(exporters, names("/", "right", "other")));
    }
}
