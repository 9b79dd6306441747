package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While an application sends, SIGHUP after SIGHUP: processors, exporters and the receiver change,
 * and a config is wrong. Each point that was accepted arrives, and arrives once.
 */
@Tag("it")
class ReloadTest {
    private static final int RELOADS = 12;
    /** Sent between two reloads. */
    private static final int POINTS = 10;

    @TempDir
    Path folder;

    /** What differs from one config to the next. */
    private String config(int number, int in, Sink sink) {
        return """
                receivers:
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}, max_connections: %d}
                processors:
                  batch: {timeout: %dms}
                  resource: {attributes: [{key: config, value: "%d", action: upsert}]}
                exporters:
                  otlp_http: {endpoint: "%s", timeout: %ds}
                service:
                  loops: 1
                  pipelines:
                    metrics: {receivers: [otlp], processors: [%s], exporters: [otlp_http]}
                """.formatted(in, number % 4 == 3 ? 99 : 100, 100 + number % 3, number / 2,
                sink.url(), 10 + number % 2, number % 5 == 0 ? "batch" : "resource, batch");
    }

    private static void hangUp(MoteProcess mote) {
        Child kill = new Child("kill", List.of("kill", "-HUP", Long.toString(mote.pid())),
                Map.of(), null);
        assertEquals(0, kill.awaitExit(5), kill.output());
    }

    private void reload(int in, Sink sink, MoteProcess mote) {
        List<Long> numbers = new ArrayList<>();
        try (NumberedPoints points = new NumberedPoints(in, 0)) {
            for (int number = 1; number <= RELOADS; number++) {
                int before = points.accepted().size();
                mote.await("load", 20, () -> points.accepted().size() > before + POINTS);
                Peers.write(folder.resolve("mote.yaml"), config(number, in, sink));
                hangUp(mote);
                int times = number;
                mote.await("reload " + number, 60,
                        () -> mote.output().split("is read again", -1).length > times);
            }
            Peers.write(folder.resolve("mote.yaml"), config(0, in, sink) + "colour: red\n");
            hangUp(mote);
            mote.awaitOutput("the new config is not used", 60);
            assertTrue(mote.get("/healthz", null).body().contains("\"config_problem\":\""));
            assertEquals(1, mote.get("/metrics", null).body().lines().filter(line ->
                    line.startsWith("mote_config_reloads_total{outcome=\"refused\"} 1")).count());
            points.close();
            mote.await("all points at the sink", 20, () -> sink.points().size()
                    >= points.accepted().size());
            mote.terminate();
            assertEquals(0, mote.awaitExit(10), mote.output());
            sink.points().stream().filter(point -> point.name().equals("number"))
                    .forEach(point -> numbers.add((long) point.value()));
            assertEquals(points.accepted(), new HashSet<>(numbers), mote.output());
            assertEquals(points.accepted().size(), numbers.size(), "some came twice");
        }
    }

    @Test
    void theBinaryLosesNothing() {
        int in = Child.freePort();
        try (Sink sink = new Sink(Sink.OK)) {
            Path file = Peers.write(folder.resolve("mote.yaml"), config(0, in, sink));
            try (MoteProcess mote = MoteProcess.run(
                    Map.of("OTEL_METRIC_EXPORT_INTERVAL", "3600000"), "--config", file.toString(),
                    "--data", folder.resolve("data").toString())) {
                reload(in, sink, mote);
            }
        }
    }

    @Test
    void theGatewayLosesNothing() {
        int in = Child.freePort();
        try (Sink sink = new Sink(Sink.OK)) {
            Path file = Peers.write(folder.resolve("mote.yaml"), config(0, in, sink));
            try (MoteProcess gateway = MoteProcess.gateway("--config", file.toString(), "--data",
                    folder.resolve("data").toString())) {
                reload(in, sink, gateway);
            }
        }
    }
}
