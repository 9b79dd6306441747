package dev.mote.otlp;

import java.util.Arrays;

/** The values of one point of a summary; reused from point to point. */
public final class SummaryPoint {
    private final ProtobufReader in = new ProtobufReader();
    private final ProtobufReader pair = new ProtobufReader();
    private double[] pairs = new double[16];
    private int quantiles;
    private long count;
    private double sum;

    /** Reads the point that {@code reader} stands at; false when it is malformed. */
    public boolean read(MetricsReader reader) {
        quantiles = 0;
        count = 0;
        sum = 0;
        boolean well = true;
        in.over(reader.bytes(), reader.pointOffset(), reader.pointOffset() + reader.pointLength());
        while (in.nextField()) {
            if (in.field() == 4 && !in.isBytes()) {
                count = in.value();
            } else if (in.field() == 5 && !in.isBytes()) {
                sum = Double.longBitsToDouble(in.value());
            } else if (in.field() == 6 && in.isBytes()) {
                well &= readQuantile(reader.bytes());
            }
        }
        return well && !in.malformed();
    }

    private boolean readQuantile(byte[] bytes) {
        if (2 * quantiles == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        }
        pairs[2 * quantiles] = 0;
        pairs[2 * quantiles + 1] = 0;
        pair.over(bytes, in.offset(), in.offset() + in.length());
        while (pair.nextField()) {
            if (!pair.isBytes() && (pair.field() == 1 || pair.field() == 2)) {
                pairs[2 * quantiles + pair.field() - 1] = Double.longBitsToDouble(pair.value());
            }
        }
        quantiles++;
        return !pair.malformed();
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    public int quantiles() {
        return quantiles;
    }

    /** From 0 to 1. */
    public double quantile(int index) {
        return pairs[2 * index];
    }

    public double value(int index) {
        return pairs[2 * index + 1];
    }
}
