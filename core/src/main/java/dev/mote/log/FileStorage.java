package dev.mote.log;

import dev.mote.os.Errno;

/** A segment in a file, which stays open as long as the segment is there. */
final class FileStorage implements Storage {
    private static final int COPY_BYTES = 16 << 10;

    private final SegmentFiles files;
    private final long first;
    private int file;
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

    /**
     * Writes {@code count} bytes of records anew under the same name: the file is gone, or what
     * it holds may not be what the disk has. What cannot be read stays where it is.
     */
    int renew(int count, long wallNanos) {
        int fresh = files.createUnfinished(first, wallNanos);
        if (fresh < 0) {
            return fresh;
        }
        FileStorage copy = new FileStorage(files, first, fresh, 0);
        byte[] part = new byte[COPY_BYTES];
        int result = 0;
        int taken = 1;
        while (result >= 0 && taken > 0 && copy.length < count) {
            taken = read(copy.length, part, 0, Math.min(part.length, count - copy.length));
            result = taken <= 0 ? 0 : copy.append(part, 0, taken);
        }
        result = result < 0 ? result : files.files().sync(fresh);
        if (result < 0 || taken <= 0) {
            copy.close();
            files.removeUnfinished(first);
            return result < 0 ? result : 0;
        }
        result = files.replace(first);
        close();
        file = fresh;
        length = count;
        named = false;
        return result;
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
