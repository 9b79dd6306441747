package dev.mote.semconv;

/** {@code system.process.*} and {@code process.*}. */
public final class ProcessMetrics {
    public static final Metric COUNT = Metric.upDownCounter("system.process.count", "{process}",
            "Processes by state.").otelcol("system.processes.count");
    public static final Metric CREATED = Metric.counter("system.process.created", "{process}",
            "Processes created since the host booted.").otelcol("system.processes.created");
    public static final Metric LIMIT = Metric.upDownCounter("system.process.limit", "{thread}",
            "How many threads the kernel allows in all.");

    public static final Metric CPU_TIME = Metric.counter("process.cpu.time", "s",
            "CPU seconds that a process used.");
    public static final Metric CPU_UTILIZATION = Metric.gauge("process.cpu.utilization", "1",
            "Share of the host's CPU time that a process used since the last collection.");
    public static final Metric MEMORY_USAGE = Metric.upDownCounter("process.memory.usage", "By",
            "Physical memory that a process uses.");
    public static final Metric MEMORY_VIRTUAL = Metric.upDownCounter("process.memory.virtual",
            "By", "Virtual memory that a process has committed.");
    public static final Metric DISK_IO = Metric.counter("process.disk.io", "By",
            "Bytes that a process had moved from and to disks.");
    public static final Metric THREADS = Metric.upDownCounter("process.thread.count", "{thread}",
            "Threads of a process.").otelcol("process.threads");
    public static final Metric FILE_DESCRIPTORS = Metric.upDownCounter(
            "process.unix.file_descriptor.count", "{file_descriptor}",
            "File descriptors that a process has open.").otelcol("process.open_file_descriptors");
    public static final Metric CONTEXT_SWITCHES = Metric.counter("process.context_switches",
            "{context_switch}", "How often the main thread of a process was switched away from.");
    public static final Metric PAGING_FAULTS = Metric.counter("process.paging.faults", "{fault}",
            "Page faults of a process.");
    public static final Metric UPTIME = Metric.gauge("process.uptime", "s",
            "How long a process has been running.");

    public static final Attribute PID = Attribute.of("process.pid");
    public static final Attribute EXECUTABLE_NAME = Attribute.of("process.executable.name");
    public static final Attribute COMMAND = Attribute.of("process.command");
    public static final Attribute OWNER = Attribute.of("process.owner");
    public static final Attribute CONTEXT_SWITCH_TYPE =
            Attribute.of("process.context_switch.type", "type");

    public static final Attribute.Value USER = Attribute.Value.of("user");
    public static final Attribute.Value SYSTEM = Attribute.Value.of("system");
    public static final Attribute.Value VOLUNTARY = Attribute.Value.of("voluntary");
    public static final Attribute.Value INVOLUNTARY = Attribute.Value.of("involuntary");

    public static final Attribute.Value RUNNING = Attribute.Value.of("running");
    public static final Attribute.Value SLEEPING = Attribute.Value.of("sleeping");
    public static final Attribute.Value STOPPED = Attribute.Value.of("stopped");
    public static final Attribute.Value DEFUNCT = Attribute.Value.of("defunct", "zombies");
    /** The collector tells two kinds of sleep apart; the registry counts both as sleeping. */
    public static final Attribute.Value BLOCKED = Attribute.Value.of("sleeping", "blocked");
    public static final Attribute.Value IDLE = Attribute.Value.of("sleeping", "idle");

    private ProcessMetrics() {
    }
}
