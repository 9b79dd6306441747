package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;

/** The lines that a page has of one point, in one format. */
final class PointLines {
    private static final long MILLIS_PER_SECOND = 1000;

    private final boolean open;
    private final boolean timestamps;
    private final Decimal decimal = new Decimal();

    /** @param timestamps whether each line says when its value was measured */
    PointLines(ExpositionFormat format, boolean timestamps) {
        open = format == ExpositionFormat.OPENMETRICS;
        this.timestamps = timestamps;
    }

    /**
     * Appends a line.
     *
     * @param labels of the point, as {@link #labels} writes them
     * @param extra one more label, whose value is a number; null: none
     */
    void sample(Buffer out, byte[] name, int nameLength, String suffix, Buffer labels,
            String extra, Buffer extraValue, double value, long timeMillis) {
        out.put(name, 0, nameLength).ascii(suffix);
        if (extra != null || labels.length() > 0) {
            out.put('{').put(labels.bytes(), 0, labels.length());
            if (extra != null) {
                out.ascii(labels.length() > 0 ? "," : "").ascii(extra).ascii("=\"");
                bound(out, extraValue);
                out.put('"');
            }
            out.put('}');
        }
        decimal.append(out.put(' '), value);
        if (timestamps) {
            time(out.put(' '), timeMillis);
        }
        out.put('\n');
    }

    /** OpenMetrics has a point in every bound ("Considerations: Canonical Numbers"). */
    private void bound(Buffer out, Buffer value) {
        boolean whole = open;
        for (int at = 0; whole && at < value.length(); at++) {
            int each = value.bytes()[at];
            whole = each >= '0' && each <= '9' || each == '-';
        }
        out.put(value.bytes(), 0, value.length()).ascii(whole ? ".0" : "");
    }

    /** Milliseconds in the text format, seconds in OpenMetrics. */
    private void time(Buffer out, long millis) {
        if (!open) {
            out.decimal(millis);
            return;
        }
        long rest = Math.floorMod(millis, MILLIS_PER_SECOND);
        out.decimal(Math.floorDiv(millis, MILLIS_PER_SECOND)).put('.').put('0' + (int) rest / 100)
                .put('0' + (int) rest / 10 % 10).put('0' + (int) rest % 10);
    }

    /** Appends an exemplar to the last line. */
    void exemplar(Buffer out, Labels labels, double value, long timeMillis) {
        out.setLength(out.length() - 1).ascii(" # {");
        labels(out, labels);
        decimal.append(out.ascii("} "), value);
        if (timeMillis > 0) {
            time(out.put(' '), timeMillis);
        }
        out.put('\n');
    }

    /** Appends labels that are {@link Labels#sorted}, without braces. */
    static void labels(Buffer out, Labels labels) {
        for (int at = 0; at < labels.count(); at++) {
            out.ascii(at == 0 ? "" : ",")
                    .put(labels.bytes(), labels.nameOffset(at), labels.nameLength(at))
                    .ascii("=\"");
            Labels.escape(out, labels.bytes(), labels.valueOffset(at),
                    labels.valueOffset(at) + labels.valueLength(at), true);
            out.put('"');
        }
    }
}
