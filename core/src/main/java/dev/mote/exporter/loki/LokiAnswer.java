package dev.mote.exporter.loki;

import dev.mote.bytes.Ascii;

/**
 * How many entries of a push Loki did not take, as its answer says it in words. What it does not
 * complain about it has kept, although the status is 400.
 *
 * <pre>
 *   entry for stream '{…}' has timestamp too old: …
 *   3 errors like: entry for stream '{…}' has timestamp too new: …; 2 errors like: …
 *   … user 'a', total ignored: 3 out of 5 for stream: {…}
 * </pre>
 */
final class LokiAnswer {
    private static final String IGNORED = "total ignored: ";
    private static final String TIMESTAMP = "has timestamp too ";
    private static final String LIKE = " errors like: ";

    private LokiAnswer() {
    }

    /** Entries that were not taken; 0 when the words do not tell. */
    static long entriesIgnored(String said) {
        if (said.indexOf(IGNORED) >= 0) {
            return ignored(said);
        }
        int errors = count(said, TIMESTAMP);
        int groups = count(said, LIKE);
        return errors == 1 && groups == 0 ? 1 : errors == groups ? grouped(said) : 0;
    }

    private static long ignored(String said) {
        long sum = 0;
        for (int at = said.indexOf(IGNORED); at >= 0; at = said.indexOf(IGNORED, at + 1)) {
            int from = at + IGNORED.length();
            int to = from;
            while (to < said.length() && Ascii.isDigit(said.charAt(to))) {
                to++;
            }
            sum += number(said, from, to);
        }
        return sum;
    }

    private static long grouped(String said) {
        long sum = 0;
        for (int at = said.indexOf(LIKE); at >= 0; at = said.indexOf(LIKE, at + 1)) {
            int from = at;
            while (from > 0 && Ascii.isDigit(said.charAt(from - 1))) {
                from--;
            }
            sum += number(said, from, at);
        }
        return sum;
    }

    private static int count(String said, String words) {
        int count = 0;
        for (int at = said.indexOf(words); at >= 0; at = said.indexOf(words, at + 1)) {
            count++;
        }
        return count;
    }

    private static long number(String said, int from, int to) {
        long number = 0;
        for (int at = from; at < to && at < from + 9; at++) {
            number = number * 10 + said.charAt(at) - '0';
        }
        return number;
    }
}
