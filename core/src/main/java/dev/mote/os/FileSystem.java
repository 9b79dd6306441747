package dev.mote.os;

/**
 * Files and directories. A file is the non-negative int that {@link #open} gave; 0, 1 and 2 are
 * standard input, output and error. Every method returns a negative error code when it fails.
 */
public interface FileSystem {
    /** {@link #open} mode: an existing file, read only. */
    int READ = 0;
    /** {@link #open} mode: read and write, made (mode 0600) when absent. */
    int READ_WRITE = 1;
    /** {@link #open} mode: an existing directory, for {@link #list}. */
    int DIRECTORY = 2;

    /** Position that means: where the file stands. For pipes, terminals, and one pass through. */
    long HERE = -1;

    /** Opens a file and returns it. */
    int open(byte[] path, int mode);

    /** Closes a file; it is closed even when this reports an error. */
    int close(int file);

    /**
     * Reads at most {@code length} bytes at {@code position} ({@link #HERE}: where the file
     * stands).
     *
     * @return bytes read, 0 at the end
     */
    int read(int file, long position, byte[] into, int offset, int length);

    /** Writes as {@link #read} reads; returns the bytes written, which may be fewer than asked. */
    int write(int file, long position, byte[] from, int offset, int length);

    /** Returns once the file's content is on stable storage. */
    int sync(int file);

    /** Cuts or extends the file to {@code length} bytes. */
    int truncate(int file, long length);

    /** Size in bytes. Files of /proc and /sys say 0 or 4096: read them to their end instead. */
    long size(int file);

    /**
     * Fills {@code into} with the next entries of a directory, without {@code .} and {@code ..}:
     *
     * <pre>
     *   0      1
     *   | kind | name … | 0 |     kind: 'd' directory, 'f' file, 'l' link, '?' not told
     * </pre>
     *
     * @return bytes filled, 0 when there are no more entries
     */
    int list(int directory, byte[] into);

    /**
     * Has {@link #list} go on from a position that the file system itself counts; 0 is the start,
     * and what else there is only it can know.
     */
    int seek(int directory, long position);

    /** Renames, replacing what is there, atomically. */
    int rename(byte[] from, byte[] to);

    /** Removes a file or an empty directory. */
    int remove(byte[] path);

    /** Makes a directory (mode 0700). */
    int makeDirectory(byte[] path);

    /** Takes the exclusive lock of an open file, until it is closed; EAGAIN when another has it. */
    int lock(int file);

    /**
     * The file system that holds {@code path}, statvfs(3), in bytes and inodes.
     *
     * @param into receives {total, free, available} bytes, {total, free} inodes, 1 if read-only
     */
    int space(byte[] path, long[] into);

    /**
     * Whether a file of /proc that announces its changes has changed since it was opened, or since
     * this was last asked: 1 or 0; EOPNOTSUPP for a file that does not announce them.
     */
    int changed(int file);

    /**
     * The size of the terminal that a file is: {@code lines << 16 | columns}, 0 when the terminal
     * does not know; ENOTTY for what is none.
     */
    int terminalSize(int file);

    /**
     * Has the terminal hand over each key as it is pressed, those of signals too, and show none; or
     * lets it be again as it was.
     */
    int keys(int terminal, boolean each);

    /** Reads where a symbolic link points; returns the length, not zero-terminated. */
    int readLink(byte[] path, byte[] into);
}
