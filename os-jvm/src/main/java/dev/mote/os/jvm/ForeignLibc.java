package dev.mote.os.jvm;

import static dev.mote.os.jvm.CFunction.ERRNO;
import static dev.mote.os.jvm.CFunction.INT;
import static dev.mote.os.jvm.CFunction.LONG;
import static dev.mote.os.jvm.CFunction.POINTER;
import static dev.mote.os.jvm.CFunction.blocking;
import static dev.mote.os.jvm.CFunction.brief;
import static dev.mote.os.jvm.CFunction.failed;
import static dev.mote.os.jvm.CFunction.result;
import static dev.mote.os.jvm.CFunction.variadic;

import dev.mote.os.linux.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The table of system calls on the JVM, for Linux with glibc or musl, x86_64 and aarch64. Not for
 * several threads: the errno of the last call is kept in one place.
 */
public final class ForeignLibc implements Libc {
    private static final MethodHandle OPEN =
            variadic("open", 2, INT, POINTER, INT, INT);
    private static final MethodHandle CLOSE = brief("close", INT, INT);
    private static final MethodHandle READ = brief("read", LONG, INT, POINTER, LONG);
    private static final MethodHandle PREAD = brief("pread", LONG, INT, POINTER, LONG, LONG);
    private static final MethodHandle WRITE = brief("write", LONG, INT, POINTER, LONG);
    private static final MethodHandle PWRITE = brief("pwrite", LONG, INT, POINTER, LONG, LONG);
    private static final MethodHandle FDATASYNC = brief("fdatasync", INT, INT);
    private static final MethodHandle FTRUNCATE = brief("ftruncate", INT, INT, LONG);
    private static final MethodHandle DIRECTORY_ENTRIES = brief("getdents64", LONG, INT, POINTER,
            LONG);
    private static final MethodHandle RENAME = brief("rename", INT, POINTER, POINTER);
    private static final MethodHandle REMOVE = brief("remove", INT, POINTER);
    private static final MethodHandle MKDIR = brief("mkdir", INT, POINTER, INT);
    private static final MethodHandle READLINK = brief("readlink", LONG, POINTER, POINTER, LONG);
    /** Variadic, which for a pointer in the third place makes no difference on Linux. */
    private static final MethodHandle IOCTL = brief("ioctl", INT, INT, LONG, POINTER);
    private static final MethodHandle POLL = brief("poll", INT, POINTER, LONG, INT);
    private static final MethodHandle RECEIVE = brief("recv", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle SEND = brief("send", LONG, INT, POINTER, LONG, INT);
    private static final MethodHandle LSEEK = brief("lseek", LONG, INT, LONG, INT);
    private static final MethodHandle FLOCK = brief("flock", INT, INT, INT);
    private static final MethodHandle STATVFS = brief("statvfs", INT, POINTER, POINTER);
    private static final MethodHandle SOCKET = brief("socket", INT, INT, INT, INT);
    private static final MethodHandle SETSOCKOPT =
            brief("setsockopt", INT, INT, INT, INT, POINTER, INT);
    private static final MethodHandle GETSOCKOPT =
            brief("getsockopt", INT, INT, INT, INT, POINTER, POINTER);
    private static final MethodHandle CONNECT = brief("connect", INT, INT, POINTER, INT);
    private static final MethodHandle BIND = brief("bind", INT, INT, POINTER, INT);
    private static final MethodHandle LISTEN = brief("listen", INT, INT, INT);
    private static final MethodHandle GETSOCKNAME =
            brief("getsockname", INT, INT, POINTER, POINTER);
    private static final MethodHandle ACCEPT4 = brief("accept4", INT, INT, POINTER, POINTER, INT);
    private static final MethodHandle EPOLL_CREATE1 = brief("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL =
            brief("epoll_ctl", INT, INT, INT, INT, POINTER);
    private static final MethodHandle EPOLL_WAIT =
            blocking("epoll_wait", INT, INT, POINTER, INT, INT);
    private static final MethodHandle EVENTFD = brief("eventfd", INT, INT, INT);
    private static final MethodHandle CLOCK_GETTIME = brief("clock_gettime", INT, INT, POINTER);
    private static final MethodHandle ADJTIMEX = brief("adjtimex", INT, POINTER);

    private static final int LOCK_EX_NB = 2 | 4;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_REUSEPORT = 15;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int ST_RDONLY = 1;
    private static final int BACKLOG = 128;

    /** struct epoll_event is packed on x86_64 and nowhere else (epoll_ctl(2)). */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int EVENT_DATA = PACKED ? 4 : 8;
    private static final int EVENTS_MAX = 64;
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_BOOTTIME = 7;
    /** struct timex has 208 bytes. */
    private static final int TIMEX_WORDS = 32;

    private final int[] one = {1};
    private final int[] number = new int[2];
    private final byte[] socketAddress = new byte[28];
    private final long[] words = new long[16];
    private final MemorySegment events = Arena.global().allocate(EVENTS_MAX * EVENT_BYTES, 8);
    private final Signals signals = new Signals();
    private final boolean sharesPorts;

    public ForeignLibc() {
        this(false);
    }

    /**
     * @param sharesPorts whether others who say so too may listen on the same ports: the kernel
     * then spreads the connections over them (SO_REUSEPORT, socket(7))
     */
    public ForeignLibc(boolean sharesPorts) {
        this.sharesPorts = sharesPorts;
    }

    private static MemorySegment array(byte[] array) {
        return MemorySegment.ofArray(array);
    }

    private static MemorySegment array(byte[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice(offset);
    }

    /** A call whose arguments are written where it is used. */
    private interface Call {
        long make() throws Throwable;
    }

    private static int call(Call call) {
        try {
            return result(call.make());
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int open(byte[] path, int flags, int mode) {
        try {
            return result((int) OPEN.invokeExact(ERRNO, array(path), flags, mode));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int close(int fd) {
        try {
            return result((int) CLOSE.invokeExact(ERRNO, fd));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int read(int fd, byte[] into, int offset, int length) {
        try {
            return result((long) READ.invokeExact(ERRNO, fd, array(into, offset), (long) length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int pread(int fd, byte[] into, int offset, int length, long position) {
        try {
            return result((long) PREAD.invokeExact(ERRNO, fd, array(into, offset), (long) length,
                    position));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int write(int fd, byte[] from, int offset, int length) {
        try {
            return result((long) WRITE.invokeExact(ERRNO, fd, array(from, offset), (long) length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int pwrite(int fd, byte[] from, int offset, int length, long position) {
        try {
            return result((long) PWRITE.invokeExact(ERRNO, fd, array(from, offset), (long) length,
                    position));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int fdatasync(int fd) {
        try {
            return result((int) FDATASYNC.invokeExact(ERRNO, fd));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int ftruncate(int fd, long length) {
        try {
            return result((int) FTRUNCATE.invokeExact(ERRNO, fd, length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int directoryEntries(int fd, byte[] into, int length) {
        try {
            return result((long) DIRECTORY_ENTRIES.invokeExact(ERRNO, fd, array(into),
                    (long) length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        try {
            return result((int) RENAME.invokeExact(ERRNO, array(from), array(to)));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int remove(byte[] path) {
        try {
            return result((int) REMOVE.invokeExact(ERRNO, array(path)));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int mkdir(byte[] path, int mode) {
        try {
            return result((int) MKDIR.invokeExact(ERRNO, array(path), mode));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int readlink(byte[] path, byte[] into, int length) {
        try {
            return result((long) READLINK.invokeExact(ERRNO, array(path), array(into),
                    (long) length));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int ioctl(int fd, int request, byte[] argument) {
        return call(() -> (int) IOCTL.invokeExact(ERRNO, fd, (long) request, array(argument)));
    }

    /** struct pollfd: int fd, short events, short revents; little-endian on every machine here. */
    @Override
    public int poll(int fd, int events) {
        number[0] = fd;
        number[1] = events;
        int result = call(() -> (int) POLL.invokeExact(ERRNO, MemorySegment.ofArray(number), 1L,
                0));
        return result < 0 ? result : number[1] >>> 16;
    }

    @Override
    public int receive(int fd, byte[] into, int offset, int length) {
        try {
            return result((long) RECEIVE.invokeExact(ERRNO, fd, array(into, offset), (long) length,
                    0));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int send(int fd, byte[] from, int offset, int length) {
        try {
            return result((long) SEND.invokeExact(ERRNO, fd, array(from, offset), (long) length,
                    MSG_NOSIGNAL));
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public long seek(int fd, long offset, int whence) {
        try {
            long position = (long) LSEEK.invokeExact(ERRNO, fd, offset, whence);
            return position < 0 ? result(position) : position;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    @Override
    public int lock(int fd) {
        return call(() -> (int) FLOCK.invokeExact(ERRNO, fd, LOCK_EX_NB));
    }

    /** struct statvfs: bsize frsize blocks bfree bavail files ffree favail fsid flag. */
    @Override
    public int statvfs(byte[] path, long[] into) {
        MemorySegment struct = MemorySegment.ofArray(words);
        int result = call(() -> (int) STATVFS.invokeExact(ERRNO, array(path), struct));
        if (result == 0) {
            into[0] = words[2] * words[1];
            into[1] = words[3] * words[1];
            into[2] = words[4] * words[1];
            into[3] = words[5];
            into[4] = words[6];
            into[5] = words[9] & ST_RDONLY;
        }
        return result;
    }

    @Override
    public int socket(int family, int datagram) {
        int type = (datagram == 0 ? SOCK_STREAM : SOCK_DGRAM) | NONBLOCK_CLOEXEC;
        int socket = call(() ->
                (int) SOCKET.invokeExact(ERRNO, family == 4 ? AF_INET : AF_INET6, type, 0));
        return socket >= 0 && datagram == 0 ? withoutDelay(socket) : socket;
    }

    private int withoutDelay(int socket) {
        set(socket, IPPROTO_TCP, TCP_NODELAY);
        return socket;
    }

    private void set(int socket, int level, int option) {
        MemorySegment value = MemorySegment.ofArray(one);
        call(() -> (int) SETSOCKOPT.invokeExact(ERRNO, socket, level, option, value, 4));
    }

    /** struct sockaddr_in (16 bytes) or sockaddr_in6 (28): family, port, address. */
    private int fillAddress(byte[] address, int length, int port) {
        java.util.Arrays.fill(socketAddress, (byte) 0);
        socketAddress[0] = (byte) (length == 4 ? AF_INET : AF_INET6);
        socketAddress[2] = (byte) (port >> 8);
        socketAddress[3] = (byte) port;
        System.arraycopy(address, 0, socketAddress, length == 4 ? 4 : 8, length);
        return length == 4 ? 16 : 28;
    }

    @Override
    public int connect(int fd, byte[] address, int addressLength, int port) {
        int size = fillAddress(address, addressLength, port);
        return call(() -> (int) CONNECT.invokeExact(ERRNO, fd, array(socketAddress), size));
    }

    @Override
    public int listen(int fd, byte[] address, int addressLength, int port) {
        int size = fillAddress(address, addressLength, port);
        set(fd, SOL_SOCKET, SO_REUSEADDR);
        if (sharesPorts) {
            set(fd, SOL_SOCKET, SO_REUSEPORT);
        }
        int bound = call(() -> (int) BIND.invokeExact(ERRNO, fd, array(socketAddress), size));
        return bound < 0 ? bound : call(() -> (int) LISTEN.invokeExact(ERRNO, fd, BACKLOG));
    }

    @Override
    public int localPort(int fd) {
        number[0] = socketAddress.length;
        int result = call(() -> (int) GETSOCKNAME.invokeExact(ERRNO, fd, array(socketAddress),
                MemorySegment.ofArray(number)));
        return result < 0 ? result : (socketAddress[2] & 0xFF) << 8 | socketAddress[3] & 0xFF;
    }

    @Override
    public int accept(int fd) {
        int socket = call(() -> (int) ACCEPT4.invokeExact(ERRNO, fd, MemorySegment.NULL,
                MemorySegment.NULL, NONBLOCK_CLOEXEC));
        return socket < 0 ? socket : withoutDelay(socket);
    }

    @Override
    public int socketError(int fd) {
        number[1] = 4;
        MemorySegment value = MemorySegment.ofArray(number);
        int result = call(() -> (int) GETSOCKOPT.invokeExact(ERRNO, fd, SOL_SOCKET, SO_ERROR, value,
                value.asSlice(4)));
        return result < 0 ? result : -number[0];
    }

    @Override
    public int epollCreate() {
        return call(() -> (int) EPOLL_CREATE1.invokeExact(ERRNO, 0x80000));
    }

    @Override
    public int epollControl(int epoll, int operation, int fd, int interest) {
        events.set(INT, 0, interest);
        events.set(INT, EVENT_DATA, fd);
        return call(() -> (int) EPOLL_CTL.invokeExact(ERRNO, epoll, operation, fd, events));
    }

    @Override
    public int epollWait(int epoll, int[] ready, int pairsMax, int timeoutMillis) {
        int count = call(() -> (int) EPOLL_WAIT.invokeExact(ERRNO, epoll, events,
                Math.min(pairsMax, EVENTS_MAX), timeoutMillis));
        for (int at = 0; at < count; at++) {
            ready[2 * at] = events.get(INT, at * EVENT_BYTES + EVENT_DATA);
            ready[2 * at + 1] = events.get(INT, at * EVENT_BYTES);
        }
        return count;
    }

    @Override
    public int signals() {
        return signals.open(call(() -> (int) EVENTFD.invokeExact(ERRNO, 0, NONBLOCK_CLOEXEC)));
    }

    @Override
    public int nextSignal(int fd) {
        byte[] count = new byte[Long.BYTES];
        int result = read(fd, count, 0, count.length);
        return result < 0 ? result : signals.take();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public long wallNanos() {
        return nanos(CLOCK_REALTIME);
    }

    @Override
    public long bootNanos() {
        return nanos(CLOCK_BOOTTIME);
    }

    private long nanos(int clock) {
        MemorySegment time = MemorySegment.ofArray(words);
        call(() -> (int) CLOCK_GETTIME.invokeExact(ERRNO, clock, time));
        return words[0] * 1_000_000_000 + words[1];
    }

    @Override
    public int clockState() {
        MemorySegment nothingToChange = MemorySegment.ofArray(new long[TIMEX_WORDS]);
        return call(() -> (int) ADJTIMEX.invokeExact(ERRNO, nothingToChange));
    }
}
