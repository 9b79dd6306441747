package dev.mote.os.nat;

/**
 * The C functions of {@code shim.c}: {@code Shim_open} and so on. An array arrives there as a
 * pointer and its length; nothing moves while C works on it.
 */
final class Shim {
    private Shim() {
    }

    static native int open(byte[] path, int flags, int mode);

    static native int close(int fd);

    static native int read(int fd, byte[] into, int offset, int length);

    static native int pread(int fd, byte[] into, int offset, int length, long position);

    static native int write(int fd, byte[] from, int offset, int length);

    static native int pwrite(int fd, byte[] from, int offset, int length, long position);

    static native int fdatasync(int fd);

    static native int ftruncate(int fd, long length);

    static native long seek(int fd, long offset, int whence);

    static native int directoryEntries(int fd, byte[] into, int length);

    static native int rename(byte[] from, byte[] to);

    static native int remove(byte[] path);

    static native int mkdir(byte[] path, int mode);

    static native int lock(int fd);

    static native int statvfs(byte[] path, long[] into);

    static native int ioctl(int fd, int request, byte[] argument);

    static native int poll(int fd, int events);

    static native int readlink(byte[] path, byte[] into, int length);

    static native int socket(int family, int datagram);

    static native int connect(int fd, byte[] address, int addressLength, int port);

    static native int listen(int fd, byte[] address, int addressLength, int port);

    static native int localPort(int fd);

    static native int accept(int fd);

    static native int receive(int fd, byte[] into, int offset, int length);

    static native int send(int fd, byte[] from, int offset, int length);

    static native int socketError(int fd);

    static native int epollCreate();

    static native int epollControl(int epoll, int operation, int fd, int events);

    static native int epollWait(int epoll, int[] ready, int pairsMax, int timeoutMillis);

    static native int signals();

    static native int nextSignal(int fd);

    static native long monotonicNanos();

    static native long wallNanos();

    static native long bootNanos();

    static native int clockState();

    /** The processor that this binary is built for: 0 amd64, 1 arm64. */
    static native int architecture();

    /** Copies the {@code index}-th NAME=value of the environment; its length, or -1 at the end. */
    static native int environment(int index, byte[] into);

    /** Ends the process at once. */
    static native void exit(int status);
}
