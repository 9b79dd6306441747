package dev.mote.prometheus;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import dev.mote.semconv.Metric.Instrument;

/** Names as Prometheus allows them, and units in its words. */
final class Names {
    /** The tables of the specification: UCUM, blank, word. */
    private static final String[] UNITS = {"By bytes", "s seconds", "ms milliseconds",
        "us microseconds", "ns nanoseconds", "min minutes", "h hours", "d days", "Cel celsius",
        "Hz hertz", "% percent", "V volts", "A amperes", "W watts", "J joules", "g grams",
        "m meters", "K kelvin", "KiBy kibibytes", "MiBy mebibytes", "GiBy gibibytes",
        "TiBy tebibytes", "KBy kilobytes", "MBy megabytes", "GBy gigabytes", "TBy terabytes",
        "bit bits"};
    private static final String[] PER_UNITS = {"s second", "m minute", "min minute", "h hour",
        "d day", "w week", "mo month", "y year"};

    private Names() {
    }

    /**
     * Appends a metric's family name: letters, digits and colons, everything else one underscore,
     * then the unit unless the name has it, then {@code ratio} for gauges of unit 1. The
     * {@code _total} of counters is not part of it.
     *
     * @param unit scratch for the unit in Prometheus's words
     */
    static void family(Buffer out, byte[] text, int nameOffset, int nameLength, int unitOffset,
            int unitLength, Instrument instrument, Buffer unit) {
        int start = out.length();
        words(out, text, nameOffset, nameLength, true);
        if (instrument == Instrument.COUNTER && endsWith(out, start, "_total")) {
            out.setLength(out.length() - 6);
        }
        unit(unit.clear(), text, unitOffset, unitLength, instrument);
        if (unit.length() > 0 && !hasWord(out, start, unit)) {
            out.put('_').put(unit.bytes(), 0, unit.length());
        }
    }

    /** Appends a metric's name without a unit: what is not allowed becomes one underscore each. */
    static void plain(Buffer out, byte[] text, int offset, int length) {
        if (length > 0 && Ascii.isDigit(text[offset])) {
            out.put('_');
        }
        for (int at = offset; at < offset + length; at++) {
            out.put(isAllowed(text[at]) || text[at] == ':' ? text[at] : '_');
        }
    }

    private static boolean isAllowed(int value) {
        return Ascii.isLetter(value) || Ascii.isDigit(value);
    }

    /**
     * Appends a label's name: as a metric's, without colons; a digit in front gets {@code key_}.
     */
    static void label(Buffer out, byte[] text, int offset, int length) {
        if (length > 0 && Ascii.isDigit(text[offset])) {
            out.ascii("key_");
        }
        words(out, text, offset, length, false);
    }

    private static void words(Buffer out, byte[] text, int offset, int length, boolean metric) {
        int start = out.length();
        boolean gap = metric && length > 0 && Ascii.isDigit(text[offset]);
        for (int at = offset; at < offset + length; at++) {
            int value = text[at];
            if (!isAllowed(value) && !(metric && value == ':')) {
                gap = true;
                continue;
            }
            if (gap) {
                out.put('_');
                gap = false;
            }
            out.put(value);
        }
        if (out.length() == start) {
            out.put('_');
        }
    }

    /** Appends a unit in Prometheus's words; nothing where the name gets none. */
    static void unit(Buffer out, byte[] text, int offset, int length, Instrument instrument) {
        boolean one = length == 1 && text[offset] == '1';
        if (one && instrument == Instrument.GAUGE) {
            out.ascii("ratio");
        } else if (!one) {
            unit(out, text, offset, offset + length);
        }
    }

    /**
     * UCUM in Prometheus's words: {@code By/s} is bytes_per_second; what is in braces says
     * nothing.
     */
    private static void unit(Buffer out, byte[] text, int from, int to) {
        int slash = from;
        while (slash < to && text[slash] != '/') {
            slash++;
        }
        simpleUnit(out, text, from, slash, UNITS);
        if (slash < to) {
            int before = out.length();
            out.ascii(before == 0 ? "per_" : "_per_");
            int words = out.length();
            simpleUnit(out, text, slash + 1, to, PER_UNITS);
            if (out.length() == words) {
                out.setLength(before);
            }
        }
    }

    /** One side of the slash: the word of the table, or else the unit's own letters. */
    private static void simpleUnit(Buffer out, byte[] text, int from, int to, String[] table) {
        int end = from;
        while (end < to && text[end] != '{') {
            end++;
        }
        if (end == from) {
            return;
        }
        for (String row : table) {
            int blank = row.indexOf(' ');
            if (blank == end - from && starts(text, from, row, blank)) {
                for (int at = blank + 1; at < row.length(); at++) {
                    out.put(row.charAt(at));
                }
                return;
            }
        }
        words(out, text, from, end - from, false);
    }

    private static boolean starts(byte[] text, int from, String row, int length) {
        for (int at = 0; at < length; at++) {
            if (text[from + at] != row.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(Buffer out, int start, String text) {
        int from = out.length() - text.length();
        return from > start && starts(out.bytes(), from, text, text.length());
    }

    /** Whether the name from {@code start} on contains the unit as whole words. */
    private static boolean hasWord(Buffer name, int start, Buffer unit) {
        byte[] bytes = name.bytes();
        for (int at = start; at + unit.length() <= name.length(); at++) {
            int end = at + unit.length();
            if ((at == start || bytes[at - 1] == '_') && (end == name.length() || bytes[end] == '_')
                    && same(bytes, at, unit)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name ends with the unit, as OpenMetrics wants it before it may be named. */
    static boolean endsWithUnit(byte[] name, int offset, int length, Buffer unit) {
        int at = offset + length - unit.length();
        return unit.length() > 0 && at > offset && name[at - 1] == '_' && same(name, at, unit);
    }

    private static boolean same(byte[] bytes, int at, Buffer unit) {
        for (int index = 0; index < unit.length(); index++) {
            if (bytes[at + index] != unit.bytes()[index]) {
                return false;
            }
        }
        return true;
    }
}
