package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.Protobuf;
import java.util.Arrays;

/**
 * The values of one histogram or summary while its samples come, or of a counter that may say when
 * it was created.
 */
final class PagePoint {
    static final int BUCKET = 0;
    static final int QUANTILE = 1;
    static final int SUM = 2;
    static final int COUNT = 3;
    static final int TOTAL = 4;
    static final int CREATED = 5;
    /** Beyond it a double no longer counts by one. */
    private static final double COUNT_MAX = 0x1p53;
    /** The year 2262, as far as nanoseconds in a long go. */
    private static final double SECONDS_MAX = 9.2e9;

    private double[] at = new double[16];
    private double[] values = new double[16];
    private int length;
    private double sum;
    private double count;
    private double total;
    /** In seconds; NaN: not told. */
    private double created = Double.NaN;
    private boolean hasSum;
    private boolean hasCount;
    private boolean hasTotal;
    private boolean wrong;
    private int samples;
    private final Buffer bounds = new Buffer(128);
    /** Encoded, with the field's number of its kind of point. */
    private final Buffer exemplars = new Buffer(0);

    void clear() {
        exemplars.clear();
        samples = 0;
        created = Double.NaN;
        hasTotal = false;
        length = 0;
        hasSum = false;
        hasCount = false;
        wrong = false;
        bounds.clear();
    }

    boolean isOpen() {
        return length > 0 || hasSum || hasCount || hasTotal || created == created || wrong;
    }

    /** {@code bound}: NaN when there is none, or it is no number. */
    void add(int what, double bound, double value) {
        samples++;
        if (what == SUM) {
            wrong |= hasSum;
            sum = value;
            hasSum = true;
        } else if (what == COUNT) {
            wrong |= hasCount || !isCount(value);
            count = value;
            hasCount = true;
        } else if (what == TOTAL) {
            wrong |= hasTotal;
            total = value;
            hasTotal = true;
        } else if (what == CREATED) {
            created = value;
        } else if (Double.isNaN(bound) || what == BUCKET && (!isCount(value)
                || length > 0 && (bound <= at[length - 1] || value < values[length - 1]))) {
            wrong = true;
        } else {
            if (length == at.length) {
                at = Arrays.copyOf(at, 2 * length);
                values = Arrays.copyOf(values, 2 * length);
            }
            at[length] = bound;
            values[length++] = value;
        }
    }

    /** Gives a histogram whose buckets were dropped the one that holds all. */
    void addLastBucket() {
        if (hasCount && (length == 0 || at[length - 1] != Double.POSITIVE_INFINITY)) {
            add(BUCKET, Double.POSITIVE_INFINITY, count);
        }
    }

    private static boolean isCount(double value) {
        return value >= 0 && value <= COUNT_MAX && value == (long) value;
    }

    /**
     * Whether all of it is there. Samples of one series that do not stand together look like
     * several points, none of them whole.
     */
    boolean isWhole(int kind) {
        if (kind == MetricsReader.SUM) {
            return !wrong && hasTotal;
        }
        boolean histogram = kind == MetricsReader.HISTOGRAM;
        boolean whole = !wrong && hasCount && (!histogram || length > 0
                && at[length - 1] == Double.POSITIVE_INFINITY && values[length - 1] == count);
        if (whole) {
            writeEnd(histogram);
        }
        return whole;
    }

    /** What a point of this series needs when it only says that the series has ended. */
    private void writeEnd(boolean histogram) {
        bounds.clear();
        if (!histogram) {
            quantiles(bounds, false);
            return;
        }
        if (hasSum) {
            Protobuf.fixed64(bounds, 5, 0);
        }
        int packed = Protobuf.begin(bounds, 7);
        for (int bucket = 0; bucket < length - 1; bucket++) {
            bounds.fixed64(Double.doubleToRawLongBits(at[bucket]));
        }
        Protobuf.end(bounds, packed);
    }

    /** Fields of the point that says that the series has ended. */
    Buffer bounds() {
        return bounds;
    }

    /** How many samples it is made of; a number is one by itself. */
    int samples() {
        return Math.max(1, samples);
    }

    Buffer exemplars() {
        return exemplars;
    }

    /** Milliseconds since 1970; 0 when it is not told, or not to be believed. */
    long createdMillis() {
        return created > 0 && created < SECONDS_MAX ? PageReader.millis(created) : 0;
    }

    void write(Buffer out, int kind) {
        out.put(exemplars.bytes(), 0, exemplars.length());
        if (kind == MetricsReader.SUM) {
            Protobuf.fixed64(out, 4, Double.doubleToRawLongBits(total));
            return;
        }
        boolean histogram = kind == MetricsReader.HISTOGRAM;
        Protobuf.fixed64(out, 4, (long) (histogram ? values[length - 1] : count));
        if (hasSum) {
            Protobuf.fixed64(out, 5, Double.doubleToRawLongBits(sum));
        }
        if (histogram) {
            buckets(out);
        } else {
            quantiles(out, true);
        }
    }

    private void buckets(Buffer out) {
        int counts = Protobuf.begin(out, 6);
        for (int bucket = 0; bucket < length; bucket++) {
            out.fixed64((long) values[bucket] - (bucket == 0 ? 0 : (long) values[bucket - 1]));
        }
        Protobuf.end(out, counts);
        int packed = Protobuf.begin(out, 7);
        for (int bucket = 0; bucket < length - 1; bucket++) {
            out.fixed64(Double.doubleToRawLongBits(at[bucket]));
        }
        Protobuf.end(out, packed);
    }

    private void quantiles(Buffer out, boolean filled) {
        for (int quantile = 0; quantile < length; quantile++) {
            int message = Protobuf.begin(out, 6);
            Protobuf.fixed64(out, 1, Double.doubleToRawLongBits(at[quantile]));
            Protobuf.fixed64(out, 2, Double.doubleToRawLongBits(filled ? values[quantile] : 0));
            Protobuf.end(out, message);
        }
    }
}
