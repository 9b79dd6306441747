package dev.mote.exporter;

import java.util.Arrays;

/**
 * Encoded batches that wait for delivery, oldest first, in a bounded number of bytes. When there is
 * no room the oldest give way. Memory is made in segments when it is needed and let go when it is
 * not: empty, the ring holds what its last record needed.
 *
 * <pre>
 *   a record     0        4       8      16
 *                | length | items | time | bytes …        lowest byte first
 *   records      |== segment 0 ==|== segment 1 ==|…       one after the other, across segments
 *                     ^ head                ^ tail        positions since the ring was last empty
 * </pre>
 *
 * The oldest record can be lent out. While it is, it never gives way: if it must leave its place,
 * it is copied out and the ones behind it go.
 */
public final class MemoryRing {
    /** A usual request of a host is about half as long. With its header, an array of two pages. */
    static final int SEGMENT_BYTES = 8192 - 16;
    private static final int HEADER_BYTES = 16;

    private final int bytesMax;
    /** Segment n of the stream is at index n modulo the length. */
    private byte[][] segments = new byte[4][];
    private byte[][] spare = new byte[4][];
    private int spareCount;
    private long head;
    private long tail;
    private int records;
    private long items;

    private boolean lent;
    private byte[] heldBytes;
    private int heldItems;
    private long heldTimeNanos;

