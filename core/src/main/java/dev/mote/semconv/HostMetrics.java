package dev.mote.semconv;

/** What the host as a whole says: uptime, pressure, temperatures. */
public final class HostMetrics {
    public static final Metric UPTIME = Metric.gauge("system.uptime", "s",
            "Time since the host booted.");

    /** The registry has no pressure stall information: this name is Mote's own. */
    public static final Metric PRESSURE_STALL_TIME = Metric.counter(
            "system.linux.pressure.stall_time", "s",
            "Time in which some, or all (full), of the threads waited for a resource.");
    /** Mote's own name, as above; only written when asked for. */
    public static final Metric PRESSURE_AVERAGE = Metric.gauge("system.linux.pressure.average",
            "1", "Share of the last 10, 60 or 300 seconds in which threads waited for a resource.");

    /** The registry's hardware conventions. */
    public static final Metric TEMPERATURE = Metric.gauge("hw.temperature", "Cel",
            "What a temperature sensor says.");

    public static final Attribute PRESSURE_RESOURCE =
            Attribute.of("system.linux.pressure.resource", "resource");
    public static final Attribute PRESSURE_SCOPE =
            Attribute.of("system.linux.pressure.scope", "scope");
    public static final Attribute PRESSURE_WINDOW =
            Attribute.of("system.linux.pressure.window", "window");
    public static final Attribute HARDWARE_ID = Attribute.of("hw.id");
    public static final Attribute HARDWARE_NAME = Attribute.of("hw.name");

    public static final Attribute.Value SOME = Attribute.Value.of("some");
    public static final Attribute.Value FULL = Attribute.Value.of("full");

    private HostMetrics() {
    }
}
