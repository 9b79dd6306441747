package dev.mote.semconv;

/** Mote's own metrics of its HTTP server. */
public final class HttpServerMetrics {
    public static final Metric REQUESTS = Metric.counter("mote.http.server.requests", "{request}",
            "Requests that the local HTTP server answered, errors included.");
    public static final Metric REFUSED = Metric.counter("mote.http.server.refused", "{request}",
            "Requests and connections that the local HTTP server turned away, by reason.");
    public static final Attribute REASON = Attribute.of("reason");

    private HttpServerMetrics() {
    }
}