    /** Holds at most {@code bytesMax} bytes, 16 for each record included. */
    public MemoryRing(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Adds a record; returns the items dropped for it, its own if there is no way to keep it. */
    public int add(byte[] bytes, int offset, int length, int items, long timeNanos) {
        int dropped = 0;
        int needed = HEADER_BYTES + length;
        while (bytes() + needed > bytesMax && (records > 0 || heldBytes != null && !lent)) {
            dropped += dropOldest();
        }
        if (bytes() + needed > bytesMax) {
            return dropped + items;
        }
        putNumber(length, 4);
        putNumber(items, 4);
        putNumber(timeNanos, 8);
        put(bytes, offset, length);
        records++;
        this.items += items;
        return dropped;
    }

    private int dropOldest() {
        if (lent && heldBytes == null) {
            hold();
            return 0;
        }
        int dropped = lent ? (int) number(head + 4, 4) : oldestItems();
        if (lent) {
            removeFirst();
        } else {
            removeOldest();
        }
        return dropped;
    }

    /** Copies the lent record out and takes it from its place. */
    private void hold() {
        byte[] copy = new byte[oldestLength()];
        copyOldest(0, copy, 0, copy.length);
        heldItems = oldestItems();
        heldTimeNanos = oldestTimeNanos();
        removeFirst();
        heldBytes = copy;
        items += heldItems;
    }

    /** Lends the oldest record: it stays readable until {@link #returnOldest} or its removal. */
    public void lendOldest() {
        lent = true;
    }

    public void returnOldest() {
        lent = false;
    }

    /** Removes the oldest record; the ring must not be empty. */
    public void removeOldest() {
        lent = false;
        if (heldBytes != null) {
            heldBytes = null;
            items -= heldItems;
        } else {
            removeFirst();
        }
    }

    private void removeFirst() {
        int length = (int) number(head, 4);
        items -= number(head + 4, 4);
        records--;
        int spareMax = segmentOf(HEADER_BYTES + length) + 2;
        boolean outageEnded = false;
        long next = head + HEADER_BYTES + length;
        for (long segment = segmentOf(head); segment < segmentOf(next); segment++) {
            release(segment, spareMax);
        }
        head = next;
        if (records == 0) {
            if (segments[slot(segmentOf(head))] != null) {
                release(segmentOf(head), spareMax);
            }
            head = 0;
            tail = 0;
            if (segments.length > 4 * spareMax + 4) {
                segments = new byte[4][];
                outageEnded = true;
            }
        }
        for (; spareCount > spareMax; spareCount--) {
            spare[spareCount - 1] = null;
        }
        if (outageEnded) {
            // Where nothing is allocated nothing is collected: megabytes would stay with us.
            System.gc();
        }
    }

    private void release(long segment, int spareMax) {
        if (spareCount < spareMax) {
            if (spareCount == spare.length) {
                spare = Arrays.copyOf(spare, 2 * spareCount);
            }
            spare[spareCount++] = segments[slot(segment)];
        }
        segments[slot(segment)] = null;
    }

    public boolean isEmpty() {
        return records == 0 && heldBytes == null;
    }

    /** Items in all records. */
    public long items() {
        return items;
    }

    /** Bytes in use, of at most those that the ring was made for. */
    public long bytes() {
        return tail - head + (heldBytes == null ? 0 : HEADER_BYTES + heldBytes.length);
    }

    /** Bytes of the segments that are there, full or not. */
    long memory() {
        long memory = (long) spareCount * SEGMENT_BYTES;
        for (byte[] segment : segments) {
            memory += segment == null ? 0 : SEGMENT_BYTES;
        }
        return memory;
    }

    public int oldestLength() {
        return heldBytes != null ? heldBytes.length : (int) number(head, 4);
    }

    public int oldestItems() {
        return heldBytes != null ? heldItems : (int) number(head + 4, 4);
    }

    /** The time that the oldest record was added with. */
    public long oldestTimeNanos() {
        return heldBytes != null ? heldTimeNanos : number(head + 8, 8);
    }

    /** Copies a part of the oldest record's bytes. */
    public void copyOldest(int position, byte[] into, int offset, int count) {
        if (heldBytes != null) {
            System.arraycopy(heldBytes, position, into, offset, count);
            return;
        }
        long from = head + HEADER_BYTES + position;
        int copied = 0;
        while (copied < count) {
            int at = (int) (from % SEGMENT_BYTES);
            int part = Math.min(count - copied, SEGMENT_BYTES - at);
            System.arraycopy(segments[slot(segmentOf(from))], at, into, offset + copied, part);
            copied += part;
            from += part;
        }
    }

    private long number(long position, int bytes) {
        long value = 0;
        for (int at = bytes - 1; at >= 0; at--) {
            long here = position + at;
            value = value << 8
                    | segments[slot(segmentOf(here))][(int) (here % SEGMENT_BYTES)] & 0xFF;
        }
        return value;
    }

    private void putNumber(long value, int bytes) {
        for (int at = 0; at < bytes; at++) {
            segmentForTail()[(int) (tail % SEGMENT_BYTES)] = (byte) (value >>> 8 * at);
            tail++;
        }
    }

    private void put(byte[] bytes, int offset, int length) {
        int copied = 0;
        while (copied < length) {
            int at = (int) (tail % SEGMENT_BYTES);
            int part = Math.min(length - copied, SEGMENT_BYTES - at);
            System.arraycopy(bytes, offset + copied, segmentForTail(), at, part);
            copied += part;
            tail += part;
        }
    }

    private byte[] segmentForTail() {
        int segment = segmentOf(tail);
        if (segment - segmentOf(head) >= segments.length) {
            growTable();
        }
        int slot = slot(segment);
        if (segments[slot] == null) {
            if (spareCount > 0) {
                segments[slot] = spare[--spareCount];
                spare[spareCount] = null;
            } else {
                segments[slot] = new byte[SEGMENT_BYTES];
            }
        }
        return segments[slot];
    }

    private void growTable() {
        byte[][] old = segments;
        segments = new byte[2 * old.length][];
        for (int count = 0; count < old.length; count++) {
            int segment = segmentOf(head) + count;
            segments[slot(segment)] = old[segment % old.length];
        }
    }

    private static int segmentOf(long position) {
        return (int) (position / SEGMENT_BYTES);
    }

    private int slot(long segment) {
        return (int) (segment % segments.length);
    }
}
