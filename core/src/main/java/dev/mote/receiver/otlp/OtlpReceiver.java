package dev.mote.receiver.otlp;

import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsContext;
import dev.mote.os.Errno;
import dev.mote.server.TcpServer;
import dev.mote.telemetry.Log;

/** Listens for OTLP and hands on what comes. One or two ports, each of which takes all of it. */
public final class OtlpReceiver implements Component {
    private static final long SECOND = 1_000_000_000L;
    /** A port that somebody else has is tried again. */
    private static final long LISTEN_AGAIN_NANOS = 5 * SECOND;

    private final String id;
    private final Log log;
    private final ListenAddress[] addresses;
    private final TcpServer[] servers;
    private final boolean[] listens;
    private final boolean[] complained;
    private final TlsContext[] tls;
    private long listenNanos;
    private boolean ended;

    OtlpReceiver(Context context, OtlpReceiverSettings settings, Consumer next) {
        id = context.id;
        log = context.log;
        ReceiverCounters counters = new ReceiverCounters(context.telemetry, id);
        Intake intake = new Intake(next, counters, context.os().clock(),
                settings.requestBytesMax, settings.memoryBytesMax);
        byte[] token = settings.token == null ? null : Intake.bytes("Bearer " + settings.token);
        addresses = settings.addresses;
        servers = new TcpServer[addresses.length];
        listens = new boolean[addresses.length];
        complained = new boolean[addresses.length];
        tls = new TlsContext[addresses.length];
        for (int at = 0; at < servers.length; at++) {
            tls[at] = settings.tls[at] == null ? null
                    : new TlsContext(context.os(), settings.tls[at], "h2", "http/1.1");
            servers[at] = new TcpServer(context.loop, () -> new OtlpExchange(intake, token),
                    settings.connectionsMax, settings.connectionAgeMaxNanos,
                    counters.refusedPlaces, counters.refusedSlow, counters.refusedTls);
        }
    }

    /** Makes the receiver that a section of the config describes. */
    public static OtlpReceiver from(Context context, Consumer next) {
        return new OtlpReceiver(context, OtlpReceiverSettings.from(context.section), next);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos >= listenNanos && !ended) {
            listen(nowNanos);
        }
        for (TcpServer server : servers) {
            server.doWork(nowNanos);
        }
        return 0;
    }

    private void listen(long nowNanos) {
        listenNanos = Long.MAX_VALUE;
        for (int at = 0; at < servers.length; at++) {
            boolean usable = tls[at] == null || tls[at].handle(nowNanos) >= 0;
            int result = listens[at] || !usable ? 0 : servers[at].listen(addresses[at], tls[at]);
            listens[at] = usable && result >= 0;
            if (!listens[at]) {
                listenNanos = nowNanos + LISTEN_AGAIN_NANOS;
                complain(at, usable ? Errno.describe(result) : tls[at].problem());
            }
        }
    }

    private void complain(int at, String why) {
        if (!complained[at]) {
            complained[at] = true;
            log.error(id + ": cannot listen on " + addresses[at].host() + ":"
                    + addresses[at].port() + ": " + why
                    + "; trying again every 5 s");
        }
    }

    /** The port of an address whose choice was left to the system; for tests. */
    public int port(int index) {
        return servers[index].port();
    }

    @Override
    public long nextDeadlineNanos() {
        long deadline = ended ? Long.MAX_VALUE : listenNanos;
        for (TcpServer server : servers) {
            deadline = Math.min(deadline, server.nextDeadlineNanos());
        }
        return deadline;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        ended = true;
        for (TcpServer server : servers) {
            server.beginShutdown(nowNanos);
        }
    }

    @Override
    public boolean isDrained() {
        for (TcpServer server : servers) {
            if (!server.isDrained()) {
                return false;
            }
        }
        return true;
    }
}
