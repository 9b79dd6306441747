package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that are reset, cut in the middle of a request or an answer, stand still, or bring
 * one byte at a time, to an HTTP server and to a real collector by gRPC. What Mote has said yes to
 * arrives at both, at least once, in order. {@code ./dev fuzz loss SECONDS} does it for longer,
 * where the kernel loses packets besides.
 */
@Tag("it")
class LossyLinkTest {
    private static final int SECONDS = Integer.getInteger("mote.loss.seconds", 6);
    private static final String ACCEPTED = "mote_exporter_accepted_points_total";

    @TempDir
    Path folder;

    private MoteProcess mote(int in, int http, int grpc) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                    timeout: 500ms
                    retry_on_failure: {initial_interval: 50ms, max_interval: 200ms}
                  otlp_grpc:
                    endpoint: 127.0.0.1:%d
                    tls: {insecure: true}
                    timeout: 500ms
                    retry_on_failure: {initial_interval: 50ms, max_interval: 200ms}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http, otlp_grpc]}
                """.formatted(in, http, grpc));
        return MoteProcess.run(Map.of(), "--config", config.toString(), "--data",
                folder.resolve("data").toString());
    }

    private static void everythingArrived(String exporter, MoteProcess mote, Set<Long> accepted,
            Supplier<List<Long>> arrived) {
        Set<Long> missing = new HashSet<>(accepted);
        mote.await("all points by " + exporter, 90, () -> {
            missing.removeAll(new HashSet<>(arrived.get()));
            return missing.isEmpty();
        });
        mote.await("all answers for " + exporter, 20, () ->
                mote.metric("mote_exporter_queue_points", exporter) == 0);
        assertEquals(0, mote.metric("mote_exporter_dropped_points_total", exporter), exporter);
        assertEquals(mote.metric(ACCEPTED, exporter),
                mote.metric("mote_exporter_sent_points_total", exporter), exporter);
        List<Long> all = arrived.get();
        int repeated = NumberedPoints.repeatedInOrder(all);
        assertTrue(all.size() - repeated >= accepted.size(), exporter);
        System.out.println(exporter + ": " + accepted.size() + " points accepted, " + repeated
                + " came again, "
                + (long) mote.metric("mote_exporter_requests_total", exporter) + " requests");
    }

    @Test
    void whatWasAcceptedArrivesInOrder() {
        long seed = Long.getLong("fuzz.seed", 1);
        int in = Child.freePort();
        int grpc = Child.freePort();
        try (Sink sink = new Sink(Sink.OK);
                Child collector = Peers.collectorToFile(folder, Child.freePort(), grpc);
                LossyLink toSink = new LossyLink(sink.port(), seed);
                LossyLink toCollector = new LossyLink(grpc, seed + 1);
                MoteProcess mote = mote(in, toSink.port(), toCollector.port())) {
            Set<Long> accepted;
            try (NumberedPoints points = new NumberedPoints(in, 0)) {
                Child.pause(1000L * SECONDS);
                mote.await("every kind of harm", 60, () -> toSink.hasDoneAll()
                        && toCollector.hasDoneAll());
                accepted = points.accepted();
            }
            toSink.heal();
            toCollector.heal();
            everythingArrived("otlp_http", mote, accepted, () -> {
                List<Long> numbers = new ArrayList<>();
                sink.points().forEach(point -> numbers.add((long) point.value()));
                return numbers;
            });
            everythingArrived("otlp_grpc", mote, accepted,
                    () -> NumberedPoints.in(ReceivedFile.read(folder)));
            System.out.println("seed " + seed + ", connections: " + toSink.faults() + " and "
                    + toCollector.faults());
            assertTrue(accepted.size() > 20 * SECONDS, accepted.size() + " points accepted");
            mote.terminate();
            assertEquals(0, mote.awaitExit(5), mote.output());
        }
    }
}
