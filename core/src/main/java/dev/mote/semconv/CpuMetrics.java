package dev.mote.semconv;

/** {@code system.cpu.*}; the registry has no load averages, so these are the collector's names. */
public final class CpuMetrics {
    public static final Metric TIME = Metric.counter("system.cpu.time", "s",
            "Seconds that the logical CPUs spent in each mode.");
    public static final Metric UTILIZATION = Metric.gauge("system.cpu.utilization", "1",
            "Share of the time since the last collection that was spent in each mode.");
    public static final Metric FREQUENCY = Metric.gauge("system.cpu.frequency", "Hz",
            "Current frequency of a logical CPU.");
    public static final Metric PHYSICAL_COUNT = Metric.upDownCounter("system.cpu.physical.count",
            "{cpu}", "Physical cores that are in use.");
    public static final Metric LOGICAL_COUNT = Metric.upDownCounter("system.cpu.logical.count",
            "{cpu}", "Logical CPUs that are in use.");
    public static final Metric LOAD_1M = Metric.gauge("system.cpu.load_average.1m", "{thread}",
            "Threads that ran or waited for CPU or disk, average of one minute.");
    public static final Metric LOAD_5M = Metric.gauge("system.cpu.load_average.5m", "{thread}",
            "Threads that ran or waited for CPU or disk, average of 5 minutes.");
    public static final Metric LOAD_15M = Metric.gauge("system.cpu.load_average.15m", "{thread}",
            "Threads that ran or waited for CPU or disk, average of 15 minutes.");

    public static final Attribute.Value USER = Attribute.Value.of("user");
    public static final Attribute.Value NICE = Attribute.Value.of("nice");
    public static final Attribute.Value SYSTEM = Attribute.Value.of("system");
    public static final Attribute.Value IDLE = Attribute.Value.of("idle");
    public static final Attribute.Value IOWAIT = Attribute.Value.of("iowait", "wait");
    public static final Attribute.Value INTERRUPT = Attribute.Value.of("interrupt");
    /** Only the collector tells it apart; the registry has it in {@link #INTERRUPT}. */
    public static final Attribute.Value SOFTIRQ = Attribute.Value.of("softirq");
    public static final Attribute.Value STEAL = Attribute.Value.of("steal");

    private CpuMetrics() {
    }
}
