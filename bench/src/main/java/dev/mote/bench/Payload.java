package dev.mote.bench;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Batch.Signal;
import java.util.Arrays;

/**
 * The requests of the benchmarks: 10 resources with 100 data points, log records or spans each, of
 * 118, 192 and 161 bytes, with 4 attributes; 10 points a metric.
 */
public final class Payload {
    private static final int RESOURCES = 10;
    private static final int RECORDS = 100;

    private Payload() {
    }

    /** One request of the signal, a thousand items. */
    public static Batch request(Signal signal) {
        return request(signal, RESOURCES);
    }

    /** One with so many resources, a hundred items each. */
    public static Batch request(Signal signal, int resources) {
        Buffer request = new Buffer(1 << 16);
        for (int resource = 0; resource < resources; resource++) {
            Buffer group = new Buffer(1 << 16);
            Buffer about = new Buffer(256);
            attribute(about, 1, "service.name", "shop-" + resource);
            attribute(about, 1, "host.name", "host-" + resource + ".example");
            attribute(about, 1, "os.type", "linux");
            message(group, 1, about);
            Buffer scope = new Buffer(1 << 16);
            message(scope, 1, text(new Buffer(32), 1, "io.example.lib"));
            if (signal == Signal.METRICS) {
                metrics(scope);
            } else {
                for (int record = 0; record < RECORDS; record++) {
                    message(scope, 2, signal == Signal.LOGS ? log(record) : span(record));
                }
            }
            message(group, 2, scope);
            message(request, 1, group);
        }
        return new Batch().set(signal, request.bytes(), 0, request.length(), resources * RECORDS,
                1);
    }

    /** A request of a resource with one attribute and nothing else. */
    public static byte[] resource(String key, String value) {
        Buffer about = new Buffer(64);
        attribute(about, 1, key, value);
        Buffer group = new Buffer(64);
        message(group, 1, about);
        Buffer request = new Buffer(64);
        message(request, 1, group);
        return Arrays.copyOf(request.bytes(), request.length());
    }

    private static void metrics(Buffer scope) {
        for (int metric = 0; metric < 10; metric++) {
            Buffer sum = new Buffer(4096);
            for (int point = 0; point < RECORDS / 10; point++) {
                Buffer out = new Buffer(256);
                out.put(2 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
                out.put(3 << 3 | 1).fixed64(1_767_225_610_000_000_000L);
                out.put(6 << 3 | 1).fixed64(point);
                attribute(out, 7, "http.method", "GET");
                attribute(out, 7, "http.route", "/api/" + point);
                attribute(out, 7, "status", "200");
                attribute(out, 7, "pod", "shop-7f9c-" + point);
                message(sum, 1, out);
            }
            sum.put(2 << 3).put(2).put(3 << 3).put(1);
            Buffer out = text(new Buffer(4096), 1, "http.server.requests." + metric);
            message(out, 7, sum);
            message(scope, 2, out);
        }
    }

    private static Buffer log(int number) {
        Buffer out = new Buffer(512);
        out.put(1 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
        out.put(2 << 3).put(9);
        text(out, 3, "INFO");
        message(out, 5, text(new Buffer(128), 1, "GET /api/v1/orders/" + number
                + " HTTP/1.1 200 1532 bytes in 12 ms from 10.1.2.3"));
        attribute(out, 6, "http.method", "GET");
        attribute(out, 6, "http.route", "/api/" + number);
        attribute(out, 6, "log.file.name", "access.log");
        attribute(out, 6, "thread", "worker-" + number % 8);
        return out;
    }

    private static Buffer span(int number) {
        Buffer out = new Buffer(512);
        out.put(1 << 3 | 2).put(16).fixed64(number).fixed64(number * 7919L);
        out.put(2 << 3 | 2).put(8).fixed64(number);
        text(out, 5, "GET /api/v1/orders");
        out.put(6 << 3).put(2);
        out.put(7 << 3 | 1).fixed64(1_767_225_600_000_000_000L);
        out.put(8 << 3 | 1).fixed64(1_767_225_600_100_000_000L);
        attribute(out, 9, "http.method", "GET");
        attribute(out, 9, "http.route", "/api/" + number);
        attribute(out, 9, "status", "200");
        attribute(out, 9, "net.peer.name", "db-" + number);
        return out;
    }

    private static void attribute(Buffer out, int field, String key, String value) {
        Buffer pair = text(new Buffer(64), 1, key);
        message(pair, 2, text(new Buffer(64), 1, value));
        message(out, field, pair);
    }

    private static Buffer text(Buffer out, int field, String value) {
        return out.put(field << 3 | 2).varint(value.length()).ascii(value);
    }

    private static void message(Buffer out, int field, Buffer content) {
        out.put(field << 3 | 2).varint(content.length()).put(content.bytes(), 0, content.length());
    }
}
