package dev.mote.semconv;

/** {@code system.network.*}, and what TCP probes say. */
public final class NetworkMetrics {
    public static final Metric IO = Metric.counter("system.network.io", "By",
            "Bytes that crossed a network interface.");
    public static final Metric PACKETS = Metric.counter("system.network.packet.count", "{packet}",
            "Packets that crossed a network interface.").otelcol("system.network.packets");
    public static final Metric ERRORS = Metric.counter("system.network.errors", "{error}",
            "Errors that a network interface saw.");
    public static final Metric DROPPED = Metric.counter("system.network.packet.dropped",
            "{packet}", "Packets dropped without an error of their own.")
            .otelcol("system.network.dropped");
    public static final Metric CONNECTIONS = Metric.upDownCounter(
            "system.network.connection.count", "{connection}",
            "Sockets by transport and, for TCP, by state.").otelcol("system.network.connections");

    /** The registry has no probes; these are the names of the collector's tcpcheck receiver. */
    public static final Metric TCP_CHECK_DURATION = Metric.gauge("tcpcheck.duration", "ms",
            "How long connecting took; absent when it failed.");
    public static final Metric TCP_CHECK_STATUS = Metric.gauge("tcpcheck.status", "1",
            "1 if the last connect succeeded, 0 if it failed.");
    public static final Metric TCP_CHECK_ERRORS = Metric.counter("tcpcheck.error", "{error}",
            "Connects that failed, by reason.");

    public static final Attribute TCP_CHECK_ENDPOINT = Attribute.of("tcpcheck.endpoint");
    public static final Attribute ERROR_TYPE = Attribute.of("error.type", "error.code");

    public static final Attribute.Value TCP = Attribute.Value.of("tcp");
    public static final Attribute.Value UDP = Attribute.Value.of("udp");

    private NetworkMetrics() {
    }

    /**
     * The states of a TCP connection, at the index of the kernel's number for them
     * (include/net/tcp_states.h); index 0 is unused, 12 is a request that is not yet a socket.
     */
    public static Attribute.Value[] tcpStates() {
        return new Attribute.Value[] {
            null,
            Attribute.Value.of("established", "ESTABLISHED"),
            Attribute.Value.of("syn_sent", "SYN_SENT"),
            Attribute.Value.of("syn_received", "SYN_RECV"),
            Attribute.Value.of("fin_wait_1", "FIN_WAIT_1"),
            Attribute.Value.of("fin_wait_2", "FIN_WAIT_2"),
            Attribute.Value.of("time_wait", "TIME_WAIT"),
            Attribute.Value.of("closed", "CLOSE"),
            Attribute.Value.of("close_wait", "CLOSE_WAIT"),
            Attribute.Value.of("last_ack", "LAST_ACK"),
            Attribute.Value.of("listen", "LISTEN"),
            Attribute.Value.of("closing", "CLOSING"),
        };
    }
}
