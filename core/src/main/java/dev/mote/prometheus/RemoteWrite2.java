package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.ExponentialPoint;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.Protobuf;

/**
 * Samples as remote write 2.0 sends them (prometheus.io, remote write specification 2.0): every
 * text once in a table of symbols, the first of them empty, and series that refer to it.
 */
final class RemoteWrite2 implements RemoteWrite {
    private static final int SYMBOLS = 4;
    private static final int TIMESERIES = 5;
    private static final int LABEL_REFERENCES = 1;
    private static final int SAMPLES = 2;
    private static final int HISTOGRAMS = 3;
    private static final int EXEMPLARS = 4;
    private static final int METADATA = 5;

    private final Buffer out;
    private final Symbols symbols = new Symbols();
    private final Buffer references = new Buffer(64);
    private final Buffer text = new Buffer(64);
    private final NativeHistogram nativeHistogram = new NativeHistogram();
    private int familyLength;
    private int type;
    private int help;
    private int unit;
    private int samples;
    private int histograms;
    /** Where the series begins that exemplars may still be added to; -1: nowhere. */
    private int open;

    RemoteWrite2(Buffer out) {
        this.out = out;
    }

    @Override
    public void begin() {
        out.clear();
        symbols.clear();
        samples = 0;
        histograms = 0;
        open = -1;
    }

    @Override
    public void metric(Buffer family, MetricsReader reader) {
        text.clear().put(family.bytes(), 0, family.length());
        familyLength = family.length();
        type = MetricType.of(reader);
        help = symbols.of(reader.bytes(), reader.descriptionOffset(),
                reader.descriptionLength());
        unit = symbols.of(reader.bytes(), reader.unitOffset(), reader.unitLength());
    }

    @Override
    public void sample(String suffix, Labels labels, String extra, Buffer extraValue, double value,
            long timeMillis) {
        begin(labels, suffix, extra, extraValue);
        sample(value, timeMillis);
        metadata();
        samples++;
    }

    @Override
    public void target(Labels labels, long timeMillis) {
        text.clear().ascii("target_info");
        familyLength = text.length();
        begin(labels, "", null, null);
        sample(1, timeMillis);
        samples++;
    }

    @Override
    public void histogram(Labels labels, ExponentialPoint point, boolean ended,
            long timeMillis) {
        begin(labels, "", null, null);
        int message = Protobuf.begin(out, HISTOGRAMS);
        nativeHistogram.write(out, point, ended, timeMillis);
        Protobuf.end(out, message);
        metadata();
        histograms++;
    }

    private void begin(Labels labels, String suffix, String extra, Buffer extraValue) {
        text.setLength(familyLength).ascii(suffix);
        int name = symbols.of(text.bytes(), 0, text.length());
        references.clear();
        boolean named = false;
        boolean added = extra == null;
        for (int at = 0; at < labels.count(); at++) {
            if (!named && labels.isAfter(at, NAME)) {
                named = true;
                references.varint(symbols.of(NAME)).varint(name);
            }
            if (!added && labels.isAfter(at, extra)) {
                added = true;
                extra(extra, extraValue);
            }
            reference(labels, at);
        }
        if (!named) {
            references.varint(symbols.of(NAME)).varint(name);
        }
        if (!added) {
            extra(extra, extraValue);
        }
        endSeries();
        open = Protobuf.begin(out, TIMESERIES);
        Protobuf.bytes(out, LABEL_REFERENCES, references.bytes(), 0, references.length());
    }

    private void endSeries() {
        if (open >= 0) {
            Protobuf.end(out, open);
            open = -1;
        }
    }

    private void reference(Labels labels, int at) {
        references.varint(symbols.of(labels.bytes(), labels.nameOffset(at),
                labels.nameLength(at)));
        references.varint(symbols.of(labels.bytes(), labels.valueOffset(at),
                labels.valueLength(at)));
    }

    @Override
    public void exemplar(Labels labels, double value, long timeMillis) {
        references.clear();
        for (int at = 0; at < labels.count(); at++) {
            reference(labels, at);
        }
        int exemplar = Protobuf.begin(out, EXEMPLARS);
        Protobuf.bytes(out, LABEL_REFERENCES, references.bytes(), 0, references.length());
        Protobuf.fixed64(out, 2, Double.doubleToRawLongBits(value));
        Protobuf.varint(out, 3, timeMillis);
        Protobuf.end(out, exemplar);
    }

    private void extra(String key, Buffer value) {
        references.varint(symbols.of(key)).varint(symbols.of(value.bytes(), 0, value.length()));
    }

    private void sample(double value, long timeMillis) {
        int sample = Protobuf.begin(out, SAMPLES);
        Protobuf.fixed64(out, 1, Double.doubleToRawLongBits(value));
        Protobuf.varint(out, 2, timeMillis);
        Protobuf.end(out, sample);
    }

    private void metadata() {
        int metadata = Protobuf.begin(out, METADATA);
        Protobuf.varint(out, 1, type);
        Protobuf.varint(out, 3, help);
        Protobuf.varint(out, 4, unit);
        Protobuf.end(out, metadata);
    }

    @Override
    public void end() {
        endSeries();
        for (int symbol = 0; symbol < symbols.count(); symbol++) {
            Protobuf.bytes(out, SYMBOLS, symbols.bytes(), symbols.offset(symbol),
                    symbols.length(symbol));
        }
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
