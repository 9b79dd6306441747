package dev.mote.receiver.host;

import dev.mote.bytes.Ascii;
import dev.mote.component.EventLoop;
import dev.mote.http.Addresses;
import dev.mote.http.Dns;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;

/**
 * Connects to one target again and again and measures how long that takes: from the first packet to
 * the handshake's end, without the time for its name. A target with several addresses is reached
 * when one of them answers.
 */
final class TcpProbe implements EventLoop.Handler {
    /** What {@link #errors} counts, as {@code error.type} says it. */
    static final String[] ERROR_TYPES = {"timeout", "connection_refused", "connection_reset",
        "host_unreachable", "network_unreachable", "name_resolution", "_OTHER"};
    private static final int TIMEOUT = 0;
    private static final int NAME_RESOLUTION = 5;

    private static final int NONE = -1;

    /** {@code HOST:PORT} as configured. */
    final String endpoint;
    final long[] errors = new long[ERROR_TYPES.length];
    /** Whether a probe has ended since {@link #forget}. */
    boolean ended;
    /** How long the probe that ended took; below zero: it failed. */
    long durationNanos;

    private final EventLoop loop;
    private final String host;
    private final int port;
    private final long timeoutNanos;
    private final Dns dns;
    private boolean running;
    private int address;
    private int socket = NONE;
    private long connectNanos;
    private long deadlineNanos;

    /**
     * @throws IllegalArgumentException if the endpoint is not HOST:PORT, with words for people
     */
    TcpProbe(EventLoop loop, String endpoint, long timeoutNanos) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.timeoutNanos = timeoutNanos;
        int colon = endpoint.lastIndexOf(':');
        String name = colon < 0 ? "" : endpoint.substring(0, colon);
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        host = bracketed ? name.substring(1, name.length() - 1) : lowerCase(name);
        port = port(endpoint, colon + 1);
        if (host.isEmpty() || port <= 0 || !bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("\"" + endpoint + "\" is not HOST:PORT; examples: "
                    + "db.example.com:5432, 192.0.2.1:443, [2001:db8::1]:443");
        }
        dns = new Dns(loop);
    }

    /** Host names are ASCII on the wire; anything else makes the endpoint unusable. */
    private static String lowerCase(String name) {
        StringBuilder lower = new StringBuilder(name.length());
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            if (letter <= ' ' || letter >= 0x7F || letter == '/') {
                return "";
            }
            lower.append((char) Ascii.lower(letter));
        }
        return lower.toString();
    }

    private static int port(String text, int from) {
        int port = 0;
        for (int at = from; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9 || port > 6553) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return port > 65_535 ? 0 : port;
    }

    /** Begins a probe, unless one is under way. */
    void begin(long nowNanos) {
        if (!running) {
            running = true;
            address = NONE;
            deadlineNanos = nowNanos + timeoutNanos;
            dns.resolve(host, nowNanos);
            doWork(nowNanos);
        }
    }

    void doWork(long nowNanos) {
        if (!running) {
            return;
        }
        if (address == NONE) {
            dns.doWork(nowNanos);
            if (dns.isDone()) {
                connectNext(nowNanos, NAME_RESOLUTION);
            }
        }
        if (running && nowNanos >= deadlineNanos) {
            finish(NONE, address == NONE ? NAME_RESOLUTION : TIMEOUT);
        }
    }

    private void connectNext(long nowNanos, int lastError) {
        int error = lastError;
        Addresses addresses = dns.addresses();
        while (++address < addresses.count()) {
            connectNanos = loop.os().clock().monotonicNanos();
            socket = loop.os().network().connect(Network.TCP, addresses.get(address), port);
            if (socket >= 0) {
                loop.watch(socket, Poller.WRITABLE, this);
                return;
            }
            error = errorType(socket);
        }
        finish(NONE, error);
    }

    @Override
    public void ready(int socket, int events, long nowNanos) {
        int error = loop.os().network().error(socket);
        closeSocket();
        if (error == 0) {
            finish(nowNanos - connectNanos, NONE);
        } else {
            connectNext(nowNanos, errorType(error));
        }
    }

    private static int errorType(int error) {
        return switch (-error) {
            case Errno.ETIMEDOUT -> TIMEOUT;
            case Errno.ECONNREFUSED -> 1;
            case Errno.ECONNRESET -> 2;
            case Errno.EHOSTUNREACH -> 3;
            case Errno.ENETUNREACH, Errno.EADDRNOTAVAIL -> 4;
            default -> ERROR_TYPES.length - 1;
        };
    }

    private void finish(long durationNanos, int error) {
        closeSocket();
        dns.cancel();
        running = false;
        ended = true;
        this.durationNanos = durationNanos;
        if (error >= 0) {
            errors[error]++;
        }
    }

    private void closeSocket() {
        if (socket >= 0) {
            loop.watch(socket, 0, null);
            loop.os().network().close(socket);
        }
        socket = NONE;
    }

    /** Ends what is under way without a result. */
    void cancel() {
        closeSocket();
        dns.cancel();
        running = false;
    }

    void forget() {
        ended = false;
    }

    long nextDeadlineNanos() {
        return !running ? Long.MAX_VALUE
                : address == NONE ? Math.min(deadlineNanos, dns.nextDeadlineNanos())
                : deadlineNanos;
    }
}
