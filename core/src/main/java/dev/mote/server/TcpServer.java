package dev.mote.server;

import dev.mote.bytes.RandomBits;
import dev.mote.component.EventLoop;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsContext;
import dev.mote.os.Entropy;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * Listens and moves bytes between connections and their machines. Every connection has a deadline:
 * to say something, to go on with a request, to take an answer.
 */
public final class TcpServer implements EventLoop.Handler {
    private static final long SECOND = 1_000_000_000L;
    /** Clients that send once a minute keep their connection. */
    private static final long IDLE_NANOS = 300 * SECOND;
    /** How often a request under way is looked at. */
    private static final long PROGRESS_NANOS = 10 * SECOND;
    /** What it must have brought by then: a slower client only holds a place. */
    private static final long PROGRESS_BYTES = 2048;
    private static final long SENDING_NANOS = 30 * SECOND;
    /** For the other side to read an error and close, since closing first would destroy it. */
    private static final long LINGER_NANOS = SECOND;
    /** How long not to accept when the process has no descriptor left. */
    private static final long ACCEPT_PAUSE_NANOS = SECOND;
    private static final int ENFILE = 23;
    private static final int ACCEPTS_AT_ONCE = 64;
    /** Large, so that a large request comes with few calls. */
    private static final int INPUT_BYTES = 256 << 10;
    private static final int OUTPUT_BYTES = 16 << 10;
    /** So that one busy client does not keep the others waiting: 1 MiB, then somebody else. */
    private static final int READS_AT_ONCE = 4;
    private static final byte[] NO_NAME = {};

    private final EventLoop loop;
    private final Network network;
    private final Services services;
    private final TcpLinks links;
    private final long ageMaxNanos;
    private final RandomBits random;
    private final Counter refusedPlaces;
    private final Counter refusedSlow;
    private final Counter refusedTls;

    private byte[] input;
    private byte[] output;
    private int listener = -1;
    /** Null: plain connections. */
    private TlsContext tls;
    private boolean acceptPaused;
    private long nextDeadlineNanos = Long.MAX_VALUE;

    /**
     * A server that does not listen yet.
     *
     * @param connectionsMax connections at the same time; an idle one gives way to a new one
     * @param ageMaxNanos connections end about then, so that clients spread anew; 0: never
     * @param refusedPlaces counts connections for which there was no place
     * @param refusedSlow counts connections that were too slow
     * @param refusedTls counts connections whose TLS handshake failed
     */
    public TcpServer(EventLoop loop, Exchange.Maker exchanges, int connectionsMax,
            long ageMaxNanos, Counter refusedPlaces, Counter refusedSlow, Counter refusedTls) {
        this.loop = loop;
        network = loop.os().network();
        services = new Services(exchanges, loop.os().clock());
        links = new TcpLinks(connectionsMax);
        this.ageMaxNanos = ageMaxNanos;
        this.refusedPlaces = refusedPlaces;
        this.refusedSlow = refusedSlow;
        this.refusedTls = refusedTls;
        random = new RandomBits(Entropy.seed(loop.os()));
    }

    /** Begins to listen; {@code tls} is null for plain connections. Returns 0 or an error code. */
    public int listen(ListenAddress address, TlsContext tls) {
        int socket = network.listen(address.bytes(), address.port());
        if (socket < 0) {
            return socket;
        }
        this.tls = tls;
        listener = socket;
        input = new byte[INPUT_BYTES];
        output = new byte[OUTPUT_BYTES];
        return loop.watch(listener, Poller.READABLE, this);
    }

    /** The port that is listened on, when the address left the choice to the system. */
    public int port() {
        return network.port(listener);
    }

    @Override
    public void ready(int socket, int events, long nowNanos) {
        if (socket == listener) {
            accept(nowNanos);
            return;
        }
        TcpLink link = links.find(socket);
        if (link == null) {
            return;
        }
        if (link.securing) {
            secure(link, nowNanos);
        }
        if (!link.securing && link.isOpen()) {
            work(link, events, nowNanos);
        }
    }

    private void accept(long nowNanos) {
        for (int count = 0; count < ACCEPTS_AT_ONCE; count++) {
            int socket = network.accept(listener);
            if (socket == -Errno.EMFILE || socket == -ENFILE || socket == -Errno.ENOMEM) {
                acceptPaused = true;
                loop.watch(listener, 0, null);
                wakeAt(nowNanos + ACCEPT_PAUSE_NANOS);
            }
            if (socket < 0) {
                return;
            }
            if (links.isFull()) {
                giveWay();
            }
            if (links.isFull()) {
                refusedPlaces.add(1);
                network.close(socket);
            } else {
                open(socket, nowNanos);
            }
        }
    }

    private void giveWay() {
        TcpLink idle = links.longestIdle();
        if (idle != null) {
            close(idle);
        }
    }

    private void open(int socket, long nowNanos) {
        TcpLink link = links.open(socket, new HttpMachine(services));
        link.securing = tls != null;
        link.leaveNanos = ageMaxNanos == 0 ? Long.MAX_VALUE
                : nowNanos + ageMaxNanos - ageMaxNanos / 10 + random.below(ageMaxNanos / 5 + 1);
        await(link, nowNanos + (tls != null ? PROGRESS_NANOS : IDLE_NANOS));
        if (loop.watch(socket, Poller.READABLE, this) < 0) {
            close(link);
        } else if (link.securing) {
            secure(link, nowNanos);
        }
    }

