package dev.mote.receiver.host;

import dev.mote.os.Errno;
import dev.mote.os.FileSystem;
import dev.mote.os.Path;
import java.util.Arrays;

/**
 * The host's files below a root path: "" on the host itself, "/hostfs" where a container sees the
 * host's tree mounted. One buffer serves all reads; what was read is valid until the next read.
 */
public final class HostFiles {
    /**
     * Bounds one file: 1 MiB is /proc/stat of a thousand CPUs. Longer files (connection tables) are
     * read in pieces by those who need them.
     */
    private static final int FILE_BYTES_MAX = 1 << 20;
    /** The smallest page: no kernel hands out less at once while there is more. */
    static final int PAGE_BYTES = 4096;

    /** Who holds files open that it can do without. */
    interface Holder {
        /** Closes them; returns whether there were any. */
        boolean giveUp();
    }

    private final FileSystem files;
    private final Path path;
    private final String rootPath;
    private final int rootLength;
    private byte[] content;
    private int length;
    private Holder holder;

    public HostFiles(FileSystem files, String rootPath) {
        this(files, rootPath, PAGE_BYTES);
    }

    private HostFiles(FileSystem files, String rootPath, int bytes) {
        this.files = files;
        content = new byte[bytes];
        this.rootPath = rootPath;
        path = new Path(rootPath.endsWith("/") ? rootPath.substring(0, rootPath.length() - 1)
                : rootPath);
        rootLength = path.length();
    }

    /** The door itself, for what reading whole files does not cover. */
    public FileSystem system() {
        return files;
    }

    /** The same files with a buffer of its own, for content that has to outlive the next read. */
    HostFiles apart(int bytes) {
        return new HostFiles(files, rootPath, bytes);
    }

    /** The path builder, cut back to the root: append "/proc/…" to it, then {@link #readPath}. */
    public Path path() {
        return path.cut(rootLength);
    }

    /** Reads a whole file, as "/proc/stat"; returns its length or a negative error code. */
    public int read(String name) {
        path().append(name);
        return readPath(KeptFile.ANY_RECORDS);
    }

    /** Reads the file that {@link #path} names now and that is printed as a whole. */
    public int readPath() {
        return readPath(KeptFile.WHOLE);
    }

    private int readPath(int recordBytes) {
        length = 0;
        int file = openPath();
        if (file < 0) {
            return file;
        }
        int result = readOpen(file, recordBytes);
        files.close(file);
        return result;
    }

    /** Opens the file that {@link #path} names now. */
    int openPath() {
        return open(FileSystem.READ);
    }

    private int open(int mode) {
        int file = files.open(path.bytes(), mode);
        return file == -Errno.EMFILE && holder != null && holder.giveUp()
                ? files.open(path.bytes(), mode) : file;
    }

    /** Says who is asked to give up files when no more can be opened. */
    void heldBy(Holder holder) {
        this.holder = holder;
    }

    /** Reads all of an open file; {@code recordBytes} as {@link KeptFile} has them. */
    int readOpen(int file, int recordBytes) {
        length = 0;
        while (true) {
            int asked = content.length - length;
            int count = files.read(file, length, content, length, asked);
            if (count <= 0) {
                return count < 0 ? count : length;
            }
            length += count;
            if (isAll(count, asked, recordBytes)) {
                return length;
            }
            if (length == content.length) {
                if (length >= FILE_BYTES_MAX) {
                    return -Errno.EFBIG;
                }
                content = Arrays.copyOf(content, 2 * content.length);
            }
        }
    }

    /** Whether a read that brought {@code count} bytes says by itself that there are no more. */
    static boolean isAll(int count, int asked, int recordBytes) {
        return recordBytes == KeptFile.WHOLE ? count < asked
                : count + recordBytes < Math.min(asked, PAGE_BYTES);
    }

    /** Opens the directory that {@link #path} names now, for {@link FileSystem#list}. */
    public int openDirectory() {
        return open(FileSystem.DIRECTORY);
    }

    /** What the last read brought: {@code content()[0 .. length())}. */
    public byte[] content() {
        return content;
    }

    public int length() {
        return length;
    }
}
