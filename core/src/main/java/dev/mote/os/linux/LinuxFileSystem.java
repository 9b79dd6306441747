package dev.mote.os.linux;

import dev.mote.os.Errno;
import dev.mote.os.FileSystem;

/** Files by system calls; calls that a signal interrupts are made again. */
final class LinuxFileSystem implements FileSystem {
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0x40;
    private static final int O_CLOEXEC = 0x80000;

    /** struct linux_dirent64 (getdents64(2)): where its parts begin. */
    private static final int DIRENT_LENGTH = 16;
    private static final int DIRENT_TYPE = 18;
    private static final int DIRENT_NAME = 19;
    private static final int DT_DIRECTORY = 4;
    private static final int DT_REGULAR = 8;
    private static final int DT_LINK = 10;

    private static final int SEEK_SET = 0;
    private static final int SEEK_END = 2;
    private static final int POLLIN = 1;
    private static final int POLLPRI = 2;
    private static final int POLLOUT = 4;

    private final Libc libc;
    private final Terminal terminal;

    LinuxFileSystem(Libc libc) {
        this.libc = libc;
        terminal = new Terminal(libc);
    }

    @Override
    public int open(byte[] path, int mode) {
        int flags = O_CLOEXEC | (mode == READ_WRITE ? O_RDWR | O_CREAT : 0);
        int file;
        do {
            file = libc.open(path, flags, 0600);
        } while (file == -Errno.EINTR);
        return file;
    }

    @Override
    public int close(int file) {
        return libc.close(file);
    }

    @Override
    public int read(int file, long position, byte[] into, int offset, int length) {
        int count;
        do {
            count = position == HERE ? libc.read(file, into, offset, length)
                    : libc.pread(file, into, offset, length, position);
        } while (count == -Errno.EINTR);
        return count;
    }

    @Override
    public int write(int file, long position, byte[] from, int offset, int length) {
        int count;
        do {
            count = position == HERE ? libc.write(file, from, offset, length)
                    : libc.pwrite(file, from, offset, length, position);
        } while (count == -Errno.EINTR);
        return count;
    }

    @Override
    public int sync(int file) {
        return libc.fdatasync(file);
    }

    @Override
    public int truncate(int file, long length) {
        return libc.ftruncate(file, length);
    }

    @Override
    public long size(int file) {
        return libc.seek(file, 0, SEEK_END);
    }

    /** The kernel's records are longer than ours, so they are rewritten where they stand. */
    @Override
    public int list(int directory, byte[] into) {
        int filled = 0;
        while (filled == 0) {
            int count = libc.directoryEntries(directory, into, into.length);
            if (count <= 0) {
                return count;
            }
            int at = 0;
            while (at < count) {
                int length = into[at + DIRENT_LENGTH] & 0xFF
                        | (into[at + DIRENT_LENGTH + 1] & 0xFF) << 8;
                filled = rewrite(into, at, filled);
                at += length;
            }
        }
        return filled;
    }

    private static int rewrite(byte[] into, int from, int to) {
        int kind = switch (into[from + DIRENT_TYPE]) {
            case DT_DIRECTORY -> 'd';
            case DT_REGULAR -> 'f';
            case DT_LINK -> 'l';
            default -> '?';
        };
        int name = from + DIRENT_NAME;
        boolean dots = into[name] == '.'
                && (into[name + 1] == 0 || into[name + 1] == '.' && into[name + 2] == 0);
        if (dots) {
            return to;
        }
        into[to++] = (byte) kind;
        while (into[name] != 0) {
            into[to++] = into[name++];
        }
        into[to++] = 0;
        return to;
    }

    @Override
    public int seek(int directory, long position) {
        return (int) Math.min(0, libc.seek(directory, position, SEEK_SET));
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        return libc.rename(from, to);
    }

    @Override
    public int remove(byte[] path) {
        return libc.remove(path);
    }

    @Override
    public int makeDirectory(byte[] path) {
        return libc.mkdir(path, 0700);
    }

    @Override
    public int lock(int file) {
        return libc.lock(file);
    }

    @Override
    public int space(byte[] path, long[] into) {
        return libc.statvfs(path, into);
    }

    /**
     * Files that know nothing of poll are ready for both reading and writing (poll(2)); mountinfo,
     * which announces changes (proc(5)), is ready for reading only.
     */
    @Override
    public int changed(int file) {
        int ready = libc.poll(file, POLLIN | POLLPRI | POLLOUT);
        if (ready < 0) {
            return ready;
        }
        boolean announces = (ready & (POLLIN | POLLOUT)) == POLLIN;
        return announces ? (ready & POLLPRI) / POLLPRI : -Errno.EOPNOTSUPP;
    }

    @Override
    public int terminalSize(int file) {
        return terminal.size(file);
    }

    @Override
    public int keys(int file, boolean each) {
        return terminal.keys(file, each);
    }

    @Override
    public int readLink(byte[] path, byte[] into) {
        return libc.readlink(path, into, into.length);
    }
}
