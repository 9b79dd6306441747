package dev.mote.otlp;

import java.util.Arrays;

/** The values of one point of a histogram; reused from point to point. */
public final class HistogramPoint {
    private final ProtobufReader in = new ProtobufReader();
    private long[] counts = new long[16];
    private double[] bounds = new double[16];
    private int countsLength;
    private int boundsLength;
    private long count;
    private double sum;
    private boolean hasSum;

    /** Reads the point that {@code reader} stands at; false when it is malformed. */
    public boolean read(MetricsReader reader) {
        countsLength = 0;
        boundsLength = 0;
        count = 0;
        sum = 0;
        hasSum = false;
        in.over(reader.bytes(), reader.pointOffset(), reader.pointOffset() + reader.pointLength());
        while (in.nextField()) {
            switch (in.field()) {
                case 4 -> count = in.isBytes() ? count : in.value();
                case 5 -> {
                    hasSum = !in.isBytes();
                    sum = hasSum ? Double.longBitsToDouble(in.value()) : 0;
                }
                case 6 -> readCounts(reader.bytes());
                case 7 -> readBounds(reader.bytes());
                default -> { }
            }
        }
        return !in.malformed() && (countsLength == 0 || countsLength == boundsLength + 1);
    }

    /** A list of numbers is packed into one field, or has a field for each. */
    private void readCounts(byte[] bytes) {
        int values = in.isBytes() ? in.length() / Long.BYTES : 1;
        if (countsLength + values > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(countsLength + values, 2 * counts.length));
        }
        for (int at = 0; at < values; at++) {
            counts[countsLength++] = in.isBytes()
                    ? ProtobufReader.fixed64(bytes, in.offset() + at * Long.BYTES) : in.value();
        }
    }

    private void readBounds(byte[] bytes) {
        int values = in.isBytes() ? in.length() / Double.BYTES : 1;
        if (boundsLength + values > bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(boundsLength + values, 2 * bounds.length));
        }
        for (int at = 0; at < values; at++) {
            bounds[boundsLength++] = Double.longBitsToDouble(in.isBytes()
                    ? ProtobufReader.fixed64(bytes, in.offset() + at * Double.BYTES) : in.value());
        }
    }

    /** Values in all buckets. */
    public long count() {
        return count;
    }

    public boolean hasSum() {
        return hasSum;
    }

    public double sum() {
        return sum;
    }

    /** Bounds between buckets; a bucket holds what is above its lower and up to its upper bound. */
    public int bounds() {
        return boundsLength;
    }

    public double bound(int index) {
        return bounds[index];
    }

    /** Values in one bucket of {@link #bounds} + 1; 0 when the point has no buckets. */
    public long bucket(int index) {
        return index < countsLength ? counts[index] : 0;
    }
}
