package dev.mote.log;

/** The segments of a log, oldest first, and how many bytes of records they hold. */
final class SegmentChain {
    private Segment head;
    private Segment tail;
    private long bytes;
    private int memoryBytes;

    Segment head() {
        return head;
    }

    /** The newest; records are added to it until it is sealed. */
    Segment tail() {
        return tail;
    }

    long bytes() {
        return bytes;
    }

    /** Those of {@link #bytes} that are in memory. */
    int memoryBytes() {
        return memoryBytes;
    }

    void add(Segment segment) {
        if (tail == null) {
            head = segment;
        } else {
            tail.next = segment;
        }
        tail = segment;
        count(segment, segment.length());
    }

    /** An empty one has the name of the one that comes next: its file must go before. */
    void removeEmptyTail() {
        if (tail != null && tail.length() == 0) {
            remove(tail);
        }
    }

    /** Counts bytes that have come to a segment, or that have gone. */
    void count(Segment segment, int change) {
        bytes += change;
        memoryBytes += segment.storage.isDurable() ? 0 : change;
    }

    /** What lies behind {@code position} in a segment is of no use. */
    void cut(Segment segment, long position) {
        RecordScan scan = new RecordScan().over(segment, position);
        count(segment, -segment.length());
        segment.forget();
        while (scan.nextRecord(false)) {
            segment.add(scan.record);
        }
        count(segment, segment.length());
    }

    /** A segment in memory is now on disk. */
    void moved(Segment segment, Storage storage) {
        memoryBytes -= segment.length();
        segment.storage = storage;
    }

    /** Takes a segment out and lets its content go. */
    void remove(Segment segment) {
        Segment before = null;
        for (Segment each = head; each != segment; each = each.next) {
            before = each;
        }
        if (before == null) {
            head = segment.next;
        } else {
            before.next = segment.next;
        }
        if (tail == segment) {
            tail = before;
            if (before != null) {
                before.sealed = true;
            }
        }
        count(segment, -segment.length());
        segment.dropped = true;
        segment.storage.remove(segment.damaged);
    }
}
