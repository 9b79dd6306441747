package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;

/**
 * /proc/stat, read once a collection for all who want something from it: to print it the kernel
 * adds up every CPU's times and every interrupt's counts, which makes it one of the dearest files
 * there are (75 µs on a host with two CPUs, milliseconds on one with hundreds).
 */
public final class StatFile {
    private final HostFiles files;
    private final TextCursor cursor = new TextCursor();
    private boolean isRead;
    private int result;

    StatFile(HostFiles files) {
        this.files = files;
    }

    /** A collection begins: what was read before is old. */
    void begin() {
        isRead = false;
    }

    /** Reads it if this collection has not yet; returns its length or a negative error code. */
    int read() {
        if (!isRead) {
            result = files.read("/proc/stat");
            isRead = true;
        }
        return result;
    }

    /** Its content, from the beginning; valid after a {@link #read} that succeeded. */
    TextCursor text() {
        return cursor.over(files.content(), 0, Math.max(0, result));
    }
}
