package dev.mote.os.linux;

import dev.mote.os.Errno;
import dev.mote.os.Poller;

/** epoll(7), level-triggered, with the process's signals as one more descriptor. */
final class LinuxPoller implements Poller {
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;
    private static final int EPOLLIN = 1;
    private static final int EPOLLOUT = 4;
    private static final int EPOLLERR = 8;
    private static final int EPOLLHUP = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** An hour: a wait without an end is not needed, and the call takes an int. */
    private static final long TIMEOUT_MILLIS_MAX = 3_600_000;

    private final Libc libc;
    private final int epoll;
    private final int signals;

    LinuxPoller(Libc libc) {
        this.libc = libc;
        epoll = libc.epollCreate();
        signals = libc.signals();
        if (epoll < 0 || signals < 0) {
            throw new IllegalStateException("cannot wait for events: "
                    + Errno.describe(Math.min(epoll, signals)));
        }
        libc.epollControl(epoll, ADD, signals, EPOLLIN);
    }

    @Override
    public int watch(int socket, int interest) {
        if (interest == 0) {
            return libc.epollControl(epoll, DELETE, socket, 0);
        }
        int events = ((interest & READABLE) != 0 ? EPOLLIN : 0)
                | ((interest & WRITABLE) != 0 ? EPOLLOUT : 0);
        int result = libc.epollControl(epoll, MODIFY, socket, events);
        return result == -Errno.ENOENT ? libc.epollControl(epoll, ADD, socket, events) : result;
    }

    @Override
    public int await(long timeoutNanos, int[] ready) {
        long millis = timeoutNanos / NANOS_PER_MILLI
                + (timeoutNanos % NANOS_PER_MILLI == 0 ? 0 : 1);
        int count = libc.epollWait(epoll, ready, ready.length / 2,
                (int) Math.min(millis, TIMEOUT_MILLIS_MAX));
        for (int at = 0; at < count; at++) {
            if (ready[2 * at] == signals) {
                ready[2 * at] = SIGNAL;
                ready[2 * at + 1] = libc.nextSignal(signals);
            } else {
                ready[2 * at + 1] = events(ready[2 * at + 1]);
            }
        }
        return count;
    }

    private static int events(int from) {
        return ((from & (EPOLLIN | EPOLLHUP)) != 0 ? READABLE : 0)
                | ((from & EPOLLOUT) != 0 ? WRITABLE : 0)
                | ((from & (EPOLLERR | EPOLLHUP)) != 0 ? FAILED : 0);
    }
}
