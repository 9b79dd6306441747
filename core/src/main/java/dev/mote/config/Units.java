package dev.mote.config;

import dev.mote.bytes.Ascii;

/** Durations and sizes as people write them. */
public final class Units {
    /** What the readers say to a text that is none. */
    public static final long INVALID = -1;

    private static final String[] TIME_UNITS = {"ns", "us", "ms", "s", "m", "h"};
    private static final long[] TIME_NANOS = {1, 1_000, 1_000_000, 1_000_000_000L,
        60_000_000_000L, 3_600_000_000_000L};
    private static final String[] SIZE_UNITS = {"", "B", "kB", "KB", "KiB", "MB", "MiB", "GB",
            "GiB"};
    private static final long[] SIZE_BYTES = {1, 1, 1_000, 1_000, 1L << 10, 1_000_000, 1L << 20,
        1_000_000_000, 1L << 30};
    private static final int DIGITS_MAX = 12;

    private Units() {
    }

    /**
     * Nanoseconds of {@code 10s}, {@code 1m30s}, {@code 1.5h}, {@code 0}; {@link #INVALID} if it is
     * none. Nothing else goes without a unit.
     */
    public static long nanos(String text) {
        return text.equals("0") ? 0 : sum(text, TIME_UNITS, TIME_NANOS, true);
    }

    /** Bytes of {@code 4MiB}, {@code 512 kB}, {@code 65536}; {@link #INVALID} if it is none. */
    public static long bytes(String text) {
        return sum(text, SIZE_UNITS, SIZE_BYTES, false);
    }

    private static long sum(String text, String[] units, long[] factors, boolean several) {
        int at = 0;
        long sum = 0;
        int parts = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && isNumeric(text.charAt(at))) {
                at++;
            }
            String number = text.substring(start, at);
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            start = at;
            while (at < text.length() && Ascii.isLetter(text.charAt(at))) {
                at++;
            }
            long value = times(number, factor(text.substring(start, at), units, factors));
            if (value < 0 || parts > 0 && !several || at == start && start < text.length()) {
                return INVALID;
            }
            sum += value;
            parts++;
        }
        return parts == 0 ? INVALID : sum;
    }

    private static boolean isNumeric(char c) {
        return Ascii.isDigit(c) || c == '.';
    }

    private static long factor(String unit, String[] units, long[] factors) {
        for (int at = 0; at < units.length; at++) {
            if (units[at].equals(unit)) {
                return factors[at];
            }
        }
        return INVALID;
    }

    /** A decimal number times a factor, exact down to the unit. */
    private static long times(String number, long factor) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String fraction = point < 0 ? "" : number.substring(point + 1);
        if (factor < 0 || whole.isEmpty() || whole.length() > DIGITS_MAX
                || fraction.indexOf('.') >= 0 || point >= 0 && fraction.isEmpty()) {
            return INVALID;
        }
        long value = Long.parseLong(whole);
        if (value > Long.MAX_VALUE / 2 / factor) {
            return INVALID;
        }
        long result = value * factor;
        long part = factor;
        for (int at = 0; at < fraction.length(); at++) {
            result += (fraction.charAt(at) - '0') * part / 10;
            part /= 10;
        }
        return result;
    }
}
