package dev.mote.receiver.host;

import java.util.Arrays;

/**
 * What is remembered of each block device: its counters, since when they count, and what kind of
 * device it is. Rows are found by name, first where the file had the device the last time.
 */
final class DiskTable {
    /**
     * DISK_NAME_LEN of the kernel, which includes a terminating zero, plus a partition's number.
     */
    static final int NAME_BYTES_MAX = 40;
    /** Bounds the memory to 0.7 MB; storage servers with a thousand paths to disks exist. */
    static final int ROWS_MAX = 4096;

    /** Of a reading, in the order of /proc/diskstats; times in milliseconds. */
    static final int READS = 0;
    static final int READS_MERGED = 1;
    static final int SECTORS_READ = 2;
    static final int READ_MILLIS = 3;
    static final int WRITES = 4;
    static final int WRITES_MERGED = 5;
    static final int SECTORS_WRITTEN = 6;
    static final int WRITE_MILLIS = 7;
    static final int PENDING = 8;
    static final int IO_MILLIS = 9;
    static final int WEIGHTED_MILLIS = 10;
    static final int FIELDS = 11;

    /** What the size of a device is while nobody has asked for it. */
    static final long SIZE_UNKNOWN = -1;

    /**
     * The kernel prints milliseconds as unsigned 32-bit numbers: they wrap after 49.7 days of work.
     */
    private static final long WRAP = 1L << 32;

    private byte[] names = new byte[8 * NAME_BYTES_MAX];
    private int[] nameLengths = new int[8];
    private long[] values = new long[8 * FIELDS];
    private long[] last = new long[8 * FIELDS];
    private long[] sinceNanos = new long[8];
    private long[] sizes = new long[8];
    private boolean[] wanted = new boolean[8];
    private boolean[] seen = new boolean[8];
    private int rows;
    private int expected;

    int rows() {
        return rows;
    }

    /** Begins a reading: the first device is expected in the first row. */
    void begin() {
        expected = 0;
        Arrays.fill(seen, 0, rows, false);
    }

    /** The row of a name, or -1. */
    int find(byte[] text, int offset, int length) {
        for (int at = 0; at < rows; at++) {
            int row = expected + at < rows ? expected + at : expected + at - rows;
            if (nameLengths[row] == length && Arrays.equals(names, row * NAME_BYTES_MAX,
                    row * NAME_BYTES_MAX + length, text, offset, offset + length)) {
                expected = row + 1;
                return row;
            }
        }
        return -1;
    }

    /** Adds a row whose counters count since {@code sinceNanos}; -1 if there is no room. */
    int add(byte[] text, int offset, int length, long sinceNanos) {
        if (rows == ROWS_MAX) {
            return -1;
        }
        if (rows == nameLengths.length) {
            grow();
        }
        int row = rows++;
        System.arraycopy(text, offset, names, row * NAME_BYTES_MAX, length);
        nameLengths[row] = length;
        Arrays.fill(values, row * FIELDS, (row + 1) * FIELDS, 0);
        Arrays.fill(last, row * FIELDS, (row + 1) * FIELDS, 0);
        this.sinceNanos[row] = sinceNanos;
        sizes[row] = SIZE_UNKNOWN;
        wanted[row] = true;
        expected = row + 1;
        return row;
    }

    /** Takes a row's reading; {@code previousNanos} is when the last reading was. */
    void update(int row, long[] reading, long previousNanos) {
        int at = row * FIELDS;
        seen[row] = true;
        if (isAnew(at, reading)) {
            sinceNanos[row] = previousNanos;
            sizes[row] = SIZE_UNKNOWN;
            Arrays.fill(values, at, at + FIELDS, 0);
            Arrays.fill(last, at, at + FIELDS, 0);
        }
        for (int field = 0; field < FIELDS; field++) {
            values[at + field] = field == PENDING ? reading[field]
                    : values[at + field] + growth(last[at + field], reading[field], field);
            last[at + field] = reading[field];
        }
    }

    /**
     * A device that was taken out and put back counts from zero: its completed operations say so.
     */
    private boolean isAnew(int at, long[] reading) {
        return reading[READS] < last[at + READS] || reading[WRITES] < last[at + WRITES]
                || reading[SECTORS_READ] < last[at + SECTORS_READ]
                || reading[SECTORS_WRITTEN] < last[at + SECTORS_WRITTEN];
    }

    /**
     * By how much a counter grew. A time that fell by more than half its range has wrapped; one
     * that fell by less was estimated too high before.
     */
    private static long growth(long last, long now, int field) {
        if (now >= last) {
            return now - last;
        }
        boolean time = field == READ_MILLIS || field == WRITE_MILLIS || field >= IO_MILLIS;
        return time && last < WRAP && last - now > WRAP / 2 ? now + WRAP - last : 0;
    }

    /** Forgets the devices that were not updated since {@link #begin}. */
    void sweep() {
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            if (seen[row]) {
                if (kept != row) {
                    move(row, kept);
                }
                kept++;
            }
        }
        rows = kept;
    }

    byte[] names() {
        return names;
    }

    int nameOffset(int row) {
        return row * NAME_BYTES_MAX;
    }

    int nameLength(int row) {
        return nameLengths[row];
    }

    long value(int row, int field) {
        return values[row * FIELDS + field];
    }

    /** Since when a row counts, in time after boot. */
    long sinceNanos(int row) {
        return sinceNanos[row];
    }

    /** Size in bytes; {@link #SIZE_UNKNOWN} or below when it is not known. */
    long size(int row) {
        return sizes[row];
    }

    void setSize(int row, long bytes) {
        sizes[row] = bytes;
    }

    /** Whether the filters let this device pass. */
    boolean isWanted(int row) {
        return wanted[row];
    }

    void setWanted(int row, boolean wanted) {
        this.wanted[row] = wanted;
    }

    private void move(int from, int to) {
        System.arraycopy(names, from * NAME_BYTES_MAX, names, to * NAME_BYTES_MAX, NAME_BYTES_MAX);
        System.arraycopy(values, from * FIELDS, values, to * FIELDS, FIELDS);
        System.arraycopy(last, from * FIELDS, last, to * FIELDS, FIELDS);
        nameLengths[to] = nameLengths[from];
        sinceNanos[to] = sinceNanos[from];
        sizes[to] = sizes[from];
        wanted[to] = wanted[from];
        seen[to] = seen[from];
    }

    private void grow() {
        int capacity = 2 * nameLengths.length;
        names = Arrays.copyOf(names, capacity * NAME_BYTES_MAX);
        nameLengths = Arrays.copyOf(nameLengths, capacity);
        values = Arrays.copyOf(values, capacity * FIELDS);
        last = Arrays.copyOf(last, capacity * FIELDS);
        sinceNanos = Arrays.copyOf(sinceNanos, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        wanted = Arrays.copyOf(wanted, capacity);
        seen = Arrays.copyOf(seen, capacity);
    }
}
