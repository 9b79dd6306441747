package dev.mote.it;

import static dev.mote.it.RemoteWriteTest.answers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Back ends that translate OTLP to Prometheus' names themselves. They get the same by remote write,
 * in Mote's translation, marked by a label: they judge both.
 */
@Tag("it")
class OtlpBackEndsTest {
    private static final Pattern LABEL = Pattern.compile("\"([^\"]+)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    Path folder;
    private final int port = Child.freePort();
    private final int otlp = Child.freePort();

    private MoteProcess mote(String otlpPath) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  host_metrics: {collection_interval: 500ms}
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%1$d"}}}
                exporters:
                  otlp_http: {endpoint: "http://127.0.0.1:%2$d%3$s"}
                  prometheus_remote_write:
                    endpoint: http://127.0.0.1:%2$d/api/v1/write
                    external_labels: {via: rw}
                service:
                  pipelines:
                    metrics:
                      receivers: [host_metrics, otlp]
                      exporters: [otlp_http, prometheus_remote_write]
                """.formatted(otlp, port, otlpPath));
        MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString(), "--data",
                folder.resolve("data").toString());
        mote.awaitPort(otlp, 20);
        return mote;
    }

    /** Waits for a query to find something. */
    private void found(Child child, String query, String part) {
        child.await(query + " with " + part, 30,
                () -> Prometheus.query(port, query).contains(part));
    }

    @Test
    void prometheusNamesEverythingAsMoteDoes() {
        try (Child prometheus = Peers.prometheus3(port, folder)) {
            try (MoteProcess mote = mote("/api/v1/otlp")) {
                assertTrue(prometheus.isRunning());
                pushed(mote);
                for (String via : List.of("via=\"\"", "via=\"rw\"")) {
                    answers(port, "histogram_count(size_bytes{" + via + "})", "\"10\"");
                    answers(port, "histogram_sum(size_bytes{" + via + "})", "\"20\"");
                    answers(port, "target_info{job=\"shop\"," + via + "}",
                            "host_name\":\"h1\"");
                }
                assertTrue(Prometheus.query(port, "gone").contains("\"result\":[]"));
                found(mote, "count(system_cpu_time_seconds_total) by (via)", "rw");
                // Both have come to the end of a collection, or to that of the next one.
                mote.await("the same series by both ways", 30, () -> !series("").isEmpty()
                        && series("").equals(series("rw")));
                // A quiet host with few processes has some 250.
                assertTrue(series("").size() > 100);
                assertFalse(mote.output().contains("warning"), mote.output());
                mote.kill();
            }
            try (MoteProcess mote = mote("/api/v1/otlp")) {
                found(mote, "count(count(mote_process_uptime_seconds{job=\"mote\"}) by (instance))",
                        "\"2\"");
                // The host's counters go on; Mote's own, of another instance, begin anew.
                for (String via : List.of("via=\"\"", "via=\"rw\"")) {
                    found(mote, "min(rate(system_network_io_bytes_total{" + via
                            + "}[5m])) >= bool 0", "\"1\"");
                    found(mote, "sum(resets(system_cpu_time_seconds_total{" + via
                            + "}[5m]))", "\"0\"");
                }
            }
        }
    }

    /** All series that came one way: name and labels, sorted. */
    private Set<String> series(String via) {
        Set<String> all = new TreeSet<>();
        String answer = Prometheus.get("http://127.0.0.1:" + port
                + "/api/v1/series?match[]=%7B__name__%3D~%22.%2B%22,via%3D%22" + via + "%22%7D");
        for (String each : answer.substring(answer.indexOf('[')).split("\\},\\{")) {
            Set<String> labels = new TreeSet<>();
            Matcher label = LABEL.matcher(each);
            while (label.find()) {
                if (!label.group(1).equals("via")) {
                    labels.add(label.group());
                }
            }
            all.add(labels.toString());
        }
        return all;
    }

    private void pushed(MoteProcess mote) {
        try {
            RemoteWriteTest.push(otlp);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        for (String via : List.of("via=\"\"", "via=\"rw\"")) {
            found(mote, "latency_seconds_count{" + via + "}", "\"6\"");
            answers(port, "orders_total{" + via + "}", "\"7\"", "http_method\":\"GET\"");
            answers(port, "latency_seconds_bucket{le=\"10\"," + via + "}", "\"3\"");
            answers(port, "latency_seconds_sum{" + via + "}", "\"9.5\"");
        }
    }

    @Test
    void victoriaMetricsTakesBoth() {
        try (Child victoria = Peers.victoriaMetrics(port, folder);
                MoteProcess mote = mote("/opentelemetry")) {
            pushed(mote);
            assertTrue(victoria.isRunning());
            for (String via : List.of("via=\"\"", "via=\"rw\"")) {
                answers(port, "size_bytes_count{" + via + "}", "\"10\"");
                answers(port, "size_bytes_sum{" + via + "}", "\"20\"");
                found(mote, "count(system_cpu_time_seconds_total{" + via + "})", "value");
            }
            mote.awaitOutput("does not understand remote write 2.0; it gets 1.0 from now on", 1);
            mote.terminate();
            assertEquals(0, mote.awaitExit(20), mote.output());
        }
    }
}
