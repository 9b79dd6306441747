package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.os.TlsError;
import java.util.Arrays;

/**
 * Connects to a host: finds its addresses and tries them one after the other, each a moment after
 * the one before, until one answers (RFC 8305, "Happy Eyeballs"). The address that worked last is
 * tried first. Then come the proxy's tunnel and TLS, where they are wanted: the socket that is
 * taken is ready for requests.
 *
 * <pre>
 *   DNS ─ connect ─┬──────────────────┬──────────────┬─ takeSocket
 *                  └─ CONNECT (proxy) ┘└─ handshake ─┘
 * </pre>
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
    /** Null: no TLS. */
    private final TlsContext tls;
    private final byte[] serverName;
    private final String serverNameShown;
    /** Null: no proxy that needs one. */
    private final ProxyTunnel tunnel;
    private int handle;
    private boolean tunnelling;
    private boolean securing;
    /** Whether a server that has chosen none of the protocols is of no use. */
    private boolean needsProtocol;

    /** Connects to the server of a URL. */
    public Connector(EventLoop loop, Url url, ClientSettings settings) {
        this(loop, url, settings, new String[0]);
    }

    private Connector(EventLoop loop, Url url, ClientSettings settings, String... protocols) {
        this(loop, settings.proxy() == null ? url.host() : settings.proxy().url.host(),
                settings.proxy() == null ? url.port() : settings.proxy().url.port(),
                url.secure() ? new TlsContext(loop.os(), settings.tls, protocols) : null,
                settings.tls.serverName != null ? settings.tls.serverName : url.host(),
                settings.proxy() != null && settings.proxy().tunnels()
                        ? new ProxyTunnel(settings.proxy(), url) : null);
    }

    /**
     * Connects to a server of HTTP/2: over TLS it is asked for by name (RFC 9113, section 3.2), and
     * a proxy lets the bytes through.
     */
    public static Connector forHttp2(EventLoop loop, Url url, ClientSettings settings) {
        settings.tunnel();
        Connector connector = new Connector(loop, url, settings, "h2");
        connector.needsProtocol = connector.tls != null;
        return connector;
    }

    private Connector(EventLoop loop, String host, int port, TlsContext tls, String serverName,
            ProxyTunnel tunnel) {
        this.loop = loop;
        network = loop.os().network();
        dns = new Dns(loop);
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.tunnel = tunnel;
        serverNameShown = serverName;
        this.serverName = new Buffer(serverName.length() + 1).utf8(serverName).put(0).bytes();
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
        tunnelling = tunnel != null;
        handle = tls == null ? 0 : tls.handle(nowNanos);
        if (handle < 0) {
            resolving = false;
            finish(tls.problem());
            return;
        }
        dns.resolve(host, nowNanos);
        doWork(nowNanos);
    }

    public void doWork(long nowNanos) {
        if (done || securing) {
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
        if (securing && readySocket == socket) {
            secure();
            return;
        }
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (sockets[attempt] != readySocket) {
                continue;
            }
            int failed = network.error(readySocket);
            if (failed < 0) {
                drop(attempt, failed);
                nextAttemptNanos = nowNanos;
            } else {
                connected(attempt);
            }
            return;
        }
    }

    /** One attempt has won: the others are given up. */
    private void connected(int attempt) {
        int winner = sockets[attempt];
        sockets[attempt] = -1;
        pending--;
        preferred = address(attempt);
        dropAttempts();
        socket = winner;
        securing = tunnelling || tls != null;
        if (tunnelling) {
            tunnel.begin();
        }
        if (securing) {
            secure();
        } else {
            finish(null);
        }
    }

    /** Goes on with what comes before the first request. */
    private void secure() {
        int result = 0;
        if (tunnelling) {
            result = tunnel.step(network, socket);
            tunnelling = result != 0;
        }
        if (result == 0 && tls != null) {
            result = network.secure(socket, handle, serverName);
        }
        if (result == 0 && needsProtocol) {
            result = -TlsError.NO_COMMON_PROTOCOL;
        }
        if (result == -Errno.EAGAIN || result == -Errno.EINPROGRESS) {
            int watched = loop.watch(socket, result == -Errno.EAGAIN ? Poller.READABLE
                    : Poller.WRITABLE, this);
            result = watched < 0 ? watched : result;
        }
        if (result >= 0) {
            finish(null);
        } else if (result != -Errno.EAGAIN && result != -Errno.EINPROGRESS) {
            String why = tunnelling && tunnel.problem() != null ? tunnel.problem()
                    : tunnelling ? "the proxy: " + Errno.describe(result)
                    : TlsFailure.describe(network, socket, result, serverNameShown);
            preferred = null;
            dns.expire();
            cancel();
            finish(why);
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
        securing = false;
        dns.cancel();
        dropAttempts();
        if (socket >= 0) {
            loop.watch(socket, 0, this);
            network.close(socket);
            socket = -1;
        }
    }

    private void dropAttempts() {
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (sockets[attempt] >= 0) {
                drop(attempt, lastError);
            }
        }
    }

    public boolean isDone() {
        return done;
    }

    public boolean isResolving() {
        return resolving;
    }

    /** What it is at, for people. */
    public String stage() {
        return resolving ? "asking DNS" : !securing ? "connecting"
                : tunnelling ? "waiting for the proxy" : "in the TLS handshake";
    }

    /** Why there is no connection, for people; null when there is one. */
    public String error() {
        return error;
    }

    /**
     * The connected socket; the taker now closes it. Under TLS, bytes may have come already of
     * which the poller does not know.
     */
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
        return resolving ? dns.nextDeadlineNanos() : securing ? Long.MAX_VALUE : nextAttemptNanos;
    }
}
