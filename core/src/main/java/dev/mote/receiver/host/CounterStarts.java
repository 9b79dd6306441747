package dev.mote.receiver.host;

import java.util.Arrays;

/**
 * Since when each of a fixed set of counters counts: since the boot, until one of them goes back;
 * then since the reading before. Kept in time after boot, so that it moves with the date somebody
 * sets.
 */
final class CounterStarts {
    private final long[] last;
    private final long[] sinceNanos;
    private long previousNanos;

    CounterStarts(int counters) {
        last = new long[counters];
        sinceNanos = new long[counters];
        Arrays.fill(last, Long.MIN_VALUE);
    }

    /** Takes the counter's new value and returns its start time, wall clock. */
    long of(int counter, long value, Scrape scrape) {
        if (value < last[counter]) {
            sinceNanos[counter] = previousNanos;
        }
        last[counter] = value;
        return scrape.bootNanos + sinceNanos[counter];
    }

    /** All counters of this collection were taken. */
    void end(Scrape scrape) {
        previousNanos = Math.max(0, scrape.wallNanos - scrape.bootNanos);
    }
}
