package dev.mote.receiver.host;

import dev.mote.os.FileSystem;
import dev.mote.os.Path;

/**
 * Walks through a file of any length line by line, in pieces, in the buffer that
 * {@link HostFiles#content} lends: nobody else may read in between.
 *
 * <pre>
 *   int result = lines.open(files, files.path().append("/proc/net/dev"));
 *   while (lines.next()) { … lines.bytes(), lines.offset(), lines.length() … }
 *   … lines.result() …
 * </pre>
 */
final class Lines {
    /** What the kernel hands out at once of most files of /proc: a page. More is never given. */
    private static final int PIECE_BYTES = 4096;

    private FileSystem system;
    private byte[] buffer = new byte[0];
    private int file;
    private int recordBytes;
    private boolean ended;
    private int result;
    private int filled;
    private int next;
    private int offset;
    private int length;

    /** Opens a file; returns 0 or a negative error code. */
    int open(HostFiles files, Path path) {
        return open(files, path, 0);
    }

    /**
     * As {@link #open(HostFiles, Path)}, for a file whose lines have at most {@code recordBytes}:
     * a piece that would have had room for two more of them is known to be the last, which saves
     * the read that only says so. In connection tables it costs as much as all the others together.
     */
    int open(HostFiles files, Path path, int recordBytes) {
        this.recordBytes = recordBytes;
        system = files.system();
        buffer = files.content();
        filled = 0;
        next = 0;
        result = 0;
        file = system.open(path.bytes(), FileSystem.READ);
        ended = file < 0;
        result = Math.min(file, 0);
        return result;
    }

    /** Moves to the next line; false at the end, and then the file is closed. */
    boolean next() {
        while (true) {
            int end = indexOfLineEnd(next);
            if (end < filled || ended && next < filled) {
                offset = next;
                length = end - next;
                next = end + 1;
                return true;
            }
            if (ended) {
                return false;
            }
            read();
        }
    }

    private int indexOfLineEnd(int from) {
        int at = from;
        while (at < filled && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private void read() {
        int rest = Math.max(0, filled - next);
        if (rest >= PIECE_BYTES) {
            rest = 0; // no line of a table is a page long: what this one began is left out
        }
        System.arraycopy(buffer, filled - rest, buffer, 0, rest);
        next = 0;
        filled = rest;
        int asked = PIECE_BYTES - rest;
        int count = system.read(file, FileSystem.HERE, buffer, rest, asked);
        filled += Math.max(0, count);
        if (count <= 0 || recordBytes > 0 && count + 2 * recordBytes <= asked) {
            result = Math.min(count, 0);
            ended = true;
            system.close(file);
        }
    }

    /** 0, or the negative error code with which reading ended. */
    int result() {
        return result;
    }

    byte[] bytes() {
        return buffer;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }
}
