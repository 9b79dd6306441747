package dev.mote.receiver.host;

import java.util.Arrays;

/**
 * What is remembered of each network interface: its counters as last read, and since when each of
 * them counts. Found by name in constant time; interfaces that vanish give their row back.
 *
 * <p>A name has at most 15 bytes (IFNAMSIZ), so it is kept as two longs, first byte lowest.
 */
final class InterfaceTable {
    /** Counters of a row: bytes, packets, errors, dropped, received first and then sent. */
    static final int COUNTERS = 8;
    /** Longs of a reading: the name, then the counters. */
    static final int READING = 2 + COUNTERS;
    /** Longest name. */
    static final int NAME_BYTES_MAX = 15;

    /** Bounds the memory to 2.6 MB; a host with 10,000 containers still has room. */
    private static final int ROWS_MAX = 16_384;

    private long[] names = new long[2 * 8];
    private long[] values = new long[COUNTERS * 8];
    private long[] sinceNanos = new long[COUNTERS * 8];
    private boolean[] seen = new boolean[8];
    /** Row + 1 at the name's hash or behind it, 0 where there is none. */
    private int[] slots = new int[16];
    private int rows;

    int rows() {
        return rows;
    }

    /** The row of a reading's interface, or -1. */
    int find(long[] reading) {
        int slot = slot(reading[0], reading[1]);
        while (slots[slot] != 0) {
            int row = slots[slot] - 1;
            if (names[2 * row] == reading[0] && names[2 * row + 1] == reading[1]) {
                return row;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return -1;
    }

    /** Adds a row, all of whose counters count since {@code sinceNanos}; -1 if there is no room. */
    int add(long[] reading, long sinceNanos) {
        if (rows == ROWS_MAX) {
            return -1;
        }
        if (2 * rows == names.length) {
            grow();
        }
        int row = rows++;
        names[2 * row] = reading[0];
        names[2 * row + 1] = reading[1];
        Arrays.fill(this.sinceNanos, row * COUNTERS, (row + 1) * COUNTERS, sinceNanos);
        System.arraycopy(reading, 2, values, row * COUNTERS, COUNTERS);
        place(row);
        return row;
    }

    /**
     * Takes a row's new values. One that is smaller than before has begun anew: after the previous
     * reading, so it counts since then.
     */
    void update(int row, long[] reading, long previousNanos) {
        seen[row] = true;
        for (int counter = 0; counter < COUNTERS; counter++) {
            int at = row * COUNTERS + counter;
            if (reading[2 + counter] < values[at]) {
                sinceNanos[at] = previousNanos;
            }
            values[at] = reading[2 + counter];
        }
    }

    /** Forgets the rows that were not updated since this was last called. */
    void sweep() {
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            if (seen[row]) {
                move(row, kept++);
            }
        }
        Arrays.fill(seen, 0, rows, false);
        if (kept < rows) {
            rows = kept;
            placeAll();
        }
    }

    long value(int row, int counter) {
        return values[row * COUNTERS + counter];
    }

    long sinceNanos(int row, int counter) {
        return sinceNanos[row * COUNTERS + counter];
    }

    /** Copies a row's name and returns its length. */
    int name(int row, byte[] into) {
        return unpack(names[2 * row], names[2 * row + 1], into);
    }

    /** Packs a name of at most {@link #NAME_BYTES_MAX} bytes into the first two longs. */
    static void pack(byte[] text, int offset, int length, long[] into) {
        into[0] = 0;
        into[1] = 0;
        for (int at = 0; at < length; at++) {
            into[at >> 3] |= (text[offset + at] & 0xFFL) << 8 * (at & 7);
        }
    }

    static int unpack(long first, long second, byte[] into) {
        int length = 0;
        while (length < NAME_BYTES_MAX) {
            long word = length < 8 ? first : second;
            byte next = (byte) (word >>> 8 * (length & 7));
            if (next == 0) {
                break;
            }
            into[length++] = next;
        }
        return length;
    }

    private void move(int from, int to) {
        if (from != to) {
            System.arraycopy(names, 2 * from, names, 2 * to, 2);
            System.arraycopy(values, COUNTERS * from, values, COUNTERS * to, COUNTERS);
            System.arraycopy(sinceNanos, COUNTERS * from, sinceNanos, COUNTERS * to, COUNTERS);
        }
    }

    private void grow() {
        names = Arrays.copyOf(names, 2 * names.length);
        values = Arrays.copyOf(values, 2 * values.length);
        sinceNanos = Arrays.copyOf(sinceNanos, 2 * sinceNanos.length);
        seen = Arrays.copyOf(seen, 2 * seen.length);
        slots = new int[2 * slots.length];
        placeAll();
    }

    private void placeAll() {
        Arrays.fill(slots, 0);
        for (int row = 0; row < rows; row++) {
            place(row);
        }
    }

    private void place(int row) {
        int slot = slot(names[2 * row], names[2 * row + 1]);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = row + 1;
    }

    private int slot(long first, long second) {
        long mixed = (first ^ second * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32) & slots.length - 1;
    }
}
