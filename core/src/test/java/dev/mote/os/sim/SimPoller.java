package dev.mote.os.sim;

import dev.mote.os.Errno;
import dev.mote.os.Poller;
import java.util.Arrays;

/** Waits by moving the clock. */
public final class SimPoller implements Poller {
    private final SimClock clock;
    private final SimNetwork network;
    private int[] interest = new int[64];
    private int pendingSignal;

    SimPoller(SimClock clock, SimNetwork network) {
        this.clock = clock;
        this.network = network;
        network.onClose(socket -> {
            if (socket < interest.length) {
                interest[socket] = 0;
            }
        });
    }

    /** Sends a signal to the process now. */
    public void signal(int signal) {
        pendingSignal = signal;
    }

    @Override
    public int watch(int socket, int interest) {
        if (!network.isOpen(socket)) {
            return -Errno.EBADF;
        }
        if (socket >= this.interest.length) {
            this.interest = Arrays.copyOf(this.interest, 2 * socket);
        }
        this.interest[socket] = interest;
        return 0;
    }

    @Override
    public int await(long timeoutNanos, int[] ready) {
        long now = clock.monotonicNanos();
        long untilNanos = timeoutNanos > Long.MAX_VALUE - now ? Long.MAX_VALUE
                : now + timeoutNanos;
        while (true) {
            int count = look(ready);
            if (count > 0) {
                return count;
            }
            long next = clock.nextEventNanos();
            if (next > untilNanos || next == Long.MAX_VALUE) {
                if (untilNanos == Long.MAX_VALUE) {
                    throw new IllegalStateException("waits for ever: nothing will happen");
                }
                clock.advance(untilNanos - clock.monotonicNanos());
                return look(ready);
            }
            clock.runNext();
        }
    }

    private int look(int[] ready) {
        int count = 0;
        if (pendingSignal != 0) {
            ready[0] = SIGNAL;
            ready[1] = pendingSignal;
            pendingSignal = 0;
            count = 1;
        }
        for (int socket = 0; socket < interest.length && 2 * count < ready.length; socket++) {
            int events = interest[socket] == 0 ? 0
                    : network.events(socket) & (interest[socket] | FAILED);
            if (events != 0) {
                ready[2 * count] = socket;
                ready[2 * count + 1] = events;
                count++;
            }
        }
        return count;
    }
}
