package dev.mote.otlp;

import java.util.Arrays;

/**
 * The values of one point of an exponential histogram; reused from point to point. Bucket
 * {@code index} holds what is above base^index and up to base^(index+1), the base being
 * 2^(2^-scale).
 */
public final class ExponentialPoint {
    /** No double is so large or small that the finest scale needs more. */
    private static final int OFFSET_MAX = 1 << 30;

    /** One side of the histogram: counts of neighbouring buckets from {@link #offset} on. */
    public static final class Buckets {
        private final ProtobufReader in = new ProtobufReader();
        private long[] counts = new long[32];
        private int length;
        private int offset;

        private boolean read(byte[] bytes, int from, int to) {
            boolean well = true;
            in.over(bytes, from, to);
            while (in.nextField()) {
                if (in.field() == 1 && !in.isBytes()) {
                    offset = zigzag(in.value());
                } else if (in.field() == 2 && in.isBytes()) {
                    well &= readPacked(bytes, in.offset(), in.offset() + in.length());
                } else if (in.field() == 2) {
                    add(in.value());
                }
            }
            return well && !in.malformed() && Math.abs((long) offset) <= OFFSET_MAX;
        }

        private boolean readPacked(byte[] bytes, int from, int to) {
            long value = 0;
            int shift = 0;
            for (int at = from; at < to; at++) {
                value |= (bytes[at] & 0x7FL) << shift;
                shift += 7;
                if (bytes[at] >= 0) {
                    add(value);
                    value = 0;
                    shift = 0;
                } else if (shift > 63) {
                    return false;
                }
            }
            return shift == 0;
        }

        private void add(long count) {
            if (length == counts.length) {
                counts = Arrays.copyOf(counts, 2 * length);
            }
            counts[length++] = count;
        }

        /** Index of the first bucket. */
        public int offset() {
            return offset;
        }

        public int length() {
            return length;
        }

        public long count(int at) {
            return counts[at];
        }
    }

    private final ProtobufReader in = new ProtobufReader();
    private final Buckets positive = new Buckets();
    private final Buckets negative = new Buckets();
    private long count;
    private long zeroCount;
    private double sum;
    private double zeroThreshold;
    private int scale;

    private static int zigzag(long value) {
        return (int) (value >>> 1) ^ -(int) (value & 1);
    }

    /** Reads the point that {@code reader} stands at; false when it is malformed. */
    public boolean read(MetricsReader reader) {
        count = 0;
        zeroCount = 0;
        sum = 0;
        zeroThreshold = 0;
        scale = 0;
        positive.length = 0;
        positive.offset = 0;
        negative.length = 0;
        negative.offset = 0;
        boolean well = true;
        in.over(reader.bytes(), reader.pointOffset(), reader.pointOffset() + reader.pointLength());
        while (in.nextField()) {
            if (in.isBytes()) {
                if (in.field() == 8 || in.field() == 9) {
                    well &= (in.field() == 8 ? positive : negative).read(reader.bytes(),
                            in.offset(), in.offset() + in.length());
                }
                continue;
            }
            switch (in.field()) {
                case 4 -> count = in.value();
                case 5 -> sum = Double.longBitsToDouble(in.value());
                case 6 -> scale = zigzag(in.value());
                case 7 -> zeroCount = in.value();
                case 14 -> zeroThreshold = Double.longBitsToDouble(in.value());
                default -> { }
            }
        }
        return well && !in.malformed();
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    public int scale() {
        return scale;
    }

    /** Values from -{@link #zeroThreshold} to {@link #zeroThreshold}. */
    public long zeroCount() {
        return zeroCount;
    }

    public double zeroThreshold() {
        return zeroThreshold;
    }

    public Buckets positive() {
        return positive;
    }

    /** Of negative values, by their magnitude. */
    public Buckets negative() {
        return negative;
    }
}
