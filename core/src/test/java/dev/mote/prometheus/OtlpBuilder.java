package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Protobuf;

/** Writes OTLP metrics of every kind, a few words each, for tests. */
final class OtlpBuilder {
    final Buffer out = new Buffer(256);
    private final int resourceMetrics;
    private final int scopeMetrics;

    /** One resource with these attributes: name, value, name, value …. */
    OtlpBuilder(String... resource) {
        resourceMetrics = Protobuf.begin(out, 1);
        int message = Protobuf.begin(out, 1);
        attributes(1, resource);
        Protobuf.end(out, message);
        scopeMetrics = Protobuf.begin(out, 2);
    }

    private void attributes(int field, String... pairs) {
        for (int at = 0; at < pairs.length; at += 2) {
            int attribute = Protobuf.begin(out, field);
            Protobuf.utf8(out, 1, pairs[at]);
            int value = Protobuf.begin(out, 2);
            Protobuf.utf8(out, 1, pairs[at + 1]);
            Protobuf.end(out, value);
            Protobuf.end(out, attribute);
        }
    }

    /** What a point holds besides its time and attributes. */
    interface Point {
        void write(Buffer out);
    }

    /** One metric with one point at millisecond {@code time}. */
    OtlpBuilder metric(String name, String unit, int kind, int temporality, boolean monotonic,
            long time, Point point, String... attributes) {
        int metric = Protobuf.begin(out, 2);
        Protobuf.utf8(out, 1, name);
        Protobuf.utf8(out, 2, "About " + name + ".");
        Protobuf.utf8(out, 3, unit);
        int data = Protobuf.begin(out, kind);
        int message = Protobuf.begin(out, 1);
        Protobuf.fixed64(out, 3, time * 1_000_000);
        attributes(kind == 9 ? 9 : kind == 10 ? 1 : 7, attributes);
        point.write(out);
        Protobuf.end(out, message);
        if (temporality > 0) {
            Protobuf.varint(out, 2, temporality);
        }
        if (monotonic) {
            Protobuf.varint(out, 3, 1);
        }
        Protobuf.end(out, data);
        Protobuf.end(out, metric);
        return this;
    }

    OtlpBuilder gauge(String name, String unit, double value, long time, String... attributes) {
        return metric(name, unit, 5, 0, false, time, out -> Protobuf.fixed64(out, 4,
                Double.doubleToRawLongBits(value)), attributes);
    }

    OtlpBuilder counter(String name, String unit, long value, long time, String... attributes) {
        return metric(name, unit, 7, 2, true, time, out -> Protobuf.fixed64(out, 6, value),
                attributes);
    }

    Buffer end() {
        Protobuf.end(out, scopeMetrics);
        Protobuf.end(out, resourceMetrics);
        return out;
    }
}
