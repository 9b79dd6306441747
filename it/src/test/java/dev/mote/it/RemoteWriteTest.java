package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mote writes to a Prometheus, which then knows by PromQL what Mote has seen. */
@Tag("it")
class RemoteWriteTest {
    private static final String METRICS = """
            {"resourceMetrics":[{"resource":{"attributes":[
             {"key":"service.name","value":{"stringValue":"shop"}},
             {"key":"host.name","value":{"stringValue":"h1"}}]},
             "scopeMetrics":[{"metrics":[
             {"name":"orders","unit":"1","description":"Orders.","sum":
              {"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
               {"timeUnixNano":"TIME","asInt":"7","attributes":
                [{"key":"http.method","value":{"stringValue":"GET"}}]}]}},
             {"name":"latency","unit":"s","description":"Latency.","histogram":{
              "aggregationTemporality":2,"dataPoints":[
              {"timeUnixNano":"TIME","count":"6","sum":9.5,"bucketCounts":["1","2","3"],
               "explicitBounds":[0.1,10],"exemplars":[{"timeUnixNano":"TIME","asDouble":3.5,
               "traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708"}]}]}},
             {"name":"size","unit":"By","description":"Size.","exponentialHistogram":{
              "aggregationTemporality":2,
              "dataPoints":[{"timeUnixNano":"TIME","count":"10","sum":20,"scale":3,
               "zeroCount":"2","positive":{"offset":-1,"bucketCounts":["1","0","4","3"]}}]}},
             {"name":"gone","gauge":{"dataPoints":[{"timeUnixNano":"BEFORE","asInt":"1"},
              {"timeUnixNano":"TIME","flags":1}]}}
             ]}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void theSecondVersion() throws Exception {
        written("");
    }

    @Test
    void theFirstVersion() throws Exception {
        written("    protobuf_message: prometheus.WriteRequest\n");
    }

    private void written(String more) throws Exception {
        int port = Child.freePort();
        int otlp = Child.freePort();
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  host_metrics: {collection_interval: 1s}
                  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
                exporters:
                  prometheusremotewrite:
                    endpoint: http://127.0.0.1:%d/api/v1/write
                    external_labels: {cluster: eu}
                %sservice:
                  pipelines:
                    metrics:
                      receivers: [host_metrics, otlp]
                      exporters: [prometheusremotewrite]
                """.formatted(otlp, port, more));
        try (Child prometheus = Peers.prometheusReceiver(port, folder);
                MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString())) {
            mote.awaitPort(otlp, 20);
            push(otlp);
            prometheus.await("the histogram", 30, () -> Prometheus.query(port,
                    "latency_seconds_count").contains("\"6\""));
            answers(port, "orders_total", "\"7\"", "http_method\":\"GET\"", "cluster\":\"eu\"",
                    "job\":\"shop\"");
            answers(port, "target_info{job=\"shop\"}", "host_name\":\"h1\"");
            answers(port, "latency_seconds_bucket{le=\"10\"}", "\"3\"");
            answers(port, "latency_seconds_sum", "\"9.5\"");
            answers(port, "histogram_count(size_bytes)", "\"10\"");
            answers(port, "histogram_sum(size_bytes)", "\"20\"");
            assertTrue(Prometheus.query(port, "gone").contains("\"result\":[]"));
            knowsTheExemplar(port);
            prometheus.await("what the host receiver says", 30, () -> Prometheus.query(port,
                    "rate(system_cpu_time_seconds_total[30s]) > 0").contains("cpu"));
            mote.terminate();
            assertEquals(0, mote.awaitExit(20), mote.output());
        }
    }

    static void knowsTheExemplar(int port) {
        assertTrue(Prometheus.get("http://127.0.0.1:" + port
                + "/api/v1/query_exemplars?start=" + (seconds() - 100) + "&end="
                + (seconds() + 100) + "&query=latency_seconds_bucket")
                .contains("0102030405060708090a0b0c0d0e0f10"));
    }

    static void answers(int port, String query, String... parts) {
        String answer = Prometheus.query(port, query);
        for (String part : parts) {
            assertTrue(answer.contains(part), () -> query + ": " + answer);
        }
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }

    static void push(int port) throws IOException, InterruptedException {
        String body = METRICS.replace("TIME", seconds() + "000000000")
                .replace("BEFORE", seconds() - 5 + "000000000");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/v1/metrics"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), response.body());
        }
    }
}
