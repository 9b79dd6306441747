package dev.mote.semconv;

/** What Mote tells about itself. Points are data points; "host_metrics" is a receiver's id. */
public final class MoteMetrics {
    public static final Attribute RECEIVER = Attribute.of("receiver");
    public static final Attribute COLLECTOR = Attribute.of("collector");
    public static final Attribute EXPORTER = Attribute.of("exporter");
    public static final Attribute PROCESSOR = Attribute.of("processor");
    public static final Attribute SIGNAL = Attribute.of("signal");
    public static final Attribute REASON = Attribute.of("reason");
    public static final Attribute OUTCOME = Attribute.of("outcome");
    public static final Attribute PIPELINE = Attribute.of("pipeline");
    /** Which of a gateway's loops, when it has several. */
    public static final Attribute LOOP = Attribute.of("loop");

    public static final Metric RECEIVER_ACCEPTED_POINTS = Metric.counter(
            "mote.receiver.accepted.points", "{data_point}",
            "Data points that a receiver handed to the pipeline.");
    public static final Metric RECEIVER_ACCEPTED_ITEMS = Metric.counter(
            "mote.receiver.accepted.items", "{item}",
            "Data points, log records or spans that a receiver took and the pipeline accepted.");
    public static final Metric RECEIVER_REJECTED_ITEMS = Metric.counter(
            "mote.receiver.rejected.items", "{item}",
            "Data points, log records or spans that the pipeline refused for good.");
    public static final Metric RECEIVER_REFUSED_REQUESTS = Metric.counter(
            "mote.receiver.refused.requests", "{request}",
            "Requests that a receiver did not take, by reason; the sender was told.");
    public static final Metric RECEIVER_REFUSED_CONNECTIONS = Metric.counter(
            "mote.receiver.refused.connections", "{connection}",
            "Connections that a receiver ended: there were too many, or they were too slow.");
    public static final Metric RECEIVER_MENDED_TEXTS = Metric.counter(
            "mote.receiver.mended.texts", "{text}",
            "Texts that were not UTF-8; each wrong byte became a question mark.");
    public static final Metric RECEIVER_LEFT_OUT = Metric.counter("mote.receiver.left_out",
            "{item}", "What a receiver could not take of what it was sent, by reason.");
    public static final Metric COLLECTIONS = Metric.counter("mote.receiver.collections",
            "{collection}", "Collections of the host's metrics.");
    public static final Metric COLLECTIONS_MISSED = Metric.counter(
            "mote.receiver.collections.missed", "{collection}",
            "Collections that did not take place: the process was stopped or the host slept.");
    public static final Metric COLLECTOR_ERRORS = Metric.counter("mote.collector.errors",
            "{error}", "Readings that failed or were not understood.");
    public static final Metric COLLECTION_DURATION = Metric.gauge(
            "mote.receiver.collection.duration", "s", "How long the last collection took.");
    public static final Metric EXPORTER_ACCEPTED_POINTS = Metric.counter(
            "mote.exporter.accepted.points", "{data_point}",
            "Data points that an exporter took over: sent, queued and dropped ones together.");
    public static final Metric EXPORTER_SENT_POINTS = Metric.counter("mote.exporter.sent.points",
            "{data_point}", "Data points that the far end acknowledged.");
    public static final Metric EXPORTER_DROPPED_POINTS = Metric.counter(
            "mote.exporter.dropped.points", "{data_point}",
            "Data points that were given up, by reason.");
    public static final Metric EXPORTER_SENT_BYTES = Metric.counter("mote.exporter.sent.bytes",
            "By", "Bytes of the requests that the far end acknowledged, as sent.");
    public static final Metric EXPORTER_REQUESTS = Metric.counter("mote.exporter.requests",
            "{request}", "Requests by outcome: success, retry, refused.");
    public static final Metric EXPORTER_QUEUE_POINTS = Metric.upDownCounter(
            "mote.exporter.queue.points", "{data_point}",
            "Data points that wait in memory for delivery.");
    public static final Metric EXPORTER_QUEUE_BYTES = Metric.upDownCounter(
            "mote.exporter.queue.bytes", "By", "Memory that the waiting data points take.");
    public static final Metric PROCESSOR_FILTERED_ITEMS = Metric.counter(
            "mote.processor.filtered.items", "{item}",
            "Data points, log records and spans that a processor left out because it was told to.");
    public static final Metric PROCESSOR_DROPPED_ITEMS = Metric.counter(
            "mote.processor.dropped.items", "{item}",
            "Data points, log records and spans that a processor lost, by reason.");
    public static final Metric PROCESSOR_REFUSED_ITEMS = Metric.counter(
            "mote.processor.refused.items", "{item}",
            "Data points, log records and spans that were told to come again later.");
    public static final Metric PROCESSOR_FAILED_ITEMS = Metric.counter(
            "mote.processor.failed.items", "{item}",
            "Data points, log records and spans for which a user's own code failed.");
    public static final Metric PROCESSOR_EARLY_DECISIONS = Metric.counter(
            "mote.processor.early_decisions", "{trace}",
            "Traces that were decided before their time, because too many waited.");
    public static final Metric PROCESSOR_QUEUE_BYTES = Metric.upDownCounter(
            "mote.processor.queue.bytes", "By", "Memory of the data that a processor holds.");
    public static final Metric CONFIG_RELOADS = Metric.counter("mote.config.reloads", "{reload}",
            "Times that the config was read anew, by outcome: applied, refused.");
    public static final Metric CONFIG_CURRENT = Metric.gauge("mote.config.current", "1",
            "1: what runs is what the config says; 0: the config was refused, or in part waits for "
            + "the next start.");
    public static final Metric CPU_TIME = Metric.counter("mote.process.cpu.time", "s",
            "Processor time that Mote has used.");
    public static final Metric MEMORY = Metric.upDownCounter("mote.process.memory.resident", "By",
            "Memory of Mote that is resident.");
    public static final Metric UPTIME = Metric.gauge("mote.process.uptime", "s",
            "How long Mote has been running.");

    private MoteMetrics() {
    }
}
