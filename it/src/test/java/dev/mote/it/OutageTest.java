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

/** A day without a far end, a batch of a real host every ten seconds; then it is back. */
@Tag("it")
class OutageTest {
    private static final int BATCHES = 8_640;

    @TempDir
    Path folder;

    private static Sink.Request batch() {
        try (Sink sink = new Sink(Sink.OK);
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 500))) {
            sink.awaitRequests(mote, 2, 20);
            return sink.requests().get(1);
        }
    }

    @Test
    void aDayIsDeliveredInFewRequests() throws IOException, InterruptedException {
        Sink.Request batch = batch();
        int in = Child.freePort();
        int out = Child.freePort();
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                exporters:
                  otlp_http:
                    endpoint: http://127.0.0.1:%d
                    retry_on_failure: {initial_interval: 100ms, max_interval: 200ms}
                    sending_queue: {queue_size: 256MiB}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(in, out));
        try (MoteProcess mote = MoteProcess.run(Map.of(), "--config", config.toString(), "--data",
                folder.resolve("data").toString());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + in + "/v1/metrics"))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(batch.body())).build();
            for (int at = 0; at < BATCHES; at++) {
                assertEquals(200, client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
            long waiting = mote.residentKilobytes();
            long begin = System.nanoTime();
            long expected = (long) BATCHES * batch.body().length;
            try (Sink sink = new Sink(out, Sink.OK)) {
                long[] got = {0, 0};
                mote.await("the whole day", 120, () -> {
                    while (got[0] < sink.requests().size()) {
                        got[1] += sink.requests().get((int) got[0]++).body().length;
                    }
                    return got[1] >= expected;
                });
                assertEquals(expected, got[1]);
                System.out.printf("%d batches of %d bytes in %.2f s and %d requests; resident %d kB"
                        + " while waiting, %d kB afterwards%n", BATCHES, batch.body().length,
                        (System.nanoTime() - begin) / 1e9, got[0], waiting,
                        mote.residentKilobytes());
                assertTrue(got[0] * 20 < BATCHES, got[0] + " requests");
            }
            mote.terminate();
            assertEquals(0, mote.awaitExit(5), mote.output());
        }
    }
}
