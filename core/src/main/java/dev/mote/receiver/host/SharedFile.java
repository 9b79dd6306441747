package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;

/**
 * A file that is read once a collection for all who want something from it, and keeps what it
 * brought in a buffer of its own.
 */
public final class SharedFile {
    private final HostFiles files;
    private final KeptFile file;
    private final TextCursor cursor = new TextCursor();
    private boolean isRead;
    private int result;

    /** @param bytes how much room to begin with */
    SharedFile(HostFiles files, String name, int bytes) {
        this.files = files.apart(bytes);
        file = new KeptFile(name);
    }

    /** A collection begins: what was read before is old. */
    void begin() {
        isRead = false;
    }

    /** Reads it if this collection has not yet; returns its length or a negative error code. */
    int read() {
        if (!isRead) {
            result = file.read(files);
            isRead = true;
        }
        return result;
    }

    /** Its content, from the beginning; empty when it could not be read. */
    TextCursor text() {
        int length = Math.max(0, read());
        return cursor.over(files.content(), 0, length);
    }
}
