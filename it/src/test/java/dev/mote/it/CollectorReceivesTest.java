package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real collector receives every point that Mote says it has sent: once, in order, whole. */
@Tag("it")
class CollectorReceivesTest {
    @TempDir
    Path folder;

    @Test
    void plain() {
        receivesAll("none");
    }

    @Test
    void gzip() {
        receivesAll("gzip");
    }

    private void receivesAll(String compression) {
        int port = Child.freePort();
        Map<String, String> environment = new HashMap<>(
                MoteProcess.exportTo("http://127.0.0.1:" + port, 500));
        environment.put("OTEL_EXPORTER_OTLP_COMPRESSION", compression);
        environment.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test%20bed");
        environment.put("OTEL_SERVICE_NAME", "its-own-name");
        try (Child collector = Peers.collectorToFile(folder, port);
                MoteProcess mote = MoteProcess.run(environment)) {
            mote.await("8 requests", 30, () -> ReceivedFile.read(folder).size() >= 8);
            mote.terminate();
            assertEquals(0, mote.awaitExit(5), mote.output());
            collector.terminate();
            assertEquals(0, collector.awaitExit(10));
            check(ReceivedFile.read(folder));
        }
    }

    private static void check(List<ExportMetricsServiceRequest> requests) {
        Set<String> seen = new HashSet<>();
        long accepted = 0;
        long before = 0;
        long last = 0;
        for (ExportMetricsServiceRequest request : requests) {
            List<Point> points = Point.of(request);
            for (Point point : points) {
                assertTrue(seen.add(point.series() + "@" + point.timeNanos()),
                        () -> point + " came twice");
                assertTrue(point.timeNanos() >= last, "out of order");
                last = point.timeNanos();
                checkResource(point);
                if (point.name().equals("mote.receiver.accepted.points")) {
                    accepted = (long) point.value();
                }
            }
            // The counter tells of the collections before this one.
            assertEquals(before, accepted, "what was accepted has arrived");
            before += points.size();
        }
    }

    private static void checkResource(Point point) {
        Map<String, String> resource = point.resource();
        assertEquals("its-own-name", resource.get("service.name"));
        assertEquals("test bed", resource.get("deployment.environment.name"));
        assertEquals("linux", resource.get("os.type"));
        for (String key : List.of("host.name", "host.arch", "service.version", "os.description",
                "service.instance.id")) {
            assertTrue(resource.containsKey(key), () -> key + " is missing in " + resource);
        }
        assertTrue(point.instrument().equals("gauge") || point.startNanos() > 0
                && point.startNanos() <= point.timeNanos(), () -> "start of " + point);
    }
}
