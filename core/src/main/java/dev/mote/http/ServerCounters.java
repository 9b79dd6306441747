package dev.mote.http;

import dev.mote.semconv.HttpServerMetrics;
import dev.mote.telemetry.Telemetry;

/** What the server tells about itself. */
final class ServerCounters {
    final Telemetry.Counter requests;
    /** Requests that make no sense, are too large, or ask for what is not done here. */
    final Telemetry.Counter refusedRequests;
    /** Connections for which there was no place or no memory. */
    final Telemetry.Counter refusedConnections;
    /** Requests for a name that is not this host's. */
    final Telemetry.Counter refusedHosts;
    /** Clients that were too slow. */
    final Telemetry.Counter timeouts;

    ServerCounters(Telemetry telemetry) {
        requests = telemetry.counter(HttpServerMetrics.REQUESTS);
        refusedRequests = refused(telemetry, "request");
        refusedConnections = refused(telemetry, "connections");
        refusedHosts = refused(telemetry, "host");
        timeouts = refused(telemetry, "timeout");
    }

    private static Telemetry.Counter refused(Telemetry telemetry, String reason) {
        return telemetry.counter(HttpServerMetrics.REFUSED, HttpServerMetrics.REASON, reason);
    }
}
