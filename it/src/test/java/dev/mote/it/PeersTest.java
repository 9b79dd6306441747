package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peers and the harness work by themselves, so that a failure elsewhere is Mote's. */
@Tag("it")
class PeersTest {
    @TempDir
    Path folder;

    @Test
    void collectorSendsToSinkAndToCollector() {
        int port = Child.freePort();
        try (Sink sink = new Sink(Sink.OK);
                Child receiver = Peers.collectorToFile(folder, port);
                Child sender = Peers.collector(folder, hostMetrics("200ms", sink.url(),
                        "http://127.0.0.1:" + port))) {
            sink.awaitRequests(sender, 5, 20);
            sender.terminate();
            assertEquals(0, sender.awaitExit(10));
            receiver.terminate();
            assertEquals(0, receiver.awaitExit(10));
            // The queue of each exporter has several workers, so the order may differ.
            assertEquals(perSeries(sink.points()), perSeries(
                    ReceivedFile.read(folder).stream().flatMap(r -> Point.of(r).stream())
                            .toList()));
            assertTrue(sink.points().stream().anyMatch(p -> p.name().equals("system.cpu.time")));
        }
    }

    private static Map<String, List<Double>> perSeries(List<Point> points) {
        Map<String, Map<Long, Double>> series = new TreeMap<>();
        for (Point p : points) {
            assertEquals(null, series.computeIfAbsent(p.series(), k -> new TreeMap<>())
                    .put(p.timeNanos(), p.value()), () -> p.series() + " twice");
        }
        return series.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                e -> List.copyOf(e.getValue().values()), (a, b) -> a, TreeMap::new));
    }

    @Test
    void prometheusScrapesNodeExporter() {
        int exporterPort = Child.freePort();
        int port = Child.freePort();
        try (Child exporter = Peers.nodeExporter(exporterPort);
                Child prometheus = Peers.prometheus(port, exporterPort, folder)) {
            prometheus.await("scrape", 20, () -> !Prometheus.series(port, "node_load1").isEmpty());
            assertEquals(1.0, Prometheus.series(port, "up").getFirst().value());
            assertTrue(exporter.cpuSeconds() < 5);
        }
    }

    /** A configuration of the collector: host metrics to two OTLP/HTTP servers. */
    static String hostMetrics(String interval, String url, String secondUrl) {
        return """
                receivers:
                  hostmetrics:
                    collection_interval: %s
                    initial_delay: 0s
                    scrapers:
                      cpu:
                      disk:
                      filesystem:
                      load:
                      memory:
                      network:
                      paging:
                      processes:
                      system:
                exporters:
                  otlp_http/1:
                    endpoint: %s
                  otlp_http/2:
                    endpoint: %s
                service:
                  telemetry:
                    metrics:
                      level: none
                  pipelines:
                    metrics:
                      receivers: [hostmetrics]
                      exporters: [otlp_http/1, otlp_http/2]
                """.formatted(interval, url, secondUrl);
    }
}
