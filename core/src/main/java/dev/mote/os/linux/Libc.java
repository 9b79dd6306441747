package dev.mote.os.linux;

/**
 * The system calls that the doors need, see their manual pages (section 2). A result below zero is
 * {@code -errno}; interrupted calls come back as {@code -EINTR}. Arrays are used in place, from
 * {@code offset} on.
 */
public interface Libc {
    int open(byte[] path, int flags, int mode);

    int close(int fd);

    int read(int fd, byte[] into, int offset, int length);

    int pread(int fd, byte[] into, int offset, int length, long position);

    int write(int fd, byte[] from, int offset, int length);

    int pwrite(int fd, byte[] from, int offset, int length, long position);

    int fdatasync(int fd);

    int ftruncate(int fd, long length);

    /** lseek(2); to the end it gives the size of a regular file. */
    long seek(int fd, long offset, int whence);

    /** getdents64(2): raw {@code struct linux_dirent64} records. */
    int directoryEntries(int fd, byte[] into, int length);

    int rename(byte[] from, byte[] to);

    /** unlink(2), or rmdir(2) when it is a directory. */
    int remove(byte[] path);

    int mkdir(byte[] path, int mode);

    /** flock(2), exclusive and not waiting. */
    int lock(int fd);

    /** statvfs(3): {total, free, available} bytes, {total, free} inodes, 1 if read-only. */
    int statvfs(byte[] path, long[] into);

    /** ioctl(2) with something that the kernel reads or fills. */
    int ioctl(int fd, int request, byte[] argument);

    int readlink(byte[] path, byte[] into, int length);

    /** poll(2) of one file without waiting: the {@code events} that it is ready for. */
    int poll(int fd, int events);

    /** A non-blocking socket, close-on-exec; TCP with TCP_NODELAY. {@code family} 4 or 6. */
    int socket(int family, int datagram);

    /** connect(2); {@code -EINPROGRESS} when it goes on in the background. */
    int connect(int fd, byte[] address, int addressLength, int port);

    /** bind(2) with SO_REUSEADDR, and listen(2). */
    int listen(int fd, byte[] address, int addressLength, int port);

    int localPort(int fd);

    /** accept4(2): non-blocking, close-on-exec, TCP_NODELAY. */
    int accept(int fd);

    int receive(int fd, byte[] into, int offset, int length);

    /** send(2) with MSG_NOSIGNAL. */
    int send(int fd, byte[] from, int offset, int length);

    /** SO_ERROR, negated. */
    int socketError(int fd);

    int epollCreate();

    /** epoll_ctl(2): {@code operation} 1 add, 2 delete, 3 modify. */
    int epollControl(int epoll, int operation, int fd, int events);

    /** epoll_wait(2): fills {@code ready} with pairs descriptor, events; returns the pairs. */
    int epollWait(int epoll, int[] ready, int pairsMax, int timeoutMillis);

    /** A descriptor that becomes readable with SIGTERM, SIGINT and SIGHUP, which it takes over. */
    int signals();

    /** The next signal number from {@link #signals}; {@code -EAGAIN} when there is none. */
    int nextSignal(int fd);

    long monotonicNanos();

    long wallNanos();

    /** clock_gettime(2) of CLOCK_BOOTTIME. */
    long bootNanos();

    /** adjtimex(2) that changes nothing: the state of the clock. */
    int clockState();
}
