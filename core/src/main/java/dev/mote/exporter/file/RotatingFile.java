package dev.mote.exporter.file;

import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;

/** A file that records are appended to, whole or not at all, and that gives way when it is full. */
final class RotatingFile {
    private static final int CLOSED = -1;
    private static final int LENGTH_BYTES = 4;

    private final FileSystem files;
    private final FileSettings settings;
    private final byte[] path;
    private final byte[] few = new byte[LENGTH_BYTES];
    private int file = CLOSED;
    private long length;

    RotatingFile(FileSystem files, FileSettings settings) {
        this.files = files;
        this.settings = settings;
        path = new Path(settings.path()).bytes();
    }

    /** Appends; returns 0, or why not, and then nothing has changed. */
    int append(byte[] from, int count) {
        int opened = file == CLOSED ? open() : 0;
        if (opened >= 0 && length > 0 && length + count > settings.bytesMax()) {
            opened = rotate();
        }
        if (opened < 0) {
            return opened;
        }
        int written = 0;
        while (written < count) {
            int part = files.write(file, length + written, from, written, count - written);
            if (part <= 0) {
                files.truncate(file, length);
                close();
                return part < 0 ? part : -Errno.ENOSPC;
            }
            written += part;
        }
        length += count;
        return 0;
    }

    void close() {
        if (file != CLOSED) {
            files.close(file);
            file = CLOSED;
        }
    }

    private int open() {
        int opened = files.open(path, FileSystem.READ_WRITE);
        if (opened < 0) {
            return opened;
        }
        file = opened;
        length = files.size(file);
        int result = length < 0 ? (int) length : settings.json() ? endLine() : endRecords();
        if (result < 0) {
            close();
        }
        return result;
    }

    /** Ends a line that a crash has cut off, so that the next one stands alone. */
    private int endLine() {
        int count = length == 0 ? 0 : files.read(file, length - 1, few, 0, 1);
        if (count <= 0 || few[0] == '\n') {
            return count;
        }
        few[0] = '\n';
        int written = files.write(file, length, few, 0, 1);
        length += Math.max(0, written);
        return written == 0 ? -Errno.ENOSPC : written;
    }

    /** Puts a file aside that does not end with a whole record: nothing could be found behind. */
    private int endRecords() {
        long whole = lastRecord(length);
        if (whole < 0 || whole == length) {
            return (int) Math.min(whole, 0);
        }
        close();
        int renamed = files.rename(path, new Path(settings.path() + ".damaged").bytes());
        return renamed < 0 ? renamed : open();
    }

    /** Behind the last whole record. */
    private long lastRecord(long size) {
        long at = 0;
        while (at + LENGTH_BYTES <= size) {
            int count = files.read(file, at, few, 0, LENGTH_BYTES);
            if (count < LENGTH_BYTES) {
                return count < 0 ? count : -Errno.EIO;
            }
            long record = (few[0] & 0xFFL) << 24 | (few[1] & 0xFF) << 16 | (few[2] & 0xFF) << 8
                    | few[3] & 0xFF;
            if (at + LENGTH_BYTES + record > size) {
                break;
            }
            at += LENGTH_BYTES + record;
        }
        return at;
    }

    /** Moves every file on by one; the oldest goes. */
    private int rotate() {
        close();
        if (settings.backups() == 0) {
            files.remove(path);
        }
        for (int number = settings.backups(); number > 0; number--) {
            byte[] from = number == 1 ? path : numbered(number - 1);
            int result = files.rename(from, numbered(number));
            if (result < 0 && result != -Errno.ENOENT) {
                return result;
            }
        }
        return open();
    }

    private byte[] numbered(int number) {
        return new Path(settings.path() + "." + number).bytes();
    }
}
