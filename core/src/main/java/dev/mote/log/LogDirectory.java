package dev.mote.log;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import java.util.List;

/**
 * A log as it lies in its directory, for people who look, also while Mote writes to it: nothing is
 * locked and nothing is changed.
 *
 * <pre>{@code
 *   int result = directory.open();
 *   while (directory.nextSegment()) {
 *       while (directory.nextRecord(true)) { … }
 *       … directory.problem() …
 *   }
 * }</pre>
 */
public final class LogDirectory {
    /**
     * How far an exporter's far end has acknowledged, and when that was noted last, wall clock.
     *
     * @param signal null: every signal
     */
    public record Place(String exporter, Batch.Signal signal, long position, long wallNanos) {
        /** Whether the place of each signal has taken over from this one since. */
        public boolean isOld(List<Place> all) {
            boolean old = false;
            for (Place each : all) {
                old |= signal == null && each.signal != null && each.exporter.equals(exporter);
            }
            return old;
        }
    }

    private final FileSystem files;
    private final SegmentFiles segments;
    private final RecordScan scan = new RecordScan();
    private long[] firsts = {};
    private int index = -1;
    private Segment segment;
    private int file = -1;
    private long limit;
    private long start;
    private int error;

    public LogDirectory(FileSystem files, String directory) {
        this.files = files;
        segments = new SegmentFiles(files, directory);
    }

    /** Looks which segments there are; returns how many, or a negative error code. */
    public int open() {
        long[] found = segments.list();
        index = -1;
        firsts = found == null ? new long[0] : found;
        return found == null ? segments.lastError() : firsts.length;
    }

    /** Files that were damaged and are kept aside. */
    public int setAside() {
        return segments.countAside();
    }

    /** Opens the next segment; false when that was the last one. */
    public boolean nextSegment() {
        close();
        do {
            if (++index >= firsts.length) {
                return false;
            }
            file = segments.open(firsts[index], FileSystem.READ);
            // Between looking and opening, Mote may have delivered all of it.
        } while (file == -Errno.ENOENT);
        error = Math.min(0, file);
        limit = firsts[index];
        if (file >= 0) {
            long size = Math.max(0, files.size(file) - SegmentFiles.HEADER_BYTES);
            int usable = segments.usable();
            limit += usable > 0 ? Math.min(usable, size) : size;
            segment = new Segment(firsts[index],
                    new FileStorage(segments, firsts[index], file, (int) size));
            scan.over(segment, limit);
            start = limit;
        }
        return true;
    }

    /** The position of the segment's first record, and its name. */
    public long first() {
        return firsts[index];
    }

    /** Bytes of its file's records. */
    public long segmentBytes() {
        return limit - firsts[index];
    }

    /** Moves to the segment's next record; {@code check}: false when it is not as written. */
    public boolean nextRecord(boolean check) {
        if (file < 0) {
            return false;
        }
        start = scan.position();
        return scan.nextRecord(check);
    }

    /** Whether this segment was written to last, and may be written to now. */
    public boolean isNewest() {
        return index == firsts.length - 1;
    }

    /** Why {@link #nextRecord} stopped before the segment's end, for people; null: it did not. */
    public String problem() {
        if (error < 0) {
            return error == -Errno.EBADMSG ? "not a segment of this version"
                    : Errno.describe(error);
        }
        long rest = limit - scan.position();
        return rest == 0 ? null : isNewest()
                ? rest + " bytes at its end are unfinished: being written, or torn"
                : "damaged: its last " + rest + " bytes cannot be read";
    }

    /** Where the record begins. */
    public long position() {
        return start;
    }

    public Batch.Signal signal() {
        return scan.record.signal;
    }

    public int items() {
        return scan.record.items;
    }

    public long timeNanos() {
        return scan.record.wallNanos;
    }

    /** Bytes in the file, with the header. */
    public int length() {
        return RecordHeader.BYTES + scan.record.length;
    }

    public boolean isDeflated() {
        return scan.record.deflated;
    }

    public int plainLength() {
        return scan.record.plainLength;
    }

    public int plainCrc32() {
        return scan.record.plainCrc32;
    }

    /** Appends the record's content as kept; returns a negative error code when it is gone. */
    public int content(Buffer out) {
        int length = scan.record.length;
        int count = segment.read(start + RecordHeader.BYTES, out.reserve(length), out.length(),
                length);
        if (count != length) {
            return count < 0 ? count : -Errno.ENODATA;
        }
        out.setLength(out.length() + length);
        return length;
    }

    /** How far each exporter has come. */
    public List<Place> places() {
        return Positions.read(files, segments.path(Positions.NAME));
    }

    /** Removes every segment, and what was set aside; for who holds the directory's lock. */
    public int drop() {
        close();
        for (long first : firsts) {
            segments.remove(first);
        }
        segments.removeAside();
        return segments.syncDirectory();
    }

    /** Ends looking; {@link #nextSegment} does it as well. */
    public void close() {
        if (file >= 0) {
            files.close(file);
            file = -1;
        }
    }
}
