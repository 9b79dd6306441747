package dev.mote.http;

import dev.mote.bytes.Buffer;

/** Writes dates as HTTP has them: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110, 5.6.7). */
final class HttpDate {
    private static final String DAYS = "ThuFriSatSunMonTueWed";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int DAYS_IN_400_YEARS = 146_097;
    /** From 0000-03-01, where the count of leap years is simplest, to 1970-01-01. */
    private static final int DAYS_TO_1970 = 719_468;

    private HttpDate() {
    }

    static void append(Buffer out, long wallNanos) {
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
}
