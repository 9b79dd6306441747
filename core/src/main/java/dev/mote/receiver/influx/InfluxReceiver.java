package dev.mote.receiver.influx;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsContext;
import dev.mote.http.TlsSettings;
import dev.mote.os.Errno;
import dev.mote.semconv.MoteMetrics;
import dev.mote.server.TcpServer;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/** Listens for InfluxDB's line protocol. */
public final class InfluxReceiver implements Component {
    private static final long SECOND = 1_000_000_000L;
    /** A port that somebody else has is tried again. */
    private static final long LISTEN_AGAIN_NANOS = 5 * SECOND;
    private static final int MEBIBYTE = 1 << 20;

    private final String id;
    private final Log log;
    private final ListenAddress address;
    /** Null: plain. */
    private final TlsContext tls;
    private final TcpServer server;
    private long listenNanos;
    private boolean complained;

    private InfluxReceiver(Context context, ListenAddress address, TlsSettings tls,
            int connectionsMax, InfluxIntake intake) {
        id = context.id;
        log = context.log;
        this.address = address;
        this.tls = tls == null ? null : new TlsContext(context.os(), tls, "http/1.1");
        server = new TcpServer(context.loop, () -> new InfluxExchange(intake), connectionsMax, 0,
                ended(context, "too_many"), ended(context, "too_slow"), ended(context, "tls"));
    }

    private static Counter ended(Context context, String reason) {
        return context.telemetry.counter(MoteMetrics.RECEIVER_REFUSED_CONNECTIONS,
                MoteMetrics.RECEIVER, context.id, MoteMetrics.REASON, reason);
    }

    /** Makes the receiver that a section of the config describes. */
    public static InfluxReceiver from(Context context, Consumer next) {
        Section section = context.section;
        String endpoint = section.string("endpoint", "127.0.0.1:8086");
        String token = section.string("token", null);
        int requestBytesMax = (int) section.bytes("max_request_size", 4L * MEBIBYTE, 64 << 10,
                1 << 30);
        long memory = section.bytes("memory_limit", Math.max(16L * MEBIBYTE, requestBytesMax),
                requestBytesMax, 1L << 40);
        int connections = (int) section.integer("max_connections", 1024, 1, 1_000_000);
        TlsSettings tls = section.has("tls") ? TlsSettings.server(section.section("tls")) : null;
        section.finish();
        ListenAddress address;
        try {
            address = ListenAddress.parse(endpoint);
        } catch (IllegalArgumentException e) {
            section.problems().error(section.node("endpoint"), "endpoint: " + e.getMessage());
            return null;
        }
        return new InfluxReceiver(context, address, tls, connections, new InfluxIntake(context,
                next, requestBytesMax, memory, token == null ? null : utf8(token)));
    }

    private static byte[] utf8(String text) {
        Buffer out = new Buffer(64).utf8(text);
        return Arrays.copyOf(out.bytes(), out.length());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos >= listenNanos) {
            listen(nowNanos);
        }
        server.doWork(nowNanos);
        return 0;
    }

    private void listen(long nowNanos) {
        boolean usable = tls == null || tls.handle(nowNanos) >= 0;
        int result = usable ? server.listen(address, tls) : 0;
        boolean listens = usable && result >= 0;
        listenNanos = listens ? Long.MAX_VALUE : nowNanos + LISTEN_AGAIN_NANOS;
        if (!listens && !complained) {
            complained = true;
            log.error(id + ": cannot listen on " + address.host() + ":" + address.port() + ": "
                    + (usable ? Errno.describe(result) : tls.problem())
                    + "; trying again every 5 s");
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return Math.min(listenNanos, server.nextDeadlineNanos());
    }

    @Override
    public void beginShutdown(long nowNanos) {
        listenNanos = Long.MAX_VALUE;
        server.beginShutdown(nowNanos);
    }

    @Override
    public boolean isDrained() {
        return server.isDrained();
    }
}
