package dev.mote.receiver.host;

import dev.mote.os.Errno;
import dev.mote.os.Path;

/**
 * A file of /proc or /sys that every collection reads: it stays open and is read from its start,
 * one system call instead of four. One that hands an error, or nothing, is opened again at once.
 *
 * <p>The kernel prints most such files as a whole, and then what did not fill the buffer was all.
 * The others it prints record by record, and a read ends where the next one finds no room in a
 * page: so it was all only if the longest possible record would have had room
 * (filesystems/seq_file.rst).
 */
final class KeptFile {
    /** Records of any length: only a read that brings nothing says that it was all. */
    static final int ANY_RECORDS = HostFiles.PAGE_BYTES;
    /** Printed as a whole. */
    static final int WHOLE = 0;

    private static final int NONE = -1;
    /** What a kernel does not have is looked for again once in so many collections. */
    private static final int ABSENT_TURNS = 30;

    private final String name;
    private final String nameBelow;
    private final int recordBytes;
    private final boolean optional;
    private int file = NONE;
    private int absent;

    /** @param recordBytes of its longest record, {@link #WHOLE} or {@link #ANY_RECORDS} */
    KeptFile(String name, int recordBytes) {
        this(name, name, recordBytes, false);
    }

    /** Printed as a whole. */
    KeptFile(String name) {
        this(name, WHOLE);
    }

    private KeptFile(String name, String nameBelow, int recordBytes, boolean optional) {
        this.name = name;
        this.nameBelow = nameBelow;
        this.recordBytes = recordBytes;
        this.optional = optional;
    }

    /** Printed as a whole, by the kernels that have it. */
    static KeptFile optional(String name) {
        return new KeptFile(name, name, WHOLE, true);
    }

    /**
     * A file of /proc/net, which is a link to self/net: the network of whoever looks. From inside a
     * container, with the host's tree below a root path, that would be the container's; process 1
     * of that tree is in the host's.
     */
    static KeptFile network(String name, int recordBytes) {
        return new KeptFile("/proc/net/" + name, "/proc/1/net/" + name, recordBytes, false);
    }

    /** The mounts of whoever looks; below a root path those of process 1 there, as in network. */
    static KeptFile mounts() {
        return new KeptFile("/proc/self/mountinfo", "/proc/1/mountinfo", ANY_RECORDS, false);
    }

    int recordBytes() {
        return recordBytes;
    }

    /** Reads it into {@link HostFiles#content}; returns its length or a negative error code. */
    int read(HostFiles files) {
        if (file != NONE) {
            int length = files.readOpen(file, recordBytes);
            if (length > 0) {
                return length;
            }
            close(files);
        }
        int opened = open(files);
        int length = opened < 0 ? opened : files.readOpen(file, recordBytes);
        if (length < 0) {
            close(files);
        }
        return length;
    }

    /** Whether the kernel says that it is what was last read; asked before the next reading. */
    boolean isUnchanged(HostFiles files) {
        return file != NONE && files.system().changed(file) == 0;
    }

    /** Opens it, unless it is; returns it or a negative error code. */
    int open(HostFiles files) {
        if (file != NONE) {
            return file;
        }
        if (absent > 0) {
            absent--;
            return -Errno.ENOENT;
        }
        Path path = files.path();
        path.append(path.length() > 0 ? nameBelow : name);
        int opened = files.openPath();
        absent = optional && opened == -Errno.ENOENT ? ABSENT_TURNS : 0;
        file = Math.max(NONE, opened);
        return opened;
    }

    void close(HostFiles files) {
        if (file != NONE) {
            files.system().close(file);
            file = NONE;
        }
    }
}
