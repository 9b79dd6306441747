package dev.mote.log;

import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/**
 * Takes over the segments of an earlier run. Whatever is wrong with one, the others are read, and
 * the start goes on: what was being written when the power failed is cut off, since nobody was told
 * that it had been kept; anything else that is not as it was written is set aside and counted.
 */
final class Recovery {
    private final SegmentFiles files;
    private final Telemetry.Counter damaged;
    private final Log log;
    private final RecordScan scan = new RecordScan();
    private long end;

    Recovery(SegmentFiles files, Telemetry.Counter damaged, Log log) {
        this.files = files;
        this.damaged = damaged;
        this.log = log;
    }

    /**
     * Opens one segment; null when it cannot be used.
     *
     * @param nextFirst where the next one begins; Long.MAX_VALUE for the newest, which may have
     * been written to when the last run ended, and is checked whole
     */
    Segment open(long first, long previousEnd, long nextFirst) {
        boolean newest = nextFirst == Long.MAX_VALUE;
        end = previousEnd;
        int file = files.open(first, FileSystem.READ_WRITE);
        if (file < 0) {
            say(first, Errno.describe(file));
            files.setAside(first);
            return null;
        }
        long size = files.files().size(file) - SegmentFiles.HEADER_BYTES;
        if (size < 0 || size > Integer.MAX_VALUE || first < previousEnd) {
            say(first, "not a segment of this log");
            files.files().close(file);
            files.setAside(first);
            return null;
        }
        // What stands behind the next one's beginning is of a write that failed halfway.
        size = Math.min(size, nextFirst - first);
        FileStorage storage = new FileStorage(files, first, file, (int) size);
        end = first + size;
        Segment segment = new Segment(first, storage);
        int usable = files.usable();
        long limit = first + (usable > 0 ? Math.min(usable, size) : size);
        segment.damaged = usable > 0;
        scan.over(segment, limit);
        while (scan.nextRecord(newest)) {
            segment.add(scan.record);
        }
        if (segment.end < limit) {
            cutOff(segment, storage, limit, newest);
        }
        segment.sealed = !newest || segment.damaged;
        if (segment.length() == 0 && segment.sealed) {
            storage.remove(segment.damaged);
            return null;
        }
        return segment;
    }

    /** Behind everything that the segment's file holds, of use or not. */
    long end() {
        return end;
    }

    private void cutOff(Segment segment, FileStorage storage, long limit, boolean newest) {
        boolean torn = newest && (limit - segment.end < RecordHeader.BYTES || scan.restIsZero()
                || !scan.record.read()
                || segment.end + RecordHeader.BYTES + scan.record.length >= limit);
        if (torn) {
            storage.cut(segment.length());
            end = segment.end;
        } else {
            segment.damaged = true;
            storage.limit(segment.length());
            say(segment.first, "damaged " + segment.length() + " bytes behind its beginning");
        }
    }

    private void say(long first, String what) {
        damaged.add(1);
        log.warning(files.directory() + ": the segment of position " + first + ": " + what
                + "; the log goes on without it");
    }
}
