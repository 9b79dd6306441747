package dev.mote.log;

import dev.mote.os.Clock;

/** Writes what is in memory only, and what is not safe in its file, once the disk works again. */
final class DiskReturn {
    private final SegmentChain chain;
    private final SegmentFiles files;
    private final Clock clock;

    DiskReturn(SegmentChain chain, SegmentFiles files, Clock clock) {
        this.chain = chain;
        this.files = files;
        this.clock = clock;
    }

    /** False when the disk does not work yet; what was moved stays moved. */
    boolean move() {
        for (Segment each = chain.head(); each != null; each = each.next) {
            if (!move(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean move(Segment segment) {
        if (segment.storage instanceof MemoryStorage memory) {
            return segment.length() == 0 || move(segment, memory);
        }
        boolean well = true;
        if (segment.suspect || files.isGone(segment.first)) {
            FileStorage file = (FileStorage) segment.storage;
            well = file.renew(segment.length(), clock.wallNanos()) >= 0;
            segment.suspect &= !well;
            segment.dirty = true;
        }
        return well;
    }

    private boolean move(Segment segment, MemoryStorage memory) {
        int file = files.create(segment.first, clock.wallNanos());
        if (file < 0) {
            return false;
        }
        FileStorage storage = new FileStorage(files, segment.first, file, 0);
        if (storage.append(memory.bytes(), 0, memory.length()) < 0) {
            storage.remove(false);
            return false;
        }
        chain.moved(segment, storage);
        segment.dirty = true;
        memory.remove(false);
        return true;
    }
}
