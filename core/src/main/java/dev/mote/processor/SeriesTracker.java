package dev.mote.processor;

import dev.mote.component.Context;
import dev.mote.otlp.SeriesHash;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * The series that a processor follows: at most {@code max_series}, each forgotten when it has not
 * been seen for a while. What finds no room is dropped and counted.
 */
final class SeriesTracker {
    /** A series takes some 80 bytes: so at most 80 MB. */
    private static final long SERIES_MAX = 1_000_000;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    /** How often the table is looked through for what is stale. */
    private static final long SWEEP_NANOS = 60_000_000_000L;

    /** Is told which series is forgotten. */
    interface Forgetting {
        void forgotten(int series);
    }

    private final SeriesTable table;
    private final long staleNanos;
    private final Counter overflow;
    private Forgetting forgetting = series -> { };
    private long nextSweepNanos;

    private SeriesTracker(Context context, String staleKey) {
        table = new SeriesTable((int) context.section.integer("max_series", SERIES_MAX, 1,
                16 * SERIES_MAX));
        long asked = context.section.duration(staleKey, HOUR_NANOS, 0, 100_000 * HOUR_NANOS);
        staleNanos = asked == 0 ? HOUR_NANOS : asked;
        overflow = ItemCounters.dropped(context, "too_many_series");
    }

    /** Reads {@code max_series} and how long a series is remembered. */
    static SeriesTracker from(Context context, String staleKey) {
        return new SeriesTracker(context, staleKey);
    }

    void onForgetting(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    /** The number of a series that is known; it counts as seen now. */
    int find(SeriesHash hash, long nowNanos) {
        if (nowNanos >= nextSweepNanos) {
            sweep(nowNanos);
        }
        int number = table.find(hash.high(), hash.low());
        if (number != SeriesTable.NONE) {
            table.seen(number, nowNanos);
        }
        return number;
    }

    /** The number of a series that is new; {@link SeriesTable#NONE} when there is no room. */
    int add(SeriesHash hash, long nowNanos) {
        return add(hash.high(), hash.low(), nowNanos);
    }

    int add(long high, long low, long nowNanos) {
        int number = table.add(high, low);
        if (number != SeriesTable.NONE) {
            table.seen(number, nowNanos);
        }
        return number;
    }

    /** Counts points that found no room. */
    void overflow(int points) {
        overflow.add(points);
    }

    /** The next series from a number on; {@link SeriesTable#NONE} behind the last one. */
    int next(int from) {
        return table.nextStale(from, Long.MAX_VALUE);
    }

    long high(int number) {
        return table.high(number);
    }

    long low(int number) {
        return table.low(number);
    }

    void clear() {
        table.clear();
    }

    int capacity() {
        return table.capacity();
    }

    int size() {
        return table.size();
    }

    private void sweep(long nowNanos) {
        nextSweepNanos = nowNanos + SWEEP_NANOS;
        long since = nowNanos - staleNanos;
        for (int number = table.nextStale(0, since); number != SeriesTable.NONE;
                number = table.nextStale(number + 1, since)) {
            table.remove(number);
            forgetting.forgotten(number);
        }
    }
}
