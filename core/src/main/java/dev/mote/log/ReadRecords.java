package dev.mote.log;

import java.util.Arrays;

/**
 * What a reader has read beyond the place up to which everything is acknowledged, in the order of
 * the log. Each record is open, somebody waits for the far end's answer, or done: answered before
 * an older one.
 *
 * <pre>
 *    … all acknowledged | open | done | done | not read yet | done | end of the log
 * </pre>
 */
final class ReadRecords {
    /** From where on nothing else was meant for the reader; records of others may lie between. */
    private long[] from = new long[8];
    private long[] start = new long[8];
    private long[] end = new long[8];
    private int[] items = new int[8];
    private Segment[] segment = new Segment[8];
    private boolean[] done = new boolean[8];
    private int size;
    private int open;

    void clear() {
        Arrays.fill(segment, 0, size, null);
        size = 0;
        open = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether any record waits for an answer. */
    boolean isOpen() {
        return open > 0;
    }

    /** Whether a record of this segment waits for an answer. */
    boolean isOpen(Segment wanted) {
        for (int at = 0; open > 0 && at < size; at++) {
            if (!done[at] && segment[at] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Notes an open record. */
    void add(long from, long start, long end, int items, Segment segment) {
        if (size == this.start.length) {
            grow();
        }
        int at = size;
        if (size > 0 && this.start[size - 1] > start) {
            at = -Arrays.binarySearch(this.start, 0, size, start) - 1;
            move(at, at + 1, size - at);
        }
        this.from[at] = from;
        this.start[at] = start;
        this.end[at] = end;
        this.items[at] = items;
        this.segment[at] = segment;
        done[at] = false;
        size++;
        open++;
    }

    private void grow() {
        int length = 2 * size;
        from = Arrays.copyOf(from, length);
        start = Arrays.copyOf(start, length);
        end = Arrays.copyOf(end, length);
        items = Arrays.copyOf(items, length);
        segment = Arrays.copyOf(segment, length);
        done = Arrays.copyOf(done, length);
    }

    private void move(int at, int to, int count) {
        System.arraycopy(from, at, from, to, count);
        System.arraycopy(start, at, start, to, count);
        System.arraycopy(end, at, end, to, count);
        System.arraycopy(items, at, items, to, count);
        System.arraycopy(segment, at, segment, to, count);
        System.arraycopy(done, at, done, to, count);
    }

    /** The segment of the record that begins at {@code position}; null when it was not read. */
    Segment segmentOf(long position) {
        int at = Arrays.binarySearch(start, 0, size, position);
        return at < 0 ? null : segment[at];
    }

    /** The record that covers a position and is done; negative when there is none. */
    int doneAt(long position) {
        if (size == open) {
            return -1;
        }
        int at = Arrays.binarySearch(end, 0, size, position);
        at = at < 0 ? -at - 1 : at + 1;
        return at < size && done[at] && from[at] <= position ? at : -1;
    }

    /** Reading has come to this done record, with nothing since {@code from}; returns its end. */
    long reach(int index, long from) {
        this.from[index] = Math.min(this.from[index], from);
        return end[index];
    }

    /** All that was read before {@code position} is done; returns the items of what was open. */
    long doneUpTo(long position) {
        long sum = 0;
        for (int at = 0; at < size && end[at] <= position; at++) {
            sum += close(at);
        }
        return sum;
    }

    /** The record that begins at {@code position} is done; returns its items if it was open. */
    long done(long position) {
        int at = Arrays.binarySearch(start, 0, size, position);
        return at < 0 ? 0 : close(at);
    }

    private long close(int at) {
        if (done[at]) {
            return 0;
        }
        done[at] = true;
        open--;
        return items[at];
    }

    /** How many records from the first on are done, with all before and between them. */
    int doneFrom(long acked) {
        long reached = acked;
        int count = 0;
        while (count < size && done[count] && from[count] <= reached) {
            reached = Math.max(reached, end[count]);
            count++;
        }
        return count;
    }

    long end(int index) {
        return end[index];
    }

    int items(int index) {
        return items[index];
    }

    Segment segment(int index) {
        return segment[index];
    }

    void removeFirst(int count) {
        move(count, 0, size - count);
        Arrays.fill(segment, size - count, size, null);
        size -= count;
    }

    /**
     * Forgets what is open: it is read again. Returns the items of what cannot be, because its
     * segment has become shorter since.
     */
    long reopen() {
        long lost = 0;
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (done[at]) {
                move(at, kept++, 1);
            } else if (start[at] >= segment[at].end) {
                lost += items[at];
            }
        }
        Arrays.fill(segment, kept, size, null);
        size = kept;
        open = 0;
        return lost;
    }

    /** A segment has gone: forgets what is done in it, and returns its items. */
    long removeDone(Segment gone) {
        long sum = 0;
        int kept = 0;
        for (int at = 0; size > open && at < size; at++) {
            if (done[at] && segment[at] == gone) {
                sum += items[at];
            } else {
                move(at, kept++, 1);
            }
        }
        if (sum > 0) {
            Arrays.fill(segment, kept, size, null);
            size = kept;
        }
        return sum;
    }

    long doneBytes() {
        long sum = 0;
        for (int at = 0; size > open && at < size; at++) {
            sum += done[at] ? end[at] - start[at] : 0;
        }
        return sum;
    }

    /** Items that were read of what lies behind the end of a segment that has been cut. */
    long itemsBehindEnd(Segment cut) {
        long sum = 0;
        for (int at = 0; at < size; at++) {
            sum += segment[at] == cut && start[at] >= cut.end ? items[at] : 0;
        }
        return sum;
    }
}
