package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ExponentialPoint;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.Protobuf;

/**
 * Samples as remote write 1.0 sends them (prometheus.io, remote write specification 1.0): a
 * {@code WriteRequest} of series, each with its labels in full, and the metadata behind them.
 */
final class RemoteWrite1 implements RemoteWrite {
    private static final int TIMESERIES = 1;
    private static final int METADATA = 3;
    private static final int LABELS = 1;
    private static final int SAMPLES = 2;
    private static final int EXEMPLARS = 3;
    private static final int HISTOGRAMS = 4;

    private final Buffer out;
    private final Buffer metadata = new Buffer(512);
    private final Buffer name = new Buffer(64);
    private final NativeHistogram nativeHistogram = new NativeHistogram();
    private int familyLength;
    private int samples;
    private int histograms;
    /** Where the series begins that exemplars may still be added to; -1: nowhere. */
    private int open;

    RemoteWrite1(Buffer out) {
        this.out = out;
    }

    @Override
    public void begin() {
        out.clear();
        metadata.clear();
        samples = 0;
        histograms = 0;
        open = -1;
    }

    @Override
    public void metric(Buffer family, MetricsReader reader) {
        name.clear().put(family.bytes(), 0, family.length());
        familyLength = family.length();
        int start = Protobuf.begin(metadata, METADATA);
        Protobuf.varint(metadata, 1, MetricType.of(reader));
        Protobuf.bytes(metadata, 2, family.bytes(), 0, family.length());
        Protobuf.bytes(metadata, 4, reader.bytes(), reader.descriptionOffset(),
                reader.descriptionLength());
        Protobuf.bytes(metadata, 5, reader.bytes(), reader.unitOffset(), reader.unitLength());
        Protobuf.end(metadata, start);
    }

    @Override
    public void sample(String suffix, Labels labels, String extra, Buffer extraValue, double value,
            long timeMillis) {
        beginSeries();
        name.setLength(familyLength).ascii(suffix);
        labels(labels, extra, extraValue);
        sample(value, timeMillis);
        samples++;
    }

    @Override
    public void target(Labels labels, long timeMillis) {
        name.clear().ascii("target_info");
        beginSeries();
        labels(labels, null, null);
        sample(1, timeMillis);
        samples++;
    }

    @Override
    public void histogram(Labels labels, ExponentialPoint point, boolean ended,
            long timeMillis) {
        beginSeries();
        name.setLength(familyLength);
        labels(labels, null, null);
        int message = Protobuf.begin(out, HISTOGRAMS);
        nativeHistogram.write(out, point, ended, timeMillis);
        Protobuf.end(out, message);
        histograms++;
    }

    private void beginSeries() {
        endSeries();
        open = Protobuf.begin(out, TIMESERIES);
    }

    private void endSeries() {
        if (open >= 0) {
            Protobuf.end(out, open);
            open = -1;
        }
    }

    @Override
    public void exemplar(Labels labels, double value, long timeMillis) {
        int exemplar = Protobuf.begin(out, EXEMPLARS);
        for (int at = 0; at < labels.count(); at++) {
            label(labels, at);
        }
        Protobuf.fixed64(out, 2, Double.doubleToRawLongBits(value));
        Protobuf.varint(out, 3, timeMillis);
        Protobuf.end(out, exemplar);
    }

    private void sample(double value, long timeMillis) {
        int sample = Protobuf.begin(out, SAMPLES);
        Protobuf.fixed64(out, 1, Double.doubleToRawLongBits(value));
        Protobuf.varint(out, 2, timeMillis);
        Protobuf.end(out, sample);
    }

    /** All labels in the order of their names, the metric's own among them. */
    private void labels(Labels labels, String extra, Buffer extraValue) {
        boolean named = false;
        boolean added = extra == null;
        for (int at = 0; at < labels.count(); at++) {
            if (!named && labels.isAfter(at, NAME)) {
                named = true;
                label(NAME, name);
            }
            if (!added && labels.isAfter(at, extra)) {
                added = true;
                label(extra, extraValue);
            }
            label(labels, at);
        }
        if (!named) {
            label(NAME, name);
        }
        if (!added) {
            label(extra, extraValue);
        }
    }

    private void label(Labels labels, int at) {
        int label = Protobuf.begin(out, LABELS);
        Protobuf.bytes(out, 1, labels.bytes(), labels.nameOffset(at), labels.nameLength(at));
        Protobuf.bytes(out, 2, labels.bytes(), labels.valueOffset(at), labels.valueLength(at));
        Protobuf.end(out, label);
    }

    private void label(String key, Buffer value) {
        int label = Protobuf.begin(out, LABELS);
        Protobuf.ascii(out, 1, key);
        Protobuf.bytes(out, 2, value.bytes(), 0, value.length());
        Protobuf.end(out, label);
    }

    @Override
    public void end() {
        endSeries();
        out.put(metadata.bytes(), 0, metadata.length());
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int histograms() {
        return histograms;
    }
}
