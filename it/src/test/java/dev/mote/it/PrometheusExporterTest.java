package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications send to Mote, Prometheus scrapes from it, and promtool is content. */
@Tag("it")
class PrometheusExporterTest {
    @TempDir
    Path folder;

    @Test
    void prometheusScrapesWhatApplicationsSent() throws Exception {
        int port = Child.freePort();
        int otlp = Child.freePort();
        int page = Child.freePort();
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  host_metrics: {collection_interval: 1s}
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
                exporters:
                  prometheus:
                    endpoint: 127.0.0.1:%d
                    const_labels: {cluster: eu}
                    enable_open_metrics: true
                service:
                  pipelines:
                    metrics: {receivers: [host_metrics, otlp], exporters: [prometheus]}
                """.formatted(otlp, page));
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString());
                Child prometheus = Peers.prometheusReceiver(port, folder, """
                        global: {scrape_interval: 1s, scrape_timeout: 1s}
                        scrape_configs:
                          - {job_name: m, honor_labels: true, static_configs:
                             [{targets: ["127.0.0.1:%d"]}]}
                        """.formatted(page))) {
            mote.awaitPort(otlp, 20);
            RemoteWriteTest.push(otlp);
            prometheus.await("the histogram", 30, () -> Prometheus.query(port,
                    "latency_seconds_count").contains("\"6\""));
            RemoteWriteTest.answers(port, "orders_total", "\"7\"", "http_method\":\"GET\"",
                    "cluster\":\"eu\"", "job\":\"shop\"");
            RemoteWriteTest.answers(port, "target_info{job=\"shop\"}", "host_name\":\"h1\"");
            RemoteWriteTest.answers(port, "latency_seconds_bucket{le=\"10.0\"}", "\"3\"");
            RemoteWriteTest.answers(port, "latency_seconds_sum", "\"9.5\"");
            RemoteWriteTest.answers(port, "size_bytes_count", "\"10\"");
            assertTrue(Prometheus.query(port, "gone").contains("\"result\":[]"));
            RemoteWriteTest.knowsTheExemplar(port);
            prometheus.await("what the host receiver says", 30, () -> Prometheus.query(port,
                    "rate(system_cpu_time_seconds_total[30s]) > 0").contains("cpu"));
            assertEquals("", PrometheusScrapeTest.promtool(Prometheus.get("http://127.0.0.1:"
                    + page + "/metrics")));
        }
    }
}
