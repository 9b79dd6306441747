package dev.mote.http;

import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.telemetry.Log;

/**
 * Accepts TLS connections for a server: it sees only those whose handshake went well. A renewed
 * certificate counts from the next connection on.
 */
public final class SecureListener implements EventLoop.Handler {
    /** Takes a connection over. */
    public interface Taker {
        /**
         * A connection is ready; the taker closes it. Bytes may have come already of which the
         * poller does not know: read at once, until EAGAIN.
         *
         * @param protocol the number of the protocol that was chosen, from 1 on; 0: none
         */
        void accepted(int socket, int protocol, long nowNanos);
    }

    /** Handshakes at a time; each holds some 40 kB. Further clients wait in the kernel's queue. */
    private static final int PLACES = 128;
    private static final int FREE = -1;
    /** From the first byte to the last, so that nobody holds a place by dripping. */
    private static final long HANDSHAKE_NANOS = 10_000_000_000L;
    private static final byte[] NO_NAME = {0};

    private final EventLoop loop;
    private final Network network;
    private final TlsContext tls;
    private final Log log;
    private final Taker taker;
    private final int[] sockets = new int[PLACES];
    private final long[] deadlines = new long[PLACES];
    private int busy;
    private int listener = FREE;
    private int lastFailure;
    private long failures;

    /** {@code tls} is a server's. */
    public SecureListener(EventLoop loop, TlsContext tls, Log log, Taker taker) {
        this.loop = loop;
        network = loop.os().network();
        this.tls = tls;
        this.log = log;
        this.taker = taker;
        for (int at = 0; at < PLACES; at++) {
            sockets[at] = FREE;
        }
    }

    /**
     * Begins to listen; returns 0 or a negative error code. With {@link Errno#EINVAL} the
     * certificates are not usable: {@link TlsContext#problem} says why.
     */
    public int listen(ListenAddress address, long nowNanos) {
        if (tls.handle(nowNanos) < 0) {
            return -Errno.EINVAL;
        }
        int socket = network.listen(address.bytes(), address.port());
        if (socket < 0) {
            return socket;
        }
        listener = socket;
        return loop.watch(listener, Poller.READABLE, this);
    }

    public int port() {
        return network.port(listener);
    }

    /** Handshakes that came to nothing. */
    public long failures() {
        return failures;
    }

    @Override
    public void ready(int socket, int events, long nowNanos) {
        if (socket == listener) {
            accept(nowNanos);
            return;
        }
        for (int place = 0; place < PLACES; place++) {
            if (sockets[place] == socket) {
                goOn(place, nowNanos);
                return;
            }
        }
    }

    private void accept(long nowNanos) {
        for (int place = 0; place < PLACES; place++) {
            if (sockets[place] != FREE) {
                continue;
            }
            int socket = network.accept(listener);
            if (socket < 0) {
                return;
            }
            sockets[place] = socket;
            deadlines[place] = nowNanos + HANDSHAKE_NANOS;
            busy++;
            listenOn(busy < PLACES);
            goOn(place, nowNanos);
        }
    }

    private void listenOn(boolean wanted) {
        if (listener != FREE) {
            loop.watch(listener, wanted ? Poller.READABLE : 0, this);
        }
    }

    private void goOn(int place, long nowNanos) {
        int socket = sockets[place];
        int result = network.secure(socket, tls.handle(nowNanos), NO_NAME);
        if (result == -Errno.EAGAIN || result == -Errno.EINPROGRESS) {
            loop.watch(socket, result == -Errno.EAGAIN ? Poller.READABLE : Poller.WRITABLE, this);
            return;
        }
        free(place);
        if (result < 0) {
            fail(socket, result);
        } else {
            taker.accepted(socket, result, nowNanos);
        }
    }

    private void free(int place) {
        loop.watch(sockets[place], 0, this);
        sockets[place] = FREE;
        if (busy-- == PLACES) {
            listenOn(true);
        }
    }

    private void fail(int socket, int result) {
        failures++;
        if (result != lastFailure) {
            lastFailure = result;
            log.warning("a client's TLS handshake failed: "
                    + TlsFailure.describe(network, socket, result, ""));
        }
        network.close(socket);
    }

    /** Ends handshakes that take too long. */
    public void doWork(long nowNanos) {
        for (int place = 0; busy > 0 && place < PLACES; place++) {
            if (sockets[place] != FREE && nowNanos >= deadlines[place]) {
                int socket = sockets[place];
                free(place);
                fail(socket, -Errno.ETIMEDOUT);
            }
        }
    }

    /** When {@link #doWork} has something to do. */
    public long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (int place = 0; busy > 0 && place < PLACES; place++) {
            next = sockets[place] == FREE ? next : Math.min(next, deadlines[place]);
        }
        return next;
    }

    /** Listens no longer, and gives up the handshakes under way. */
    public void close() {
        for (int place = 0; place < PLACES; place++) {
            if (sockets[place] != FREE) {
                int socket = sockets[place];
                free(place);
                network.close(socket);
            }
        }
        if (listener != FREE) {
            loop.watch(listener, 0, this);
            network.close(listener);
            listener = FREE;
        }
        tls.close();
    }
}
