package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ExponentialPoint;
import dev.mote.otlp.ExponentialPoint.Buckets;
import dev.mote.otlp.Protobuf;
import java.util.Arrays;

/**
 * An exponential histogram as Prometheus's native histogram: the same buckets, numbered by their
 * upper instead of their lower bound, and written as spans of neighbours with the differences of
 * their counts. Prometheus knows scales up to 8: finer ones are made coarser, which joins 2^n
 * neighbours and loses nothing else.
 */
final class NativeHistogram {
    private static final int SCHEMA_MAX = 8;
    /** Below it Prometheus has no schema; nobody's buckets span a factor of 2^16. */
    static final int SCHEMA_MIN = -4;
    /** The finest that a double can fill. */
    static final int SCALE_MAX = 20;
    /** Prometheus's default, when the sender says none. */
    private static final double ZERO_THRESHOLD = 0x1p-128;
    /** More empty buckets than these end a span, as in Prometheus's own code. */
    private static final int GAP_MAX = 2;

    private final Buffer deltas = new Buffer(64);
    private long[] counts = new long[64];

    /** Writes the fields of a {@code Histogram} message. */
    void write(Buffer out, ExponentialPoint point, boolean ended, long timeMillis) {
        int shift = Math.max(0, point.scale() - SCHEMA_MAX);
        Protobuf.varint(out, 1, point.count());
        Protobuf.fixed64(out, 3, Double.doubleToRawLongBits(
                ended ? Samples.STALE : point.sum()));
        Protobuf.varint(out, 4, zigzag(point.scale() - shift));
        Protobuf.fixed64(out, 5, Double.doubleToRawLongBits(
                point.zeroThreshold() > 0 ? point.zeroThreshold() : ZERO_THRESHOLD));
        Protobuf.varint(out, 6, point.zeroCount());
        buckets(out, point.negative(), shift, 8);
        buckets(out, point.positive(), shift, 11);
        Protobuf.varint(out, 15, timeMillis);
    }

    private void buckets(Buffer out, Buckets from, int shift, int spansField) {
        if (from.length() == 0) {
            return;
        }
        int first = from.offset() >> shift;
        int length = (from.offset() + from.length() - 1 >> shift) - first + 1;
        if (length > counts.length) {
            counts = new long[2 * length];
        }
        Arrays.fill(counts, 0, length, 0);
        for (int at = 0; at < from.length(); at++) {
            counts[(from.offset() + at >> shift) - first] += from.count(at);
        }
        deltas.clear();
        long before = 0;
        int spanEnd = -1;
        int at = nextFilled(0, length);
        while (at < length) {
            int end = at + 1;
            int next = nextFilled(end, length);
            while (next < length && next - end <= GAP_MAX) {
                end = next + 1;
                next = nextFilled(end, length);
            }
            int span = Protobuf.begin(out, spansField);
            Protobuf.varint(out, 1, zigzag(spanEnd < 0 ? first + at + 1 : at - spanEnd));
            Protobuf.varint(out, 2, end - at);
            Protobuf.end(out, span);
            for (; at < end; at++) {
                deltas.varint(zigzag(counts[at] - before));
                before = counts[at];
            }
            spanEnd = end;
            at = next;
        }
        if (deltas.length() > 0) {
            Protobuf.bytes(out, spansField + 1, deltas.bytes(), 0, deltas.length());
        }
    }

    private int nextFilled(int from, int length) {
        int at = from;
        while (at < length && counts[at] == 0) {
            at++;
        }
        return at;
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }
}
