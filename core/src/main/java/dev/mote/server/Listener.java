package dev.mote.server;

import dev.mote.http.ListenAddress;
import dev.mote.http.TlsContext;
import dev.mote.os.Errno;
import dev.mote.telemetry.Log;

/** A server and the address it listens on; a port that somebody else has is tried again. */
public final class Listener {
    private static final long AGAIN_NANOS = 5_000_000_000L;

    private final String id;
    private final Log log;
    private final ListenAddress address;
    /** Null: plain. */
    private final TlsContext tls;
    private final TcpServer server;
    private long listenNanos;
    private boolean complained;

    /**
     * Listens from the first {@link #doWork} on.
     *
     * @param id who says so when that does not work
     */
    public Listener(String id, Log log, ListenAddress address, TlsContext tls, TcpServer server) {
        this.id = id;
        this.log = log;
        this.address = address;
        this.tls = tls;
        this.server = server;
    }

    public void doWork(long nowNanos) {
        if (nowNanos >= listenNanos) {
            listen(nowNanos);
        }
        server.doWork(nowNanos);
    }

    private void listen(long nowNanos) {
        boolean usable = tls == null || tls.handle(nowNanos) >= 0;
        int result = usable ? server.listen(address, tls) : 0;
        boolean listens = usable && result >= 0;
        listenNanos = listens ? Long.MAX_VALUE : nowNanos + AGAIN_NANOS;
        if (!listens && !complained) {
            complained = true;
            log.error(id + ": cannot listen on " + address.host() + ":" + address.port() + ": "
                    + (usable ? Errno.describe(result) : tls.problem())
                    + "; trying again every 5 s");
        }
    }

    /** The port of an address whose choice was left to the system. */
    public int port() {
        return server.port();
    }

    public long nextDeadlineNanos() {
        return Math.min(listenNanos, server.nextDeadlineNanos());
    }

    public void beginShutdown(long nowNanos) {
        listenNanos = Long.MAX_VALUE;
        server.beginShutdown(nowNanos);
    }

    public boolean isDrained() {
        return server.isDrained();
    }
}
