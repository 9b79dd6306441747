package dev.mote.semconv;

/** What Mote tells about its log of what waits for delivery. */
public final class LogMetrics {
    public static final Metric SIZE = Metric.upDownCounter("mote.log.size", "By",
            "Bytes of the log, on disk and in memory.");
    public static final Metric ON_DISK = Metric.gauge("mote.log.on_disk", "1",
            "1 when the log is on disk, 0 when it is in memory.");
    public static final Metric DAMAGED_SEGMENTS = Metric.counter("mote.log.damaged.segments",
            "{segment}", "Segments that were set aside since they were not as written.");
    public static final Metric ERRORS = Metric.counter("mote.log.errors", "{error}",
            "Writes to the log's directory that failed.");

    private LogMetrics() {
    }
}
