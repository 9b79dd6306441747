package dev.mote.log;

import dev.mote.component.Batch;
import java.util.Arrays;

/** The reader of one exporter. What it has read and not acknowledged is noted record by record. */
final class LogCursor implements LogReader {
    /** Bytes that are read ahead with a header: a usual record is there with one call. */
    private static final int AHEAD_BYTES = 8192;

    private final BatchLog log;
    private final String exporter;
    private Positions.Entry entry;
    private final int[] routes;
    private final Listener listener;
    private final RecordHeader record = new RecordHeader();
    private final byte[] ahead = new byte[AHEAD_BYTES];
    private int aheadLength;

    /** Everything before is acknowledged; {@link #ackedItems} of it are in the segment there. */
    private long acked;
    private Segment ackedSegment;
    private long ackedItems;
    private long waitingItems;
    private long itemsBeforeLoss;

    private Segment current;
    private long cursor;
    private long start;

    /** What has been read since the last acknowledgement, in order. */
    private long[] noteStart = new long[8];
    private long[] noteEnd = new long[8];
    private int[] noteItems = new int[8];
    private Segment[] noteSegment = new Segment[8];
    private int notes;

    LogCursor(BatchLog log, String exporter, Positions.Entry entry, long acked, int[] routes,
            Listener listener) {
        this.log = log;
        this.exporter = exporter;
        this.entry = entry;
        this.routes = routes.length == 0 ? null : routes;
        this.listener = listener;
        place(acked);
    }

    /** Reads on from here; nothing is being read. */
    private void place(long position) {
        acked = position;
        cursor = position;
        current = null;
        aheadLength = 0;
        ackedSegment = null;
        ackedItems = 0;
        long waitedBefore = waitingItems;
        waitingItems = 0;
        for (Segment each = log.head(); each != null; each = each.next) {
            waitingItems += acked < each.end ? each.items(routes) : 0;
            if (each.first < acked && acked <= each.end) {
                ackedSegment = each;
                ackedItems = itemsBefore(each, acked);
                waitingItems -= acked < each.end ? ackedItems : 0;
            }
        }
        if (waitingItems > waitedBefore) {
            listener.accepted(waitingItems - waitedBefore);
        }
    }

    /** Older segments turned up, up to {@code oldEnd}; positions are larger by {@code shift}. */
    void moved(Positions.Entry entry, long oldEnd, long shift) {
        this.entry = entry;
        boolean hasOld = entry != null && entry.position >= oldEnd;
        long begin = log.head() == null ? 0 : log.head().first;
        // What followed the acknowledged may have been dropped: the shift leads before oldEnd then.
        place(hasOld ? Math.max(oldEnd, acked + shift)
                : Math.max(entry == null ? 0 : entry.position, begin));
    }

    String exporter() {
        return exporter;
    }

    boolean isReading() {
        return notes > 0;
    }

    private long itemsBefore(Segment segment, long position) {
        long items = 0;
        RecordScan scan = new RecordScan().over(segment, segment.end);
        while (scan.nextRecord(false) && scan.position() <= position) {
            items += Segment.matches(routes, scan.record.route) ? scan.record.items : 0;
        }
        return items;
    }

    Positions.Entry entry() {
        return entry;
    }

    long acked() {
        return acked;
    }

    /** Whether something in the segment has been read and waits for an answer. */
    boolean isReading(Segment segment) {
        return notes > 0 && noteStart[0] < segment.end && segment.first < noteEnd[notes - 1];
    }

    /** A record was appended. */
    void appended(int route, int items) {
        if (wants(route)) {
            waitingItems += items;
            listener.accepted(items);
        }
    }

    boolean wants(int route) {
        return Segment.matches(routes, route);
    }

    /** A segment is empty again. */
    void restarted(Segment segment) {
        ackedItems = ackedSegment == segment ? 0 : ackedItems;
    }

    /** A part of the segment turns out to be damaged: notes what was there. */
    void beginLoss(Segment segment) {
        itemsBeforeLoss = acked >= segment.end ? 0 : segment.items(routes);
    }

    /** Counts what of it is not there any more, and has not been read before. */
    void endLoss(Segment segment) {
        long read = ackedSegment == segment ? ackedItems : 0;
        for (int at = 0; at < notes; at++) {
            read += noteSegment[at] == segment ? noteItems[at] : 0;
        }
        long left = Math.max(segment.items(routes), read);
        loseItems(Math.max(0, itemsBeforeLoss - left), Loss.DAMAGED);
    }

    /** A segment goes, or what is in it can no longer be read. */
    void lose(Segment segment, Loss loss) {
        if (acked >= segment.end) {
            return;
        }
        long lost = segment.items(routes) - (ackedSegment == segment ? ackedItems : 0);
        loseItems(lost, loss);
        // One in the middle may go while older ones stay: these are still to be read.
        acked = acked >= segment.first ? segment.end : acked;
        cursor = cursor >= segment.first ? Math.max(cursor, segment.end) : cursor;
    }

    private void loseItems(long items, Loss loss) {
        waitingItems -= items;
        if (items > 0) {
            listener.lost(loss, items);
        }
    }

    /** Items that were lost before they were in the log. */
    void refuse(int route, int items, Loss loss) {
        if (wants(route)) {
            listener.accepted(items);
            listener.lost(loss, items);
        }
    }

