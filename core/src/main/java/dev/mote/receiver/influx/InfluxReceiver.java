package dev.mote.receiver.influx;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsContext;
import dev.mote.http.TlsSettings;
import dev.mote.semconv.MoteMetrics;
import dev.mote.server.Listener;
import dev.mote.server.TcpServer;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/** Listens for InfluxDB's line protocol. */
public final class InfluxReceiver implements Component {
    private static final int MEBIBYTE = 1 << 20;

    private final String id;
    private final Listener listener;

    private InfluxReceiver(Context context, ListenAddress address, TlsSettings tls,
            int connectionsMax, InfluxIntake intake) {
        id = context.id;
        TcpServer server = new TcpServer(context.loop, () -> new InfluxExchange(intake),
                connectionsMax, 0, ended(context, "too_many"), ended(context, "too_slow"),
                ended(context, "tls"));
        listener = new Listener(id, context.log, address, tls == null ? null
                : new TlsContext(context.os(), tls, "http/1.1"), server);
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
        listener.doWork(nowNanos);
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return listener.nextDeadlineNanos();
    }

    @Override
    public void beginShutdown(long nowNanos) {
        listener.beginShutdown(nowNanos);
    }

    @Override
    public boolean isDrained() {
        return listener.isDrained();
    }
}
