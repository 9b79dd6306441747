package dev.mote.semconv;

/** Mote's own metrics of what it shows to Prometheus. */
public final class PrometheusMetrics {
    public static final Metric DROPPED_POINTS = Metric.counter("mote.prometheus.dropped.points",
            "{data_point}", "Data points that Prometheus has no place for, by reason.");
    public static final Metric REFUSED_CONNECTIONS = Metric.counter(
            "mote.prometheus.refused.connections", "{connection}",
            "Connections to a page that were refused or ended, by reason.");
    public static final Attribute REASON = Attribute.of("reason");

    private PrometheusMetrics() {
    }
}
