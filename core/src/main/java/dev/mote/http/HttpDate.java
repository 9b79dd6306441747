package dev.mote.http;

import dev.mote.bytes.Buffer;

/** Dates as HTTP has them: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, 5.6.7). */
public final class HttpDate {
    private static final String DAYS = "ThuFriSatSunMonTueWed";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int DAYS_IN_400_YEARS = 146_097;
    /** From 0000-03-01, where the count of leap years is simplest, to 1970-01-01. */
    private static final int DAYS_TO_1970 = 719_468;

    private HttpDate() {
    }

    public static void append(Buffer out, long wallNanos) {
        long seconds = Math.floorDiv(wallNanos, NANOS_A_SECOND);
        long day = Math.floorDiv(seconds, SECONDS_A_DAY);
        int second = (int) Math.floorMod(seconds, (long) SECONDS_A_DAY);
        name(out, DAYS, (int) Math.floorMod(day, 7L));
        out.put(',').put(' ');
        date(out, day + DAYS_TO_1970);
        out.put(' ');
        two(out, second / 3600).put(':');
        two(out, second / 60 % 60).put(':');
        two(out, second % 60).ascii(" GMT");
    }

    /** Day of March-based years to a date: months from March on have 31, 30, 31, 30, 31 … days. */
    private static void date(Buffer out, long day) {
        long era = Math.floorDiv(day, DAYS_IN_400_YEARS);
        int dayOfEra = (int) Math.floorMod(day, (long) DAYS_IN_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10;
        long year = era * 400 + yearOfEra + (month < 2 ? 1 : 0);
        two(out, dayOfMonth).put(' ');
        name(out, MONTHS, month);
        out.put(' ');
        two(out, (int) (year / 100));
        two(out, (int) (year % 100));
    }

    private static void name(Buffer out, String names, int index) {
        for (int at = 0; at < 3; at++) {
            out.put(names.charAt(3 * index + at));
        }
    }

    private static Buffer two(Buffer out, int value) {
        return out.put('0' + value / 10).put('0' + value % 10);
    }

    /**
     * Reads a date in any of HTTP's three forms: {@code Sun, 06 Nov 1994 08:49:37 GMT},
     * {@code Sunday, 06-Nov-94 08:49:37 GMT}, {@code Sun Nov  6 08:49:37 1994}. All have the same
     * words in some order: a day, a month, a year, a time.
     *
     * @return seconds since 1970, -1 when it is not a date from then on
     */
    static long parse(byte[] bytes, int offset, int length) {
        int day = -1;
        int month = -1;
        int year = -1;
        int second = -1;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int from = at;
            while (at < end && " ,-".indexOf(bytes[at]) < 0) {
                at++;
            }
            int count = at - from;
            int value = count > 0 && count <= 4 ? digits(bytes, from, count) : -1;
            if (count == 8 && bytes[from + 2] == ':') {
                second = time(bytes, from);
            } else if (value >= 0 && day < 0 && count <= 2) {
                day = value;
            } else if (value >= 0) {
                year = count > 2 ? value : value + (value < 70 ? 2000 : 1900);
            } else if (count == 3 && month < 0) {
                month = month(bytes, from);
            }
            at++;
        }
        if (day < 1 || day > 31 || month < 0 || year < 1970 || second < 0) {
            return -1;
        }
        return seconds(year, month, day, second);
    }

    /** Seconds since 1970; {@code month} from 0, {@code second} of the day. */
    static long seconds(int year, int month, int day, int second) {
        return daysTo(year, month, day) * SECONDS_A_DAY + second;
    }

    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int at = from; at < from + count; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return -1;
            }
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private static int time(byte[] bytes, int from) {
        int hour = digits(bytes, from, 2);
        int minute = digits(bytes, from + 3, 2);
        int second = digits(bytes, from + 6, 2);
        return bytes[from + 5] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59
                || second < 0 || second > 60 ? -1 : 3600 * hour + 60 * minute + second;
    }

    private static int month(byte[] bytes, int from) {
        for (int month = 0; month < 12; month++) {
            if (bytes[from] == MONTHS.charAt(3 * month)
                    && bytes[from + 1] == MONTHS.charAt(3 * month + 1)
                    && bytes[from + 2] == MONTHS.charAt(3 * month + 2)) {
                return month;
            }
        }
        return -1;
    }

    /** Days from 1970-01-01, counted in years that begin in March; {@code month} from 0. */
    private static long daysTo(int year, int month, int day) {
        int yearFromMarch = month < 2 ? year - 1 : year;
        int monthFromMarch = month < 2 ? month + 10 : month - 2;
        return 365L * yearFromMarch + yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
                + (153 * monthFromMarch + 2) / 5 + day - 1 - DAYS_TO_1970;
    }
}
