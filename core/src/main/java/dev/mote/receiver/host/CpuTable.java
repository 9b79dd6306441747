package dev.mote.receiver.host;

import java.util.Arrays;

/**
 * What is remembered of each line of CPU times: row 0 is the whole host, row n + 1 is CPU n. Times
 * are in ticks and never go back, except where a row begins anew.
 */
final class CpuTable {
    /** user, nice, system, idle, iowait, irq, softirq, steal. */
    static final int MODES = 8;
    /** NR_CPUS is at most 8,192 in the kernels of the distributions. */
    static final int ROWS_MAX = 8192 + 1;

    /**
     * iowait and idle may fall a little, since a sleeping CPU's time is estimated (proc.rst,
     * "iowait"). What falls by more than 3 s has begun anew, as when a CPU was taken away and given
     * back.
     */
    private static final int DIP_TICKS_MAX = 300;

    private long[] ticks = new long[0];
    private long[] baseline = new long[0];
    private long[] sinceNanos = new long[0];
    private boolean[] present = new boolean[0];
    private boolean[] compared = new boolean[0];
    private int rows;
    private long previousNanos;

    /** Begins a reading: no row is present yet. */
    void begin() {
        Arrays.fill(present, false);
    }

    /** Takes a row's reading of {@link #MODES} times. */
    void update(int row, long[] reading) {
        if (row >= rows) {
            grow(row + 1);
        }
        int at = row * MODES;
        present[row] = true;
        if (isAnew(at, reading)) {
            System.arraycopy(reading, 0, ticks, at, MODES);
            sinceNanos[row] = previousNanos;
            compared[row] = false;
        }
        for (int mode = 0; mode < MODES; mode++) {
            ticks[at + mode] = Math.max(ticks[at + mode], reading[mode]);
        }
    }

    private boolean isAnew(int at, long[] reading) {
        for (int mode = 0; mode < MODES; mode++) {
            if (reading[mode] < ticks[at + mode] - DIP_TICKS_MAX) {
                return true;
            }
        }
        return false;
    }

    /** Ends a collection; a regular one is what the next utilization is measured against. */
    void end(Scrape scrape) {
        previousNanos = Math.max(0, scrape.wallNanos - scrape.bootNanos);
        if (scrape.regular) {
            System.arraycopy(ticks, 0, baseline, 0, rows * MODES);
            System.arraycopy(present, 0, compared, 0, rows);
        }
    }

    int rows() {
        return rows;
    }

    boolean isPresent(int row) {
        return row < rows && present[row];
    }

    long ticks(int row, int mode) {
        return ticks[row * MODES + mode];
    }

    /** Ticks since the baseline. */
    long elapsed(int row, int mode) {
        return ticks[row * MODES + mode] - baseline[row * MODES + mode];
    }

    /** Ticks of all modes since the baseline; 0 when there is none. */
    long elapsed(int row) {
        long sum = 0;
        for (int mode = 0; mode < MODES && compared[row]; mode++) {
            sum += elapsed(row, mode);
        }
        return sum;
    }

    /** Since when a row counts, in time after boot. */
    long sinceNanos(int row) {
        return sinceNanos[row];
    }

    private void grow(int wanted) {
        rows = wanted;
        if (wanted > present.length) {
            int capacity = Math.max(wanted, Math.min(2 * present.length, ROWS_MAX));
            ticks = Arrays.copyOf(ticks, capacity * MODES);
            baseline = Arrays.copyOf(baseline, capacity * MODES);
            sinceNanos = Arrays.copyOf(sinceNanos, capacity);
            present = Arrays.copyOf(present, capacity);
            compared = Arrays.copyOf(compared, capacity);
        }
    }
}
