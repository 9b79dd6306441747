package dev.mote.processor;

import java.util.Arrays;

/**
 * Which series have been seen: a small number for each, the same as long as it is remembered, by
 * the 128 bits of its {@link dev.mote.otlp.SeriesHash}. Bounded; numbers of forgotten series are
 * given out again.
 *
 * <pre>
 *   index   open addressing, linear probing: number + 1, or 0
 *   high, low, seen   by number
 *   free    numbers that were given back
 * </pre>
 */
public final class SeriesTable {
    public static final int NONE = -1;
    private static final int FIRST_CAPACITY = 64;

    private final int most;
    private int[] index = new int[2 * FIRST_CAPACITY];
    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private long[] seenNanos = new long[FIRST_CAPACITY];
    private int[] free = new int[FIRST_CAPACITY];
    private int freeCount;
    private int used;

    public SeriesTable(int most) {
        this.most = most;
    }

    public int size() {
        return used - freeCount;
    }

    /** Numbers are below this. */
    public int capacity() {
        return high.length;
    }

    long high(int number) {
        return high[number];
    }

    long low(int number) {
        return low[number];
    }

    /** The series' number, {@link #NONE} if it is not known. */
    public int find(long hashHigh, long hashLow) {
        int mask = index.length - 1;
        for (int at = (int) hashLow & mask; index[at] != 0; at = at + 1 & mask) {
            int number = index[at] - 1;
            if (low[number] == hashLow && high[number] == hashHigh) {
                return number;
            }
        }
        return NONE;
    }

    /** Adds a series that is not known; {@link #NONE} when there is no room. */
    public int add(long hashHigh, long hashLow) {
        if (size() == most) {
            return NONE;
        }
        if (freeCount == 0 && used == high.length) {
            grow();
        }
        int number = freeCount > 0 ? free[--freeCount] : used++;
        high[number] = hashHigh;
        low[number] = hashLow;
        enter(number);
        return number;
    }

    private void enter(int number) {
        int mask = index.length - 1;
        int at = (int) low[number] & mask;
        while (index[at] != 0) {
            at = at + 1 & mask;
        }
        index[at] = number + 1;
    }

    private void grow() {
        int capacity = 2 * high.length;
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        seenNanos = Arrays.copyOf(seenNanos, capacity);
        free = Arrays.copyOf(free, capacity);
        index = new int[2 * capacity];
        for (int number = 0; number < used; number++) {
            enter(number);
        }
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(index, 0);
        used = 0;
        freeCount = 0;
    }

    public void seen(int number, long nowNanos) {
        seenNanos[number] = nowNanos;
    }

    /** A number that was not seen since, from {@code from} on; {@link #NONE} if there is none. */
    public int nextStale(int from, long sinceNanos) {
        for (int number = from; number < used; number++) {
            if (seenNanos[number] < sinceNanos && find(high[number], low[number]) == number) {
                return number;
            }
        }
        return NONE;
    }

    /** Forgets a series; those behind it in the index move up, so that probing still finds them. */
    public void remove(int number) {
        int mask = index.length - 1;
        int gap = (int) low[number] & mask;
        while (index[gap] != number + 1) {
            gap = gap + 1 & mask;
        }
        for (int at = gap + 1 & mask; index[at] != 0; at = at + 1 & mask) {
            int home = (int) low[index[at] - 1] & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                index[gap] = index[at];
                gap = at;
            }
        }
        index[gap] = 0;
        free[freeCount++] = number;
    }
}
