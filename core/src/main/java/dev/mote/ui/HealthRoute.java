package dev.mote.ui;

import dev.mote.bytes.Buffer;
import dev.mote.http.Route;
import dev.mote.http.ServerRequest;
import dev.mote.http.ServerResponse;
import dev.mote.log.BatchLog;
import dev.mote.otlp.OtlpJson;

/**
 * {@code /healthz}: 200 while collections take place, 503 when the last one is older than three
 * intervals; in both cases a line of JSON that says more.
 */
public final class HealthRoute implements Route {
    private static final int INTERVALS_MAX = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What the health is judged by. */
    public interface State {
        /** When the last one took place, monotonic; {@link Long#MIN_VALUE} before the first. */
        long lastNanos();

        long intervalNanos();

        /** What waits for delivery; null: nothing is delivered. */
        BatchLog log();

        /** Why what runs is not what the config says, for people; null: it is. */
        String configProblem();
    }

    private final String version;
    private final State state;
    private final long startNanos;

    /** @param startNanos when Mote started, monotonic */
    public HealthRoute(String version, State state, long startNanos) {
        this.version = version;
        this.state = state;
        this.startNanos = startNanos;
    }

    @Override
    public boolean handle(ServerRequest request, ServerResponse response, long nowNanos) {
        if (!request.pathIs("/healthz")) {
            return false;
        }
        long last = state.lastNanos();
        long age = last == Long.MIN_VALUE ? nowNanos - startNanos : nowNanos - last;
        boolean late = age > INTERVALS_MAX * state.intervalNanos();
        String word = late ? "stale" : last == Long.MIN_VALUE ? "starting" : "ok";
        response.status(late ? 503 : 200).contentType("application/json");
        response.body().ascii("{\"status\":\"").ascii(word).ascii("\",\"version\":\"")
                .ascii(version).ascii("\",\"uptime_seconds\":")
                .decimal((nowNanos - startNanos) / NANOS_PER_SECOND)
                .ascii(",\"last_collection_seconds_ago\":");
        if (last == Long.MIN_VALUE) {
            response.body().ascii("null");
        } else {
            response.body().decimal(age / NANOS_PER_SECOND);
        }
        if (state.log() != null) {
            appendLog(state.log(), response.body());
        }
        if (state.configProblem() != null) {
            OtlpJson.text(state.configProblem(),
                    response.body().ascii(",\"config_problem\":"));
        }
        response.body().ascii("}\n");
        return true;
    }

    /** Where batches wait for their far ends, and why not on disk when they should. */
    private static void appendLog(BatchLog log, Buffer out) {
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
