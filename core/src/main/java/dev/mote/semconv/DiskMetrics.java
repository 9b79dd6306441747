package dev.mote.semconv;

/** {@code system.disk.*} and {@code system.filesystem.*}. */
public final class DiskMetrics {
    public static final Metric IO = Metric.counter("system.disk.io", "By",
            "Bytes read from and written to a disk.");
    public static final Metric OPERATIONS = Metric.counter("system.disk.operations", "{operation}",
            "Reads and writes that a disk completed.");
    public static final Metric IO_TIME = Metric.counter("system.disk.io_time", "s",
            "Time in which a disk had something to do.");
    public static final Metric OPERATION_TIME = Metric.counter("system.disk.operation_time", "s",
            "Time that all operations took together, waiting included.");
    public static final Metric MERGED = Metric.counter("system.disk.merged", "{operation}",
            "Operations that were joined with a neighbouring one before they reached the disk.");
    public static final Metric LIMIT = Metric.upDownCounter("system.disk.limit", "By",
            "Size of a disk.");
    /** The collector's, absent from the registry: only written under its convention. */
    public static final Metric WEIGHTED_IO_TIME = Metric.counter("system.disk.weighted_io_time",
            "s", "Time in which a disk had something to do, times the length of its queue.");
    /** The collector's, absent from the registry: only written under its convention. */
    public static final Metric PENDING_OPERATIONS = Metric.upDownCounter(
            "system.disk.pending_operations", "{operation}", "Operations in a disk's queue.");

    public static final Metric FILESYSTEM_USAGE = Metric.upDownCounter("system.filesystem.usage",
            "By", "Space of a file system by state; reserved is free, but for root only.");
    public static final Metric FILESYSTEM_UTILIZATION = Metric.gauge(
            "system.filesystem.utilization", "1", "Share of a file system's space by state.");
    public static final Metric FILESYSTEM_LIMIT = Metric.upDownCounter("system.filesystem.limit",
            "By", "Size of a file system.");
    /** Not in the registry: the collector's name. */
    public static final Metric FILESYSTEM_INODES = Metric.upDownCounter(
            "system.filesystem.inodes.usage", "{inode}", "Inodes of a file system by state.");

    public static final Attribute.Value RESERVED = Attribute.Value.of("reserved");

    private DiskMetrics() {
    }
}
