package dev.mote.semconv;

/** {@code container.*}, and the limits of a control group, for which the registry has no names. */
public final class ContainerMetrics {
    public static final Metric CPU_TIME = Metric.counter("container.cpu.time", "s",
            "CPU seconds that the container used.");
    public static final Metric CPU_USAGE = Metric.gauge("container.cpu.usage", "{cpu}",
            "CPUs that the container kept busy since the last collection.");
    public static final Metric MEMORY_USAGE = Metric.upDownCounter("container.memory.usage", "By",
            "Memory charged to the container, page cache included.");
    public static final Metric MEMORY_WORKING_SET = Metric.upDownCounter(
            "container.memory.working_set", "By",
            "Memory usage without the page cache that is easily given back.");
    public static final Metric MEMORY_RSS = Metric.upDownCounter("container.memory.rss", "By",
            "Anonymous memory of the container.");
    public static final Metric MEMORY_AVAILABLE = Metric.upDownCounter(
            "container.memory.available", "By", "Memory limit minus working set.");
    public static final Metric PAGING_FAULTS = Metric.counter("container.paging.faults",
            "{fault}", "Page faults of the container.");

    public static final Metric MEMORY_LIMIT = Metric.upDownCounter("mote.cgroup.memory.limit",
            "By", "Memory that the control group may use; absent when there is no limit.");
    public static final Metric OOM_KILLS = Metric.counter("mote.cgroup.memory.oom_kills",
            "{process}", "Processes of the control group that were killed for want of memory.");
    public static final Metric CPU_LIMIT = Metric.gauge("mote.cgroup.cpu.limit",
            "{cpu}", "CPUs that the control group may use; absent when there is no limit.");
    public static final Metric CPU_PERIODS = Metric.counter("mote.cgroup.cpu.periods",
            "{period}", "Periods in which the CPU limit was in force.");
    public static final Metric CPU_THROTTLED_PERIODS = Metric.counter(
            "mote.cgroup.cpu.throttled.periods", "{period}",
            "Periods in which the CPU limit was reached.");
    public static final Metric CPU_THROTTLED_TIME = Metric.counter(
            "mote.cgroup.cpu.throttled.time", "s", "Time for which the CPU limit held work back.");
    public static final Metric TASKS = Metric.upDownCounter("mote.cgroup.task.count", "{thread}",
            "Threads in the control group.");
    public static final Metric TASK_LIMIT = Metric.upDownCounter("mote.cgroup.task.limit",
            "{thread}", "Threads that the control group may have; absent when there is no limit.");

    private ContainerMetrics() {
    }
}
