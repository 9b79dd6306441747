package dev.mote.prometheus;

import dev.mote.http.Route;
import dev.mote.http.ServerRequest;
import dev.mote.http.ServerResponse;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.pipeline.Refresh;
import dev.mote.telemetry.Telemetry;

/** {@code /metrics}: the host as it is now, as Prometheus wants it. */
public final class MetricsRoute implements Route {
    /** Readings this fresh are not taken again, however fast somebody asks. */
    private static final long AGE_MAX_NANOS = 250_000_000L;

    private final LatestMetrics latest;
    private final Refresh refresh;
    private final Resource resource;
    private final Exposition exposition;

    public MetricsRoute(LatestMetrics latest, Refresh refresh, Resource resource,
            Telemetry telemetry) {
        this.latest = latest;
        this.refresh = refresh;
        this.resource = resource;
        exposition = new Exposition(telemetry);
    }

    @Override
    public boolean handle(ServerRequest request, ServerResponse response, long nowNanos) {
        if (!request.pathIs("/metrics")) {
            return false;
        }
        ExpositionFormat format = request.hasHeader("accept") ? ExpositionFormat.accepted(
                request.bytes(), request.valueOffset(), request.valueLength())
                : ExpositionFormat.TEXT;
        refresh.refresh(AGE_MAX_NANOS);
        response.contentType(format.contentType());
        exposition.render(latest.bytes(), 0, latest.length(), resource, format, response.body());
        return true;
    }
}
