package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus scrapes node_exporter, and so does Mote, which writes to the same Prometheus: there
 * both must be the same.
 */
@Tag("it")
class ScrapeTest {
    private static final String SCRAPE = """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: %s
                static_configs:
                  - targets: ["127.0.0.1:%d"]
            """;
    /** The resource is a series more. */
    private static final Set<String> DIFFERENT = Set.of("target_info");

    @TempDir
    Path folder;

    @Test
    void moteScrapesWhatPrometheusScrapes() {
        int port = Child.freePort();
        int exporter = Child.freePort();
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  prometheus:
                    config:
                %s
                exporters:
                  prometheus_remote_write:
                    endpoint: http://127.0.0.1:%d
                    add_metric_suffixes: false
                service:
                  pipelines:
                    metrics: {receivers: [prometheus], exporters: [prometheus_remote_write]}
                """.formatted(SCRAPE.formatted("mote", exporter).indent(6), port));
        try (Child node = Peers.nodeExporter(exporter);
                Child prometheus = Peers.prometheusReceiver(port, folder,
                        SCRAPE.formatted("direct", exporter));
                MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString())) {
            try {
                prometheus.await("both", 30, () -> series(port, "direct").size() > 100
                        && difference(port).isEmpty());
            } catch (AssertionError e) {
                throw new AssertionError("only one has " + difference(port), e);
            }
            Map<String, Double> direct = series(port, "direct");
            Map<String, Double> written = series(port, "mote");
            for (String constant : Set.of("node_memory_MemTotal_bytes", "node_boot_time_seconds",
                    "up", "node_exporter_build_info")) {
                String key = direct.keySet().stream().filter(s -> s.startsWith(constant + "{"))
                        .findFirst().orElseThrow(() -> new AssertionError(constant));
                assertEquals(direct.get(key), written.get(key), key);
            }
            assertTrue(Prometheus.query(port, "rate(node_cpu_seconds_total{job=\"mote\"}[30s])")
                    .contains("success"));
            node.terminate();
            prometheus.await("staleness", 30, () -> Prometheus.query(port,
                    "node_load1{job=\"mote\"}").contains("\"result\":[]"));
            assertTrue(Prometheus.query(port, "up{job=\"mote\"}").contains("\"0\""));
        }
    }

    /** Series that only one of them has. */
    private static Set<String> difference(int port) {
        Set<String> direct = series(port, "direct").keySet();
        Set<String> written = series(port, "mote").keySet();
        Set<String> different = new TreeSet<>(direct);
        different.addAll(written);
        different.removeIf(each -> direct.contains(each) && written.contains(each));
        return different;
    }

    private static Map<String, Double> series(int port, String job) {
        Map<String, Double> all = new TreeMap<>();
        for (Exposition.Sample sample : Prometheus.series(port, "{job=\"" + job + "\"}")) {
            Map<String, String> labels = new TreeMap<>(sample.labels());
            labels.remove("job");
            // Prometheus 3 writes the bounds of what it scrapes as 1.0, not as they came.
            labels.computeIfPresent("quantile", (key, text) -> "" + Double.parseDouble(text));
            labels.computeIfPresent("le", (key, text) -> "+Inf".equals(text) ? text
                    : "" + Double.parseDouble(text));
            if (!DIFFERENT.contains(sample.name())) {
                all.put(sample.name() + labels, sample.value());
            }
        }
        return all;
    }
}
