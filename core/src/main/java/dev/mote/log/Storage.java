package dev.mote.log;

/** Where a segment's bytes are. Errors are negative error codes. */
interface Storage {
    /** Appends all of the bytes; when that fails, none of them are there. */
    int append(byte[] from, int offset, int count);

    /** Reads at most {@code count} bytes from {@code at} on; 0 at the end. */
    int read(int at, byte[] into, int offset, int count);

    /** Returns once everything appended so far is on stable storage. */
    int sync();

    /** What lies behind {@code bytes} is of no use, in a later run neither. */
    void limit(int bytes);

    /** Lets the content go; {@code keepAside}: under another name, for people to look at. */
    void remove(boolean keepAside);

    void close();

    boolean isDurable();
}
