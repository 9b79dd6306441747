package dev.mote.it;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * An application that sends numbered points by OTLP/HTTP, one after the other, the same one again
 * until Mote says yes.
 */
final class NumberedPoints implements AutoCloseable {
    private final int port;
    private final int padding;
    private final long before;
    private final Set<Long> accepted = new ConcurrentSkipListSet<>();
    private final Thread thread;
    private volatile boolean done;

    /** Begins to send; {@code padding} characters that do not compress well go with each point. */
    NumberedPoints(int port, int padding) {
        this(port, padding, 0);
    }

    /** The same with numbers that begin behind {@code before}. */
    NumberedPoints(int port, int padding, long before) {
        this.before = before;
        this.port = port;
        this.padding = padding;
        thread = Thread.ofVirtual().start(this::send);
    }

    private void send() {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1))
                .version(HttpClient.Version.HTTP_1_1).build()) {
            long number = before + 1;
            while (!done) {
                boolean well = send(client, number);
                if (well) {
                    accepted.add(number++);
                }
                Child.pause(well ? 2 : 20);
            }
        }
    }

    private boolean send(HttpClient client, long number) {
        HttpRequest request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/metrics"))
                .timeout(Duration.ofSeconds(2)).header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(number))).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] body(long number) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        Metric.Builder metric = request.addResourceMetricsBuilder().addScopeMetricsBuilder()
                .addMetricsBuilder().setName("number");
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(System.currentTimeMillis() * 1_000_000).setAsInt(number);
        StringBuilder text = new StringBuilder();
        for (Random random = new Random(number); text.length() < padding; ) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        if (padding > 0) {
            point.addAttributesBuilder().setKey("padding").getValueBuilder()
                    .setStringValue(text.toString());
        }
        metric.getGaugeBuilder().addDataPoints(point);
        return request.build().toByteArray();
    }

    /** The numbers of the points that Mote has said yes to. */
    Set<Long> accepted() {
        return accepted;
    }

    /** No more points come. */
    void stop() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers in requests, in the order of their arrival. */
    static List<Long> in(Iterable<ExportMetricsServiceRequest> requests) {
        List<Long> numbers = new ArrayList<>();
        for (ExportMetricsServiceRequest request : requests) {
            Point.of(request).forEach(point -> numbers.add((long) point.value()));
        }
        return numbers;
    }

    /** How many of these came again; fails when one comes for the first time behind a later one. */
    static int repeatedInOrder(List<Long> arrived) {
        Set<Long> seen = new HashSet<>();
        long highest = 0;
        for (long number : arrived) {
            if (seen.add(number) && number < highest) {
                throw new AssertionError(number + " came behind " + highest);
            }
            highest = Math.max(highest, number);
        }
        return arrived.size() - seen.size();
    }

    @Override
    public void close() {
        stop();
    }
}
