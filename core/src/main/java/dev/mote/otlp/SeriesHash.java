package dev.mote.otlp;

/**
 * Which series a data point belongs to, as 128 bits: a hash of its resource, scope, metric and
 * attributes, whatever the attributes' order. Two series with one hash are not to be expected
 * before there are 10^18 of them.
 *
 * <p>Call {@link #around} at each resource, scope and metric, and {@link #of} at each point.
 */
public final class SeriesHash {
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xC2B2AE3D27D4EB4FL;

    private long high;
    private long low;
    /** Of what is around, from the outside in: resource, scope, metric. */
    private final long[] highs = new long[3];
    private final long[] lows = new long[3];
    private long first;
    private long second;

    /** Takes note of the item's resource, scope or metric. */
    public void around(Level level, Item item) {
        int depth = level.ordinal();
        high = depth == 0 ? K1 : highs[depth - 1];
        low = depth == 0 ? K2 : lows[depth - 1];
        Message message = item.at(level);
        if (level == Level.RESOURCE) {
            attributes(message);
        } else {
            field(message, 1);
            field(message, level == Level.SCOPE ? 2 : 3);
            attributes(message);
        }
        if (level == Level.METRIC) {
            high = mix(high ^ item.dataField, K1);
            low = mix(low ^ item.data.number(Otlp.IS_MONOTONIC), K2);
        }
        highs[depth] = high;
        lows[depth] = low;
    }

    /** Hashes the item's point. */
    public void of(Item item) {
        high = highs[2];
        low = lows[2];
        attributes(item.record);
    }

    /** Hashes the attributes of something directly in the resource. */
    public void inResource(Message message) {
        high = highs[0];
        low = lows[0];
        attributes(message);
    }

    /** Of the metric, without any attributes of a point. */
    public void ofMetric() {
        high = highs[2];
        low = lows[2];
    }

    /** Begins a hash of texts, whatever series they are of. */
    public void begin() {
        high = K1;
        low = K2;
    }

    /** Hashes the next text. */
    public void text(byte[] from, int offset, int length) {
        first = K1;
        second = K2;
        bytes(from, offset, length);
        high = mix(high ^ first, K1);
        low = mix(low ^ second, K2);
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    private void field(Message message, int field) {
        int piece = message.field(field);
        first = K2 + field;
        second = K1 + field;
        if (piece != Message.NONE && message.offset(piece) != Message.NONE) {
            bytes(message.bytes(piece), message.offset(piece), message.length(piece));
        }
        high = mix(high ^ first, K1);
        low = mix(low ^ second, K2);
    }

    /** The sum of the attributes' hashes: their order does not matter. */
    private void attributes(Message message) {
        long highSum = 0;
        long lowSum = 0;
        for (int piece = message.size() - 1; piece >= 0; piece--) {
            if (message.isAttribute(piece)) {
                byte[] bytes = message.bytes(piece);
                first = K1;
                second = K2;
                bytes(bytes, message.keyOffset(piece), message.keyLength(piece));
                bytes(bytes, message.offset(piece), message.length(piece));
                highSum += first;
                lowSum += second;
            }
        }
        high = mix(high ^ highSum, K1);
        low = mix(low ^ lowSum, K2);
    }

    private void bytes(byte[] from, int offset, int length) {
        long a = first ^ length;
        long b = second + length;
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = ProtobufReader.fixed64(from, at);
            a = mix(a ^ word, K1);
            b = mix(b ^ word, K2);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | from[at] & 0xFF;
        }
        first = mix(a ^ rest, K1);
        second = mix(b ^ rest, K2);
    }

    private static long mix(long value, long by) {
        long product = value * by;
        return product ^ product >>> 32;
    }
}
