package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills up while nobody takes what waits: Mote goes on in memory, says so, drops the
 * oldest and counts it, and is back on disk by itself when there is room again; then it is killed.
 */
@Tag("it")
class FullDiskTest {
    private static final int POINT_BYTES = 20_000;

    @TempDir
    Path folder;

    private MoteProcess mote(SmallDisk disk, Path data, int in, int out) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                    sending_queue: {queue_size: 256KiB}
                    retry_on_failure: {initial_interval: 100ms, max_interval: 300ms}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(in, out));
        MoteProcess mote = MoteProcess.start(disk.inside(), Child.freePort(), Map.of(),
                "--config", config.toString(), "--data", data.toString());
        mote.awaitPort(mote.port, 30);
        return mote;
    }

    private static void says(MoteProcess mote, String log) {
        String health = mote.get("/healthz", null).body();
        assertTrue(health.contains(log), () -> health + mote.output());
    }

    private static long lines(MoteProcess mote, String words) {
        return mote.output().lines().filter(line -> line.contains(words)).count();
    }

    @Test
    void nothingIsLostUncounted() throws IOException {
        Assumptions.assumeTrue(SmallDisk.isPossible(), "no mount namespaces on this machine");
        Path data = Files.createDirectory(folder.resolve("small"));
        int in = Child.freePort();
        int out = Child.freePort();
        try (SmallDisk disk = new SmallDisk(data, 8 << 10)) {
            Set<Long> accepted;
            long dropped;
            try (MoteProcess mote = mote(disk, data.resolve("mote"), in, out)) {
                try (NumberedPoints points = new NumberedPoints(in, POINT_BYTES)) {
                    mote.await("points on disk", 20, () -> points.accepted().size() > 20);
                    says(mote, "\"place\":\"disk\"");
                    disk.fill("filler", 300);
                    mote.await("a full memory", 20,
                            () -> mote.metric("mote_exporter_dropped_points_total") > 20);
                    says(mote, "\"place\":\"memory\"");
                    says(mote, "no space left on the device");
                    assertEquals(0, mote.metric("mote_log_on_disk_ratio"));
                    disk.delete("filler");
                    mote.await("the disk again", 60,
                            () -> mote.metric("mote_log_on_disk_ratio") == 1);
                    accepted = points.accepted();
                }
                says(mote, "\"place\":\"disk\"");
                assertEquals(1, lines(mote, "no space left on the device"), mote.output());
                assertEquals(1, lines(mote, ": can be written again"), mote.output());
                dropped = (long) mote.metric("mote_exporter_dropped_points_total");
                // The page is as old as a quarter of a second.
                mote.await("all points on the page", 10, () -> accepted.size()
                        <= mote.metric("mote_exporter_accepted_points_total"));
                assertEquals(mote.metric("mote_exporter_accepted_points_total"),
                        dropped + mote.metric("mote_exporter_queue_points"));
                mote.kill();
            }
            try (MoteProcess mote = mote(disk, data.resolve("mote"), in, out);
                    Sink sink = new Sink(out, Sink.OK)) {
                Set<Long> missing = new HashSet<>(accepted);
                mote.await("what was not dropped", 30, () -> {
                    sink.points().forEach(point -> missing.remove((long) point.value()));
                    return missing.size() <= dropped;
                });
                mote.terminate();
                assertEquals(0, mote.awaitExit(5), mote.output());
                assertEquals(dropped, missing.size());
                System.out.println(accepted.size() + " points accepted, " + dropped
                        + " dropped and counted while the disk was full, "
                        + sink.points().size() + " came");
            }
        }
    }
}
