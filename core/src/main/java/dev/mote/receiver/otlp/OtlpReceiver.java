package dev.mote.receiver.otlp;

import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.http.TlsContext;
import dev.mote.server.Listener;
import dev.mote.server.TcpServer;

/** Listens for OTLP and hands on what comes. One or two ports, each of which takes all of it. */
public final class OtlpReceiver implements Component {
    private final String id;
    private final Listener[] listeners;

    OtlpReceiver(Context context, OtlpReceiverSettings settings, Consumer next) {
        id = context.id;
        ReceiverCounters counters = new ReceiverCounters(context.telemetry, id);
        Intake intake = new Intake(next, counters, context.os().clock(),
                settings.requestBytesMax, settings.memoryBytesMax);
        byte[] token = settings.token == null ? null : Intake.bytes("Bearer " + settings.token);
        listeners = new Listener[settings.addresses.length];
        for (int at = 0; at < listeners.length; at++) {
            TlsContext tls = settings.tls[at] == null ? null
                    : new TlsContext(context.os(), settings.tls[at], "h2", "http/1.1");
            TcpServer server = new TcpServer(context.loop, () -> new OtlpExchange(intake, token),
                    settings.connectionsMax, settings.connectionAgeMaxNanos,
                    counters.refusedPlaces, counters.refusedSlow, counters.refusedTls);
            listeners[at] = new Listener(id, context.log, settings.addresses[at], tls, server);
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
        for (Listener listener : listeners) {
            listener.doWork(nowNanos);
        }
        return 0;
    }

    /** The port of an address whose choice was left to the system; for tests. */
    public int port(int index) {
        return listeners[index].port();
    }

    @Override
    public long nextDeadlineNanos() {
        long deadline = Long.MAX_VALUE;
        for (Listener listener : listeners) {
            deadline = Math.min(deadline, listener.nextDeadlineNanos());
        }
        return deadline;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        for (Listener listener : listeners) {
            listener.beginShutdown(nowNanos);
        }
    }

    @Override
    public boolean isDrained() {
        for (Listener listener : listeners) {
            if (!listener.isDrained()) {
                return false;
            }
        }
        return true;
    }
}
