package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} again and again, while a real collector goes up and down behind Mote and an
 * application sends numbered points into it; and a collector that stands still. Whatever Mote has
 * said yes to arrives, at least once. {@code ./dev fuzz kill N} kills N times.
 */
@Tag("it")
class KillTest {
    private static final int KILLS = Integer.getInteger("mote.kills", 12);
    private static final int COLLECTOR_LIVES_KILLS = 4;

    @TempDir
    Path folder;
    private final List<Path> received = new ArrayList<>();

    private Child collector(int port) {
        try {
            Path own = Files.createDirectory(folder.resolve("life" + received.size()));
            received.add(own);
            return Peers.collectorToFile(own, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> arrived() {
        List<ExportMetricsServiceRequest> all = new ArrayList<>();
        received.forEach(each -> all.addAll(ReceivedFile.read(each)));
        return NumberedPoints.in(all);
    }

    private String[] arguments(int in, int out) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                    timeout: 1s
                    retry_on_failure: {initial_interval: 100ms, max_interval: 500ms}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(in, out));
        return new String[] {"--config", config.toString(), "--data",
            folder.resolve("data").toString()};
    }

    /** Waits until all that was accepted is there, and says what it took. */
    private void awaitAll(MoteProcess mote, Set<Long> accepted, String what) {
        Set<Long> missing = new HashSet<>(accepted);
        mote.await("all points at the collector", 60, () -> {
            missing.removeAll(arrived());
            return missing.isEmpty();
        });
        mote.terminate();
        assertEquals(0, mote.awaitExit(5), mote.output());
        List<Long> numbers = arrived();
        System.out.println(what + ": " + accepted.size() + " points accepted, "
                + (numbers.size() - new HashSet<>(numbers).size()) + " came twice");
    }

    private static void signal(String signal, Child child) {
        Child kill = new Child("kill", List.of("kill", signal, Long.toString(child.pid())),
                Map.of(), null);
        assertEquals(0, kill.awaitExit(5), kill.output());
    }

    @Test
    void aStoppedCollectorLosesNothing() {
        int in = Child.freePort();
        int out = Child.freePort();
        try (Child collector = collector(out);
                MoteProcess mote = MoteProcess.run(Map.of(), arguments(in, out));
                NumberedPoints points = new NumberedPoints(in, 0)) {
            for (int stop = 0; stop < 2; stop++) {
                Child.pause(500);
                signal("-STOP", collector);
                Child.pause(2500);
                signal("-CONT", collector);
            }
            points.stop();
            assertTrue(mote.cpuSeconds() < 5, "busy");
            awaitAll(mote, points.accepted(), "stopped twice");
        }
    }

    @Test
    void whatWasAcceptedArrives() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        int in = Child.freePort();
        int out = Child.freePort();
        String[] arguments = arguments(in, out);
        Child collector = null;
        MoteProcess mote = MoteProcess.run(Map.of(), arguments);
        try (NumberedPoints points = new NumberedPoints(in, 0)) {
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill % COLLECTOR_LIVES_KILLS == 1) {
                    collector = collector(out);
                } else if (kill % COLLECTOR_LIVES_KILLS == 3) {
                    // Gently: what it has taken must get into its file.
                    collector.terminate();
                    collector.awaitExit(20);
                }
                Child.pause(50 + random.nextInt(500));
                mote.kill();
                mote = MoteProcess.run(Map.of(), arguments);
            }
            points.stop();
            if (collector == null || !collector.isRunning()) {
                collector = collector(out);
            }
            awaitAll(mote, points.accepted(), KILLS + " kills");
            assertTrue(points.accepted().size() > 10 * KILLS,
                    points.accepted().size() + " points accepted");
        } finally {
            mote.close();
            if (collector != null) {
                collector.close();
            }
        }
    }
}
