package dev.mote.cli;

import dev.mote.component.Component;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;

/** Counts as an exporter does, at once. */
final class ExporterDouble implements Component {
    private final String id;
    private final Telemetry.Counter sent;
    private final Telemetry.Counter requests;
    private final boolean succeeds;

    ExporterDouble(Telemetry telemetry, String id, boolean succeeds) {
        this.id = id;
        this.succeeds = succeeds;
        sent = telemetry.counter(MoteMetrics.EXPORTER_SENT_POINTS,
                MoteMetrics.EXPORTER, id);
        requests = telemetry.counter(MoteMetrics.EXPORTER_REQUESTS,
                MoteMetrics.EXPORTER, id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        requests.add(1);
        sent.add(succeeds ? 7 : 0);
        return 1;
    }

    @Override
    public long nextDeadlineNanos() {
        return 0;
    }

    @Override
    public void beginShutdown(long nowNanos) {
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
