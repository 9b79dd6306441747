package dev.mote.ui;

import dev.mote.bytes.Buffer;
import dev.mote.http.Route;
import dev.mote.http.ServerRequest;
import dev.mote.http.ServerResponse;
import dev.mote.log.BatchLog;

/**
 * {@code /healthz}: 200 while collections take place, 503 when the last one is older than three
 * intervals; in both cases a line of JSON that says more.
 */
public final class HealthRoute implements Route {
    private static final int INTERVALS_MAX = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What the health is judged by. */
    public interface Collections {
        /** When the last one took place, monotonic; {@link Long#MIN_VALUE} before the first. */
        long lastNanos();

        long intervalNanos();
    }

    private final String version;
    private final Collections collections;
    private final BatchLog log;
    private final long startNanos;

    /**
     * @param log what waits for delivery; null: nothing is delivered
     * @param startNanos when Mote started, monotonic
     */
    public HealthRoute(String version, Collections collections, BatchLog log, long startNanos) {
        this.version = version;
        this.log = log;
        this.collections = collections;
        this.startNanos = startNanos;
    }

    @Override
    public boolean handle(ServerRequest request, ServerResponse response, long nowNanos) {
        if (!request.pathIs("/healthz")) {
            return false;
        }
        long last = collections.lastNanos();
        long age = last == Long.MIN_VALUE ? nowNanos - startNanos : nowNanos - last;
        boolean late = age > INTERVALS_MAX * collections.intervalNanos();
        String status = late ? "stale" : last == Long.MIN_VALUE ? "starting" : "ok";
        response.status(late ? 503 : 200).contentType("application/json");
        response.body().ascii("{\"status\":\"").ascii(status).ascii("\",\"version\":\"")
                .ascii(version).ascii("\",\"uptime_seconds\":")
                .decimal((nowNanos - startNanos) / NANOS_PER_SECOND)
                .ascii(",\"last_collection_seconds_ago\":");
        if (last == Long.MIN_VALUE) {
            response.body().ascii("null");
        } else {
            response.body().decimal(age / NANOS_PER_SECOND);
        }
        if (log != null) {
            appendLog(response.body());
        }
        response.body().ascii("}\n");
        return true;
    }

    /** Where batches wait for their far ends, and why not on disk when they should. */
    private void appendLog(Buffer out) {
        boolean onDisk = log.directory() != null && log.trouble() == null;
        out.ascii(",\"log\":{\"place\":\"").ascii(onDisk ? "disk" : "memory")
                .ascii("\",\"bytes\":").decimal(log.bytes()).ascii(",\"trouble\":");
        if (log.trouble() == null) {
            out.ascii("null}");
        } else {
            out.put('"').ascii(log.trouble()).ascii("\"}");
        }
    }
}
