package dev.mote.receiver.host;

import dev.mote.os.Path;

/**
 * Walks through a file of any length line by line, in pieces, in the buffer that
 * {@link HostFiles#content} lends: nobody else may read in between.
 *
 * <pre>
 *   int result = lines.open(files, files.path().append("/proc/cpuinfo"));
 *   while (lines.next()) { … lines.bytes(), lines.offset(), lines.length() … }
 *   … lines.result() …
 * </pre>
 */
final class Lines {
    private static final int PIECE_BYTES = HostFiles.PAGE_BYTES;

    private HostFiles files;
    /** What stays open, or null: then the file is closed at the end. */
    private KeptFile kept;
    private byte[] buffer = new byte[0];
    private int file;
    private long position;
    private int recordBytes;
    private boolean ended;
    private int result;
    private int filled;
    private int next;
    private int offset;
    private int length;

    /** Opens a file; returns 0 or a negative error code. */
    int open(HostFiles files, Path path) {
        return open(files, path, KeptFile.ANY_RECORDS);
    }

    /**
     * As {@link #open(HostFiles, Path)}, for a file whose lines have at most {@code recordBytes}.
     * That saves the read that only says that there are no more, see {@link HostFiles#isAll}: in
     * connection tables it costs as much as all the others together.
     */
    int open(HostFiles files, Path path, int recordBytes) {
        return begin(files, null, files.openPath(), recordBytes);
    }

    /** Walks through a file that stays open. */
    int open(HostFiles files, KeptFile kept) {
        return begin(files, kept, kept.open(files), kept.recordBytes());
    }

    private int begin(HostFiles files, KeptFile kept, int file, int recordBytes) {
        this.files = files;
        this.kept = kept;
        this.file = file;
        this.recordBytes = recordBytes;
        buffer = files.content();
        position = 0;
        filled = 0;
        next = 0;
        ended = file < 0;
        result = Math.min(file, 0);
        return result;
    }

    /** Moves to the next line; false at the end. */
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
        int count = files.system().read(file, position, buffer, rest, asked);
        filled += Math.max(0, count);
        position += Math.max(0, count);
        if (count <= 0 || HostFiles.isAll(count, asked, recordBytes)) {
            result = Math.min(count, 0);
            ended = true;
            close();
        }
    }

    /** A file that stays open is closed, too, when it hands an error, and opened anew next time. */
    private void close() {
        if (kept == null) {
            files.system().close(file);
        } else if (result < 0) {
            kept.close(files);
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