    @Override
    public boolean next() {
        while (true) {
            if (current == null || current.dropped || cursor >= current.end) {
                if (!moveOn()) {
                    return false;
                }
                continue;
            }
            if (!readRecord()) {
                log.damagedAt(current, cursor);
                continue;
            }
            start = cursor;
            cursor += RecordHeader.BYTES + record.length;
            if (wants(record.route)) {
                note();
                return true;
            }
            if (notes == 0) {
                acked = cursor;
            }
        }
    }

    private boolean moveOn() {
        Segment from = current == null || current.dropped ? log.head() : current.next;
        while (from != null && from.end <= cursor) {
            from = from.next;
        }
        if (from == null) {
            // What was there has gone; there is nothing up to the end.
            cursor = log.end();
            acked = notes == 0 ? cursor : acked;
            return false;
        }
        current = from;
        cursor = Math.max(cursor, from.first);
        if (notes == 0) {
            acked = Math.max(acked, from.first);
        }
        return true;
    }

    private boolean readRecord() {
        aheadLength = current.read(cursor, ahead, 0, AHEAD_BYTES);
        if (aheadLength < RecordHeader.BYTES) {
            return false;
        }
        System.arraycopy(ahead, 0, record.bytes, 0, RecordHeader.BYTES);
        if (!record.read() || cursor + RecordHeader.BYTES + record.length > current.end) {
            return false;
        }
        int here = Math.min(record.length, aheadLength - RecordHeader.BYTES);
        record.beginCheck();
        record.check(ahead, RecordHeader.BYTES, here);
        return here == record.length ? record.isWhole() : restIsWhole(here);
    }

    /** Checks what did not fit into {@link #ahead}, which is of no use afterwards. */
    private boolean restIsWhole(int from) {
        int at = from;
        aheadLength = 0;
        while (at < record.length) {
            int count = current.read(cursor + RecordHeader.BYTES + at, ahead, 0,
                    Math.min(AHEAD_BYTES, record.length - at));
            if (count <= 0) {
                return false;
            }
            record.check(ahead, 0, count);
            at += count;
        }
        return record.isWhole();
    }

    private void note() {
        if (notes == noteStart.length) {
            noteStart = Arrays.copyOf(noteStart, 2 * notes);
            noteEnd = Arrays.copyOf(noteEnd, 2 * notes);
            noteItems = Arrays.copyOf(noteItems, 2 * notes);
            noteSegment = Arrays.copyOf(noteSegment, 2 * notes);
        }
        noteStart[notes] = start;
        noteEnd[notes] = cursor;
        noteItems[notes] = record.items;
        noteSegment[notes] = current;
        notes++;
    }

    @Override
    public Batch.Signal signal() {
        return record.signal;
    }

    @Override
    public int items() {
        return record.items;
    }

    @Override
    public long timeNanos() {
        return record.wallNanos + timeShiftNanos();
    }

    @Override
    public long timeShiftNanos() {
        return record.noClock ? log.clockShift(record) : 0;
    }

    @Override
    public boolean isDeflated() {
        return record.deflated;
    }

    @Override
    public int length() {
        return record.length;
    }

    @Override
    public int plainLength() {
        return record.plainLength;
    }

    @Override
    public int plainCrc32() {
        return record.plainCrc32;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long position() {
        return cursor;
    }

    @Override
    public void copy(long start, int at, byte[] into, int offset, int count) {
        if (start == this.start && RecordHeader.BYTES + at + count <= aheadLength) {
            System.arraycopy(ahead, RecordHeader.BYTES + at, into, offset, count);
            return;
        }
        int index = Arrays.binarySearch(noteStart, 0, notes, start);
        int copied = 0;
        while (index >= 0 && copied < count) {
            int part = noteSegment[index].read(start + RecordHeader.BYTES + at + copied, into,
                    offset + copied, count - copied);
            if (part <= 0) {
                break;
            }
            copied += part;
        }
        if (copied < count) {
            // The disk no longer gives what it gave a moment ago: zeros, which nobody takes for
            // telemetry, and which the far end refuses.
            Arrays.fill(into, offset + copied, offset + count, (byte) 0);
        }
    }

    @Override
    public void rewind() {
        for (int at = 0; at < notes; at++) {
            if (noteStart[at] >= noteSegment[at].end) {
                // It was read before its segment was found damaged, and cannot be read again.
                loseItems(noteItems[at], Loss.DAMAGED);
            }
        }
        forget(notes);
        cursor = acked;
        current = null;
        aheadLength = 0;
    }

    private void forget(int count) {
        for (int at = count; at < notes; at++) {
            noteStart[at - count] = noteStart[at];
            noteEnd[at - count] = noteEnd[at];
            noteItems[at - count] = noteItems[at];
            noteSegment[at - count] = noteSegment[at];
        }
        Arrays.fill(noteSegment, notes - count, notes, null);
        notes -= count;
    }

    @Override
    public void acknowledge(long position) {
        int passed = 0;
        while (passed < notes && noteEnd[passed] <= position) {
            if (noteSegment[passed] != ackedSegment) {
                ackedSegment = noteSegment[passed];
                ackedItems = 0;
            }
            ackedItems += noteItems[passed];
            waitingItems -= noteItems[passed];
            passed++;
        }
        forget(passed);
        acked = Math.max(acked, notes == 0 ? cursor : position);
        log.acknowledged(this);
    }

    @Override
    public long waitingItems() {
        return waitingItems;
    }

    @Override
    public long waitingBytes() {
        return waitingItems == 0 ? 0 : log.bytesBehind(acked);
    }

    @Override
    public boolean mayHaveNext() {
        return cursor < log.end();
    }
}
