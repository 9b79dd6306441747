package dev.mote.log;

import dev.mote.component.Batch;
import dev.mote.otlp.TimeShift;
import java.util.Arrays;

/** The reader of one exporter; what it has read and not acknowledged is in {@link ReadRecords}. */
final class LogCursor implements LogReader {
    /** Bytes that are read ahead with a header: a usual record is there with one call. */
    private static final int AHEAD_BYTES = 8192;
    /** Half a megabyte of notes: with more out of order the rest comes in order. */
    private static final int SKIP_RECORDS_MAX = 10_000;

    private final BatchLog log;
    private final String exporter;
    private Positions.Entry entry;
    private final Selection selection;
    private Listener listener;
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
    /** Between here and the cursor nothing is meant for this reader, and no record is left out. */
    private long readFrom;
    private long start;
    private final ReadRecords read = new ReadRecords();

    LogCursor(BatchLog log, String exporter, Selection selection, Positions.Entry entry,
            long acked, Listener listener) {
        this.log = log;
        this.exporter = exporter;
        this.entry = entry;
        this.selection = selection;
        this.listener = listener;
        place(acked);
    }

    /** Reads on from here; nothing is being read. */
    private void place(long position) {
        acked = position;
        cursor = position;
        readFrom = position;
        read.clear();
        current = null;
        aheadLength = 0;
        ackedSegment = null;
        ackedItems = 0;
        long waitedBefore = waitingItems;
        waitingItems = 0;
        for (Segment each = log.head(); each != null; each = each.next) {
            waitingItems += acked < each.end ? each.items(selection) : 0;
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
        selection.routes.shift(shift);
        boolean hasOld = entry != null && entry.position >= oldEnd;
        long begin = log.head() == null ? 0 : log.head().first;
        // What followed the acknowledged may have been dropped: the shift leads before oldEnd then.
        place(hasOld ? Math.max(oldEnd, acked + shift)
                : Math.max(entry == null ? 0 : entry.position, begin));
    }

    String exporter() {
        return exporter;
    }

    Batch.Signal wanted() {
        return selection.signal;
    }

    boolean isReading() {
        return read.isOpen();
    }

    private long itemsBefore(Segment segment, long position) {
        long items = 0;
        RecordScan scan = new RecordScan().over(segment, segment.end);
        while (scan.nextRecord(false) && scan.position() <= position) {
            items += selection.has(scan.record, segment.first) ? scan.record.items : 0;
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
        return read.isOpen(segment);
    }

    /** A record was appended, at {@code position}. */
    void appended(RecordHeader record, long position) {
        if (selection.has(record, position)) {
            waitingItems += record.items;
            listener.accepted(record.items);
        } else if (cursor == position) {
            // Of others, and everything before it is read: it need not be.
            cursor += RecordHeader.BYTES + record.length;
            settle();
        }
    }

    /** A segment is empty again. */
    void restarted(Segment segment) {
        ackedItems = ackedSegment == segment ? 0 : ackedItems;
    }

    /** A part of the segment turns out to be damaged: notes what was there. */
    void beginLoss(Segment segment) {
        itemsBeforeLoss = acked >= segment.end ? 0 : segment.items(selection);
    }

    /** Counts what of it is not there any more, and has not been read before. */
    void endLoss(Segment segment) {
        long passed = ackedSegment == segment ? ackedItems : 0;
        long left = Math.max(segment.items(selection), passed) + read.itemsBehindEnd(segment);
        loseItems(Math.max(0, itemsBeforeLoss - left), Loss.DAMAGED);
    }

    /** A segment goes, or what is in it can no longer be read. */
    void lose(Segment segment, Loss loss) {
        if (acked >= segment.end) {
            return;
        }
        long lost = segment.items(selection) - (ackedSegment == segment ? ackedItems : 0)
                - read.removeDone(segment);
        loseItems(lost, loss);
        // One in the middle may go while older ones stay: these are still to be read.
        acked = acked >= segment.first ? segment.end : acked;
        cursor = cursor >= segment.first ? Math.max(cursor, segment.end) : cursor;
        settle();
    }

    private void loseItems(long items, Loss loss) {
        waitingItems -= items;
        if (items > 0) {
            listener.lost(loss, items);
        }
    }

    /** Items that were lost before they were in the log. */
    void refuse(RecordHeader record, Loss loss) {
        if (selection.has(record, log.end())) {
            listener.accepted(record.items);
            listener.lost(loss, record.items);
        }
    }

    @Override
    public boolean next() {
        while (true) {
            int done = read.doneAt(cursor);
            if (done >= 0) {
                cursor = read.reach(done, readFrom);
                readFrom = cursor;
                settle();
                continue;
            }
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
            if (selection.has(record, start)) {
                read.add(readFrom, start, cursor, record.items, current);
                readFrom = cursor;
                return true;
            }
            settle();
        }
    }

    private boolean moveOn() {
        Segment from = current == null || current.dropped ? log.head() : current.next;
        while (from != null && (from.end <= cursor || from.items(selection) == 0)) {
            cursor = Math.max(cursor, from.end);
            from = from.next;
        }
        if (from == null) {
            // What was there has gone; there is nothing up to the end.
            cursor = log.end();
            settle();
            return false;
        }
        current = from;
        cursor = Math.max(cursor, from.first);
        settle();
        return true;
    }

    /** Moves {@link #acked} over what is done, and over what is meant for others. */
    private void settle() {
        int count = read.doneFrom(acked);
        for (int at = 0; at < count; at++) {
            if (read.segment(at) != ackedSegment) {
                ackedSegment = read.segment(at);
                ackedItems = 0;
            }
            ackedItems += read.items(at);
            acked = Math.max(acked, read.end(at));
        }
        read.removeFirst(count);
        if (cursor < acked) {
            // It was filling a gap, behind which everything is done.
            cursor = acked;
            readFrom = acked;
        }
        if (read.isEmpty() && readFrom <= acked) {
            acked = Math.max(acked, cursor);
            readFrom = acked;
        }
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
        TimeShift shift = timeShift();
        return record.wallNanos + (shift == null ? 0 : shift.byNanos());
    }

    @Override
    public TimeShift timeShift() {
        return record.noClock ? log.clockShift(record) : null;
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
    public boolean copy(long start, int at, byte[] into, int offset, int count) {
        if (start == this.start && RecordHeader.BYTES + at + count <= aheadLength) {
            System.arraycopy(ahead, RecordHeader.BYTES + at, into, offset, count);
            return true;
        }
        Segment segment = read.segmentOf(start);
        int copied = 0;
        while (segment != null && copied < count) {
            int part = segment.read(start + RecordHeader.BYTES + at + copied, into,
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
        return copied == count;
    }

    @Override
    public void rewind() {
        // What was read before its segment was found damaged cannot be read again.
        loseItems(read.reopen(), Loss.DAMAGED);
        cursor = acked;
        readFrom = acked;
        current = null;
        aheadLength = 0;
    }

    @Override
    public void skip(long position) {
        if (read.size() < SKIP_RECORDS_MAX) {
            cursor = Math.max(cursor, Math.min(position, log.end()));
            readFrom = cursor;
        }
    }

    @Override
    public long end() {
        return log.end();
    }

    @Override
    public void acknowledge(long position) {
        waitingItems -= read.doneUpTo(position);
        settle();
        log.acknowledged(this);
    }

    @Override
    public void acknowledge(long[] starts, int count) {
        for (int at = 0; at < count; at++) {
            waitingItems -= read.done(starts[at]);
        }
        settle();
        log.acknowledged(this);
    }

    @Override
    public long waitingItems() {
        return waitingItems;
    }

    @Override
    public long waitingBytes() {
        return waitingItems == 0 ? 0 : log.bytesBehind(acked) - read.doneBytes();
    }

    @Override
    public void routes(int... now) {
        if (!selection.routes.are(now, log.end())) {
            log.seal();
            selection.routes.change(now, log.end(), acked);
        }
    }

    @Override
    public void tell(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void close() {
        log.close(this);
    }

    @Override
    public boolean mayHaveNext() {
        return cursor < log.end();
    }
}
