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

    private final FileSystem files;
    private final Path path;
    private final String rootPath;
    private final int rootLength;
    private byte[] content = new byte[4096];
    private int length;

    public HostFiles(FileSystem files, String rootPath) {
        this.files = files;
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
    HostFiles apart() {
        return new HostFiles(files, rootPath);
    }

    /** The path builder, cut back to the root: append "/proc/…" to it, then {@link #readPath}. */
    public Path path() {
        return path.cut(rootLength);
    }

    /** Reads a whole file, as "/proc/stat"; returns its length or a negative error code. */
    public int read(String name) {
        path().append(name);
        return readPath();
    }

    /** Reads the whole file that {@link #path} names now. */
    public int readPath() {
        length = 0;
        int file = files.open(path.bytes(), FileSystem.READ);
        if (file < 0) {
            return file;
        }
        int result = readAll(file);
        files.close(file);
        return result;
    }

    private int readAll(int file) {
        while (true) {
            int count = files.read(file, FileSystem.HERE, content, length, content.length - length);
            if (count <= 0) {
                return count < 0 ? count : length;
            }
            length += count;
            if (length == content.length) {
                if (length >= FILE_BYTES_MAX) {
                    return -Errno.EFBIG;
                }
                content = Arrays.copyOf(content, 2 * content.length);
            }
        }
    }

    /** Opens the directory that {@link #path} names now, for {@link FileSystem#list}. */
    public int openDirectory() {
        return files.open(path.bytes(), FileSystem.DIRECTORY);
    }

    /** What the last read brought: {@code content()[0 .. length())}. */
    public byte[] content() {
        return content;
    }

    public int length() {
        return length;
    }
}
