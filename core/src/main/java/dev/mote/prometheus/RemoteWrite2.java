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

    RemoteWrite2(Buffer out) {
        this.out = out;
    }

    @Override
    public void begin() {
        out.clear();
        symbols.clear();
        samples = 0;
        histograms = 0;
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
        int series = begin(labels, suffix, extra, extraValue);
        sample(value, timeMillis);
        metadata();
        Protobuf.end(out, series);
        samples++;
    }

    @Override
    public void target(Labels labels, long timeMillis) {
        text.clear().ascii("target_info");
        familyLength = text.length();
        int series = begin(labels, "", null, null);
        sample(1, timeMillis);
        Protobuf.end(out, series);
        samples++;
    }

    @Override
    public void histogram(Labels labels, ExponentialPoint point, long timeMillis) {
        int series = begin(labels, "", null, null);
        int message = Protobuf.begin(out, HISTOGRAMS);
        nativeHistogram.write(out, point, timeMillis);
        Protobuf.end(out, message);
        metadata();
        Protobuf.end(out, series);
        histograms++;
    }

    private int begin(Labels labels, String suffix, String extra, Buffer extraValue) {
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
            references.varint(symbols.of(labels.bytes(), labels.nameOffset(at),
                    labels.nameLength(at)));
            references.varint(symbols.of(labels.bytes(), labels.valueOffset(at),
                    labels.valueLength(at)));
        }
        if (!named) {
            references.varint(symbols.of(NAME)).varint(name);
        }
        if (!added) {
            extra(extra, extraValue);
        }
        int series = Protobuf.begin(out, TIMESERIES);
        Protobuf.bytes(out, LABEL_REFERENCES, references.bytes(), 0, references.length());
        return series;
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