    private void secure(TcpLink link, long nowNanos) {
        int handle = tls.handle(nowNanos);
        int result = handle < 0 ? -Errno.EINVAL : network.secure(link.socket, handle, NO_NAME);
        if (result == -Errno.EAGAIN || result == -Errno.EINPROGRESS) {
            watch(link, result == -Errno.EAGAIN ? Poller.READABLE : Poller.WRITABLE);
        } else if (result < 0) {
            refusedTls.add(1);
            tls.failed(link.socket, result);
            close(link);
        } else {
            link.securing = false;
            watch(link, Poller.READABLE);
            await(link, nowNanos + IDLE_NANOS);
        }
    }

    /** Reads, unless an answer waits for the client; sends; and ends what has come to its end. */
    private void work(TcpLink link, int events, long nowNanos) {
        boolean goOn = true;
        if (link.hasOutput()) {
            goOn = send(link, nowNanos);
        }
        int reads = 0;
        while (goOn && (tls != null || reads < READS_AT_ONCE)) {
            int count = network.receive(link.socket, input, 0, INPUT_BYTES);
            if (count > 0) {
                link.receivedBytes += count;
                if (!link.lingers) {
                    link.machine.feed(input, 0, count, nowNanos);
                    goOn = send(link, nowNanos);
                }
                goOn &= tls != null || count == INPUT_BYTES;
                reads++;
            } else {
                goOn = false;
                if (count != -Errno.EAGAIN) {
                    close(link);
                }
            }
        }
        settle(link, nowNanos);
    }

    /** Sets the deadline anew, when the connection has begun or ended something. */
    private void settle(TcpLink link, long nowNanos) {
        if (!link.isOpen() || link.lingers) {
            return;
        }
        if (link.machine.isOver() && !link.hasOutput()) {
            link.lingers = true;
            await(link, nowNanos + LINGER_NANOS);
        } else if (link.hasOutput() != link.sending || link.machine.isBusy() != link.busy) {
            link.sending = link.hasOutput();
            link.busy = link.machine.isBusy();
            link.receivedBytes = 0;
            await(link, nowNanos + (link.sending ? SENDING_NANOS : link.busy ? PROGRESS_NANOS
                    : IDLE_NANOS));
        }
    }

    /** Sends what there is; returns whether all of it went. */
    private boolean send(TcpLink link, long nowNanos) {
        while (link.isOpen()) {
            byte[] from = output;
            int at = 0;
            int length;
            if (link.hasOutput()) {
                from = link.output();
                at = link.outputAt();
                length = link.outputLeft();
            } else {
                length = link.machine.take(output, 0, OUTPUT_BYTES);
            }
            if (length == 0) {
                watch(link, Poller.READABLE);
                return true;
            }
            int sent = network.send(link.socket, from, at, length);
            if (sent < 0 && sent != -Errno.EAGAIN) {
                close(link);
            } else if (sent == length) {
                link.clearOutput();
            } else {
                link.keepOutput(from, at + Math.max(0, sent), at + length);
                watch(link, Poller.WRITABLE);
                return false;
            }
        }
        return false;
    }

    private void watch(TcpLink link, int interest) {
        if (link.interest != interest) {
            link.interest = interest;
            loop.watch(link.socket, interest, this);
        }
    }

    private void close(TcpLink link) {
        link.machine.disconnected();
        loop.watch(link.socket, 0, null);
        network.close(link.socket);
        links.close(link);
    }

    private void await(TcpLink link, long deadlineNanos) {
        link.deadlineNanos = deadlineNanos;
        wakeAt(Math.min(deadlineNanos, link.leaveNanos));
    }

    private void wakeAt(long nanos) {
        nextDeadlineNanos = Math.min(nextDeadlineNanos, nanos);
    }

    /** Looks at the time; to be called when {@link #nextDeadlineNanos} has come. */
    public void doWork(long nowNanos) {
        if (nowNanos < nextDeadlineNanos) {
            return;
        }
        nextDeadlineNanos = Long.MAX_VALUE;
        if (acceptPaused && listener >= 0) {
            acceptPaused = false;
            loop.watch(listener, Poller.READABLE, this);
        }
        for (int index = links.count() - 1; index >= 0; index--) {
            TcpLink link = links.get(index);
            if (link.leaveNanos <= nowNanos) {
                leave(link, nowNanos);
            }
            if (link.isOpen() && link.deadlineNanos <= nowNanos) {
                expire(link, nowNanos);
            }
            if (link.isOpen()) {
                wakeAt(Math.min(link.deadlineNanos, link.leaveNanos));
            }
        }
    }

    private void leave(TcpLink link, long nowNanos) {
        link.leaveNanos = Long.MAX_VALUE;
        link.machine.leave();
        if (!link.hasOutput() && !link.securing) {
            send(link, nowNanos);
        }
        settle(link, nowNanos);
    }

    private void expire(TcpLink link, long nowNanos) {
        if (link.lingers) {
            close(link);
        } else if (!link.busy && !link.sending && !link.securing) {
            leave(link, nowNanos);
        } else if (link.busy && !link.sending && link.receivedBytes >= PROGRESS_BYTES) {
            link.receivedBytes = 0;
            await(link, nowNanos + PROGRESS_NANOS);
        } else {
            refusedSlow.add(1);
            close(link);
        }
    }

    public long nextDeadlineNanos() {
        return nextDeadlineNanos;
    }

    /** Takes no more connections, and ends those there are with what they are at. */
    public void beginShutdown(long nowNanos) {
        if (listener >= 0) {
            loop.watch(listener, 0, null);
            network.close(listener);
            listener = -1;
        }
        for (int index = links.count() - 1; index >= 0; index--) {
            leave(links.get(index), nowNanos);
        }
    }

    /** Whether all requests are answered. */
    public boolean isDrained() {
        for (int index = 0; index < links.count(); index++) {
            TcpLink link = links.get(index);
            if (link.hasOutput() || link.machine.isBusy()) {
                return false;
            }
        }
        return true;
    }
}
