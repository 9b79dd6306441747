package dev.mote.http;

import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import java.util.Arrays;

/**
 * Connects to a host: finds its addresses and tries them one after the other, each a moment after
 * the one before, until one answers (RFC 8305, "Happy Eyeballs"). The address that worked last is
 * tried first.
 */
public final class Connector implements EventLoop.Handler {
    /** How long one address is tried alone (RFC 8305, section 5). */
    private static final long NEXT_ATTEMPT_NANOS = 250_000_000L;

    private final EventLoop loop;
    private final Network network;
    private final Dns dns;
    private final String host;
    private final int port;
    /** The sockets of the attempts under way, by the order of their addresses; -1: none. */
    private final int[] sockets = new int[Addresses.COUNT_MAX];
    private int attempts;
    private int first;
    private int pending;
    private int lastError;
    private byte[] preferred;
    private boolean resolving;
    private boolean done = true;
    private int socket = -1;
    private String error;
    private long nextAttemptNanos;

    public Connector(EventLoop loop, String host, int port) {
        this.loop = loop;
        network = loop.os().network();
        dns = new Dns(loop);
        this.host = host;
        this.port = port;
        Arrays.fill(sockets, -1);
    }

    public void begin(long nowNanos) {
        cancel();
        done = false;
        error = null;
        resolving = true;
        attempts = 0;
        lastError = 0;
        nextAttemptNanos = nowNanos;
        dns.resolve(host, nowNanos);
        doWork(nowNanos);
    }

    public void doWork(long nowNanos) {
        if (done) {
            return;
        }
        if (resolving) {
            dns.doWork(nowNanos);
            if (!dns.isDone()) {
                return;
            }
            resolving = false;
            if (dns.error() != null) {
                finish(dns.error());
                return;
            }
            first = preferredIndex();
        }
        while (!done && (nowNanos >= nextAttemptNanos || pending == 0)) {
            if (attempts == dns.addresses().count()) {
                nextAttemptNanos = Long.MAX_VALUE;
                if (pending > 0) {
                    return;
                }
                // These addresses lead nowhere: ask for new ones next time.
                dns.expire();
                finish(Errno.describe(lastError));
            } else {
                attempt(nowNanos);
            }
        }
    }

    private int preferredIndex() {
        for (int at = 0; at < dns.addresses().count(); at++) {
            if (Arrays.equals(dns.addresses().get(at), preferred)) {
                return at;
            }
        }
        return 0;
    }

    private byte[] address(int attempt) {
        return dns.addresses().get((first + attempt) % dns.addresses().count());
    }

    private void attempt(long nowNanos) {
        int attempt = attempts++;
        nextAttemptNanos = nowNanos + NEXT_ATTEMPT_NANOS;
        int opened = network.connect(Network.TCP, address(attempt), port);
        if (opened < 0) {
            lastError = opened;
            return;
        }
        sockets[attempt] = opened;
        pending++;
        int watched = loop.watch(opened, Poller.WRITABLE, this);
        if (watched < 0) {
            drop(attempt, watched);
        }
    }

    private void drop(int attempt, int error) {
        lastError = error;
        loop.watch(sockets[attempt], 0, this);
        network.close(sockets[attempt]);
        sockets[attempt] = -1;
        pending--;
    }

    @Override
    public void ready(int readySocket, int events, long nowNanos) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (sockets[attempt] != readySocket) {
                continue;
            }
            int failed = network.error(readySocket);
            if (failed < 0) {
                drop(attempt, failed);
                nextAttemptNanos = nowNanos;
            } else {
                socket = readySocket;
                sockets[attempt] = -1;
                pending--;
                preferred = address(attempt);
                finish(null);
            }
            return;
        }
    }

    private void finish(String error) {
        this.error = error;
        int connected = socket;
        socket = -1;
        cancel();
        socket = connected;
    }

    /** Gives everything up. */
    public void cancel() {
        done = true;
        resolving = false;
        dns.cancel();
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (sockets[attempt] >= 0) {
                drop(attempt, lastError);
            }
        }
        if (socket >= 0) {
            loop.watch(socket, 0, this);
            network.close(socket);
            socket = -1;
        }
    }

    public boolean isDone() {
        return done;
    }

    public boolean isResolving() {
        return resolving;
    }

    /** Why there is no connection, for people; null when there is one. */
    public String error() {
        return error;
    }

    /** The connected socket; the taker now closes it. */
    public int takeSocket() {
        int connected = socket;
        socket = -1;
        return connected;
    }

    /** When {@link #doWork} has something to do without an event. */
    public long nextDeadlineNanos() {
        if (done || resolving && dns.isDone()) {
            return 0;
        }
        return resolving ? dns.nextDeadlineNanos() : nextAttemptNanos;
    }
}
