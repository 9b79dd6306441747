package dev.mote.log;

/** Walks through the records of one segment, and checks them if asked to. */
final class RecordScan {
    private static final int BUFFER_BYTES = 16 << 10;
    /** When only headers are wanted, what stands between longer records is not read. */
    private static final int LONG_RECORD_BYTES = 1024;

    final RecordHeader record = new RecordHeader();
    private byte[] buffer;
    private Segment segment;
    private long next;
    private long limit;
    private long bufferFrom;
    private int buffered;

    /** Walks from the segment's first record up to {@code limit}. */
    RecordScan over(Segment segment, long limit) {
        this.segment = segment;
        this.limit = limit;
        next = segment.first;
        buffered = 0;
        if (buffer == null) {
            buffer = new byte[BUFFER_BYTES];
        }
        return this;
    }

    /** Where the record begins that {@link #nextRecord} will look at. */
    long position() {
        return next;
    }

    /** Moves to the next record; false at the end, and where there is none that makes sense. */
    boolean nextRecord(boolean check) {
        if (limit - next < RecordHeader.BYTES || !fill(next, RecordHeader.BYTES, ahead(check))) {
            return false;
        }
        System.arraycopy(buffer, (int) (next - bufferFrom), record.bytes, 0, RecordHeader.BYTES);
        if (!record.read() || next + RecordHeader.BYTES + record.length > limit
                || check && !isWhole()) {
            return false;
        }
        next += RecordHeader.BYTES + record.length;
        return true;
    }

    private int ahead(boolean check) {
        return check || record.length < LONG_RECORD_BYTES ? BUFFER_BYTES : RecordHeader.BYTES;
    }

    private boolean isWhole() {
        record.beginCheck();
        long at = next + RecordHeader.BYTES;
        long end = at + record.length;
        while (at < end) {
            int count = (int) Math.min(end - at, BUFFER_BYTES);
            if (!fill(at, Math.min(count, 1))) {
                return false;
            }
            int here = (int) Math.min(end - at, bufferFrom + buffered - at);
            record.check(buffer, (int) (at - bufferFrom), here);
            at += here;
        }
        return record.isWhole();
    }

    private boolean fill(long position, int count) {
        return fill(position, count, BUFFER_BYTES);
    }

    /**
     * Sees to it that {@code count} bytes from {@code position} on are in the buffer, and reads up
     * to {@code ahead} of them if they are not.
     */
    private boolean fill(long position, int count, int ahead) {
        if (position >= bufferFrom && position + count <= bufferFrom + buffered) {
            return true;
        }
        bufferFrom = position;
        int read = segment.storage.read((int) (position - segment.first), buffer, 0,
                (int) Math.min(ahead, limit - position));
        buffered = Math.max(0, read);
        return buffered >= count;
    }

    /** Whether all bytes from {@link #position} to the limit are zero. */
    boolean restIsZero() {
        for (long at = next; at < limit; at++) {
            if (!fill(at, 1) || buffer[(int) (at - bufferFrom)] != 0) {
                return false;
            }
        }
        return true;
    }
}
