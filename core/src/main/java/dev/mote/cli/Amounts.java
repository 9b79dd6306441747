package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;

/** Numbers with units, as people read them: about three digits, and never more than 9 columns. */
final class Amounts {
    /** What stands where a number is not known. */
    static final String UNKNOWN = "-";

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T"};

    private Amounts() {
    }

    /** {@code 512 B}, {@code 3.5 GiB}, {@code 12.3 MiB}, {@code 123 KiB}. */
    static String bytes(double value) {
        return scaled(value, 1024, BINARY, " ");
    }

    /** {@code 7}, {@code 1.2k}, {@code 34.5M}. */
    static String count(double value) {
        return scaled(value, 1000, DECIMAL, "");
    }

    private static String scaled(double value, double step, String[] units, String gap) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        double rest = Math.abs(value);
        int unit = 0;
        while (rest >= step - 0.5 && unit < units.length - 1) {
            rest /= step;
            unit++;
        }
        return rounded(value < 0 ? -rest : rest, unit == 0 || rest >= 99.95 ? 0 : 1) + gap
                + units[unit];
    }

    /** A share of 1 as {@code 34.2 %}. */
    static String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : rounded(100 * share, 1) + " %";
    }

    /** {@code 12 d 4 h}, {@code 4 h 12 min}, {@code 12 min}, {@code 35 s}. */
    static String duration(double seconds) {
        if (!(seconds >= 0)) {
            return UNKNOWN;
        }
        long whole = (long) seconds;
        long minutes = whole / 60;
        long hours = minutes / 60;
        if (hours >= 24) {
            return hours / 24 + " d " + hours % 24 + " h";
        }
        return hours > 0 ? hours + " h " + minutes % 60 + " min"
                : minutes > 0 ? minutes + " min" : whole + " s";
    }

    static String rounded(double value, int places) {
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        Buffer text = new Buffer(24);
        Decimal.appendRounded(text, value, places);
        return text.asText();
    }
}
