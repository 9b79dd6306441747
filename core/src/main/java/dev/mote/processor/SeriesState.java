package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.PackedWords;
import java.util.Arrays;

/**
 * What is remembered of each series of sums and histograms: when it began, when it was seen last,
 * and its numbers then. By the number of the series in a {@link SeriesTable}.
 *
 * <p>A number point has one number, an integer or a double. A histogram has its count and its
 * buckets as integers, and its sum.
 */
final class SeriesState {
    /** Bits of {@link #kinds}. */
    private static final int INTEGER = 1;
    private static final int HISTOGRAM = 2;

    /** A series without its buckets, as it is saved: kind, and five words. */
    private static final int SAVED_BYTES = 41;

    long[] startNanos = new long[64];
    long[] timeNanos = new long[64];
    private byte[] kinds = new byte[64];
    /** A number point's integer, or a histogram's count. */
    private long[] integers = new long[64];
    /** A number point's double, or a histogram's sum. */
    private double[] doubles = new double[64];
    /** A histogram's buckets; null for others. */
    private long[][] buckets = new long[64][];

    /** Of the point that was read last. */
    private long count;
    private double sum;
    private final PackedWords words = new PackedWords();
    private final Buffer encoded = new Buffer(64);

    void ensure(int capacity) {
        if (capacity > startNanos.length) {
            startNanos = Arrays.copyOf(startNanos, capacity);
            timeNanos = Arrays.copyOf(timeNanos, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            integers = Arrays.copyOf(integers, capacity);
            doubles = Arrays.copyOf(doubles, capacity);
            buckets = Arrays.copyOf(buckets, capacity);
        }
    }

    private static int kindOf(Message point) {
        return point.kind() == Message.Kind.HISTOGRAM ? HISTOGRAM
                : point.field(Otlp.AS_INT) != Message.NONE ? INTEGER : 0;
    }

    /** Reads a point's numbers; false when its buckets are malformed. */
    private boolean read(Message point) {
        if (point.kind() == Message.Kind.HISTOGRAM) {
            count = point.number(Otlp.COUNT);
            sum = Double.longBitsToDouble(point.number(Otlp.SUM_OF_VALUES));
            return words.read(point, Otlp.BUCKET_COUNTS);
        }
        count = point.number(Otlp.AS_INT);
        sum = Double.longBitsToDouble(point.number(Otlp.AS_DOUBLE));
        return true;
    }

    /** Remembers a point's numbers in place of those before; false when it is malformed. */
    boolean remember(int series, Message point) {
        if (!read(point)) {
            return false;
        }
        int kind = kindOf(point);
        kinds[series] = (byte) kind;
        integers[series] = count;
        doubles[series] = sum;
        if (kind == HISTOGRAM) {
            long[] kept = buckets[series];
            if (kept == null || kept.length != words.size()) {
                kept = new long[words.size()];
                buckets[series] = kept;
            }
            System.arraycopy(words.values(), 0, kept, 0, kept.length);
        }
        return true;
    }

    /** Whether the point counts on from what is remembered: same shape, nothing less. */
    boolean goesOn(int series, Message point) {
        if (kindOf(point) != kinds[series] || !read(point)) {
            return false;
        }
        if (kinds[series] == 0) {
            return sum >= doubles[series];
        }
        if (kinds[series] == HISTOGRAM) {
            long[] kept = buckets[series];
            if (kept.length != words.size()) {
                return false;
            }
            for (int at = 0; at < kept.length; at++) {
                if (words.values()[at] < kept[at]) {
                    return false;
                }
            }
        }
        return count >= integers[series];
    }

    /** The point, which {@link #goesOn}, becomes its difference to what is remembered. */
    void subtract(int series, Message point) {
        read(point);
        write(point, count - integers[series], sum - doubles[series], series, -1);
    }

    /** The point becomes the sum of itself and what is remembered. False when shapes differ. */
    boolean add(int series, Message point) {
        boolean sameShape = kindOf(point) == kinds[series] && read(point)
                && (kinds[series] != HISTOGRAM || buckets[series].length == words.size());
        if (sameShape) {
            write(point, count + integers[series], sum + doubles[series], series, 1);
        }
        return sameShape;
    }

    private void write(Message point, long integer, double real, int series, int sign) {
        switch (kinds[series]) {
            case INTEGER -> point.setFixed64(Otlp.AS_INT, integer);
            case 0 -> point.setFixed64(Otlp.AS_DOUBLE, Double.doubleToRawLongBits(real));
            default -> {
                point.setFixed64(Otlp.COUNT, integer);
                if (point.field(Otlp.SUM_OF_VALUES) != Message.NONE) {
                    point.setFixed64(Otlp.SUM_OF_VALUES, Double.doubleToRawLongBits(real));
                }
                encoded.clear();
                for (int at = 0; at < words.size(); at++) {
                    encoded.fixed64(words.values()[at] + sign * buckets[series][at]);
                }
                point.clear(Otlp.HISTOGRAM_MIN);
                point.clear(Otlp.HISTOGRAM_MAX);
                if (words.size() > 0) {
                    point.setBytes(Otlp.BUCKET_COUNTS, encoded.bytes(), 0, encoded.length());
                }
            }
        }
    }

    /** Appends what is remembered of a series. */
    void save(int series, Buffer out) {
        out.put(kinds[series]).fixed64(startNanos[series]).fixed64(timeNanos[series])
                .fixed64(integers[series]).fixed64(Double.doubleToRawLongBits(doubles[series]));
        boolean histogram = kinds[series] == HISTOGRAM;
        out.fixed64(histogram ? buckets[series].length : 0);
        for (int at = 0; histogram && at < buckets[series].length; at++) {
            out.fixed64(buckets[series][at]);
        }
    }

    /** Reads what {@link #save} wrote; returns where it ends, -1 if it is not whole. */
    int restore(int series, byte[] from, int offset, int end) {
        int words = offset + 1;
        if (end - offset < SAVED_BYTES) {
            return -1;
        }
        kinds[series] = from[offset];
        startNanos[series] = PackedWords.word(from, words);
        timeNanos[series] = PackedWords.word(from, words + 8);
        integers[series] = PackedWords.word(from, words + 16);
        doubles[series] = Double.longBitsToDouble(PackedWords.word(from, words + 24));
        long count = PackedWords.word(from, words + 32);
        int at = offset + SAVED_BYTES;
        if (count < 0 || count > (end - at) / Long.BYTES) {
            return -1;
        }
        buckets[series] = kinds[series] == HISTOGRAM ? new long[(int) count] : null;
        for (int bucket = 0; bucket < count; bucket++) {
            if (buckets[series] != null) {
                buckets[series][bucket] = PackedWords.word(from, at);
            }
            at += Long.BYTES;
        }
        return at;
    }
}
