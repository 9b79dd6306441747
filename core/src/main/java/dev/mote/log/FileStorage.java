package dev.mote.log;

import dev.mote.os.Errno;

/** A segment in a file, which stays open as long as the segment is there. */
final class FileStorage implements Storage {
    private final SegmentFiles files;
    private final long first;
    private final int file;
    /** Bytes of records behind the header. */
    private int length;
    /** Whether the directory's entry is on stable storage, too. */
    private boolean named;

    FileStorage(SegmentFiles files, long first, int file, int length) {
        this.files = files;
        this.first = first;
        this.file = file;
        this.length = length;
    }

    @Override
    public int append(byte[] from, int offset, int count) {
        int written = 0;
        while (written < count) {
            int part = files.files().write(file, SegmentFiles.HEADER_BYTES + length + written,
                    from, offset + written, count - written);
            if (part <= 0) {
                // A half record would be taken for a torn one: it must not stand before others.
                files.files().truncate(file, SegmentFiles.HEADER_BYTES + length);
                return part < 0 ? part : -Errno.ENOSPC;
            }
            written += part;
        }
        length += count;
        return count;
    }

    @Override
    public int read(int at, byte[] into, int offset, int count) {
        int wanted = Math.min(count, length - at);
        int taken = 0;
        while (taken < wanted) {
            int part = files.files().read(file, SegmentFiles.HEADER_BYTES + at + taken, into,
                    offset + taken, wanted - taken);
            if (part <= 0) {
                return part < 0 ? part : taken;
            }
            taken += part;
        }
        return taken;
    }

    /** Cuts off what stands behind {@code length} bytes of records. */
    void cut(int length) {
        this.length = length;
        files.files().truncate(file, SegmentFiles.HEADER_BYTES + length);
    }

    @Override
    public int sync() {
        int result = files.files().sync(file);
        if (result >= 0 && !named) {
            result = files.syncDirectory();
            named = result >= 0;
        }
        return result;
    }

    @Override
    public void limit(int bytes) {
        files.limit(file, bytes);
    }

    @Override
    public void remove(boolean keepAside) {
        close();
        if (keepAside) {
            files.setAside(first);
        } else {
            files.remove(first);
        }
    }

    @Override
    public void close() {
        files.files().close(file);
    }

    @Override
    public boolean isDurable() {
        return true;
    }
}
