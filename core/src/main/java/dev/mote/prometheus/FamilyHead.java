package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsReader;
import dev.mote.semconv.Metric.Instrument;

/** The lines that stand before the samples of a family: HELP, TYPE and, in OpenMetrics, UNIT. */
final class FamilyHead {
    private final Buffer unit = new Buffer(32);
    private Buffer out;
    private byte[] names;
    private int offset;
    private int length;

    /** Those of the resource, which is a family of its own. */
    static void target(Buffer out, ExpositionFormat format) {
        out.ascii(format == ExpositionFormat.TEXT
                ? "# HELP target_info Target metadata\n# TYPE target_info gauge\n"
                : "# HELP target Target metadata\n# TYPE target info\n");
    }

    /**
     * Appends the lines of a family whose name, without {@code _total}, stands in {@code names}.
     *
     * @param total whether the samples of a counter are called {@code _total}
     */
    void write(Buffer out, byte[] names, int offset, int length, MetricsReader reader,
            boolean total, ExpositionFormat format) {
        this.out = out;
        this.names = names;
        this.offset = offset;
        this.length = length;
        boolean text = format == ExpositionFormat.TEXT;
        // In the text format the metadata of a counter bear its samples' name.
        boolean longer = text && total && reader.instrument() == Instrument.COUNTER;
        line("# HELP ", longer);
        Labels.escape(out, reader.bytes(), reader.descriptionOffset(),
                reader.descriptionOffset() + reader.descriptionLength(), !text);
        out.put('\n');
        line("# TYPE ", longer);
        out.ascii(type(reader, total, text)).put('\n');
        Names.unit(unit.clear(), reader.bytes(), reader.unitOffset(), reader.unitLength(),
                reader.instrument());
        if (!text && Names.endsWithUnit(names, offset, length, unit)) {
            line("# UNIT ", false);
            out.put(unit.bytes(), 0, unit.length()).put('\n');
        }
    }

    private void line(String start, boolean total) {
        out.ascii(start).put(names, offset, length).ascii(total ? "_total " : " ");
    }

    /**
     * What is named …_count, …_sum or …_bucket is of no declared type: these suffixes are reserved
     * for histograms, but the conventions use them (system.process.count), and no type says less
     * than a wrong name. The same goes for a counter without {@code _total} in OpenMetrics.
     */
    private String type(MetricsReader reader, boolean total, boolean text) {
        switch (reader.kind()) {
            case MetricsReader.HISTOGRAM, MetricsReader.EXPONENTIAL_HISTOGRAM -> {
                return "histogram";
            }
            case MetricsReader.SUMMARY -> {
                return "summary";
            }
            default -> { }
        }
        boolean counter = reader.instrument() == Instrument.COUNTER;
        if (counter && (text || total)) {
            return "counter";
        }
        return counter || ends("_count") || ends("_sum") || ends("_bucket")
                ? text ? "untyped" : "unknown" : "gauge";
    }

    private boolean ends(String suffix) {
        int from = offset + length - suffix.length();
        for (int at = 0; at < suffix.length(); at++) {
            if (from < offset || names[from + at] != suffix.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
