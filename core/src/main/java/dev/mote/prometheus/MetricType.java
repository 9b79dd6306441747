package dev.mote.prometheus;

import dev.mote.otlp.MetricsReader;
import dev.mote.semconv.Metric.Instrument;

/** Prometheus's numbers of metric types, the same in both versions of remote write. */
final class MetricType {
    private static final int COUNTER = 1;
    private static final int GAUGE = 2;
    private static final int HISTOGRAM = 3;
    private static final int SUMMARY = 5;

    private MetricType() {
    }

    /** The type of the metric that the reader stands at. */
    static int of(MetricsReader reader) {
        return switch (reader.kind()) {
            case MetricsReader.HISTOGRAM, MetricsReader.EXPONENTIAL_HISTOGRAM -> HISTOGRAM;
            case MetricsReader.SUMMARY -> SUMMARY;
            default -> reader.instrument() == Instrument.COUNTER ? COUNTER : GAUGE;
        };
    }
}
