package dev.mote.log;

/**
 * Arrays for segments in memory, of one size; a few are kept for the next segment, so that a steady
 * coming and going of records makes no garbage. Larger ones are made for larger records alone.
 */
final class MemoryPool {
    private static final int KEPT_MAX = 2;

    private final int usualBytes;
    private final byte[][] kept = new byte[KEPT_MAX][];
    private int count;

    MemoryPool(int usualBytes) {
        this.usualBytes = usualBytes;
    }

    byte[] take(int capacity) {
        if (capacity > usualBytes || count == 0) {
            return new byte[Math.max(capacity, usualBytes)];
        }
        byte[] bytes = kept[--count];
        kept[count] = null;
        return bytes;
    }

    void give(byte[] bytes) {
        if (bytes.length == usualBytes && count < KEPT_MAX) {
            kept[count++] = bytes;
        }
    }
}
