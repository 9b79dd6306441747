package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;

/**
 * Writes data points as OTLP and hands on whole batches. In steady state it allocates nothing.
 *
 * <pre>
 *   out.begin(now, boot);
 *   out.metric(SystemMetrics.CPU_TIME);
 *   out.point().attribute(CPU_MODE, USER).value(12.5);
 *   out.point().attribute(CPU_MODE, IDLE).value(99.0);
 *   out.end();
 * </pre>
 *
 * <p>A metric without points leaves no trace. A batch that reaches {@link #BATCH_BYTES_MAX} is
 * handed on in the middle and the metric goes on in the next one.
 */
public final class MetricsWriter {
    /** Bounds memory, and stays far under the 4 MiB that receivers take by default. */
    public static final int BATCH_BYTES_MAX = 1 << 20;
    /** What a metric with its description and a point or more takes: two bytes say how much. */
    private static final int METRIC_BYTES = 200;

    private static final int RESOURCE_METRICS = 1;
    private static final int RESOURCE = 1;
    private static final int SCOPE_METRICS = 2;
    private static final int SCOPE = 1;
    private static final int SCOPE_NAME = 1;
    private static final int SCOPE_VERSION = 2;
    private static final int METRICS = 2;
    private static final int GAUGE = 5;
    private static final int SUM = 7;
    private static final int POINTS = 1;
    private static final int TEMPORALITY = 2;
    private static final int CUMULATIVE = 2;
    private static final int IS_MONOTONIC = 3;
    private static final int START_TIME = 2;
    private static final int TIME = 3;
    private static final int AS_DOUBLE = 4;
    private static final int AS_INT = 6;
    private static final int POINT_ATTRIBUTES = 7;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;
    private static final int INT_VALUE = 3;

    private final Resource resource;
    private final String firstScopeName;
    private final String scopeVersion;
    private final Convention convention;
    private final Consumer target;
    private final Buffer out;
    private final Batch batch = new Batch();

    private long timeNanos;
    private long startNanos;
    private String scopeName;
    private Metric metric;
    private boolean metricOpen;
    private int resourceMetricsAt;
    private int scopeMetricsAt;
    private int metricAt;
    private int dataAt;
    private int pointAt;
    private int points;
    private int pointsOfCollection;

    public MetricsWriter(Resource resource, String scopeName, String scopeVersion,
            Convention convention, int bytesAtStart, Consumer target) {
        this.resource = resource;
        firstScopeName = scopeName;
        this.scopeVersion = scopeVersion;
        this.convention = convention;
        this.target = target;
        out = new Buffer(bytesAtStart);
    }

    public Convention convention() {
        return convention;
    }

    /** Begins a collection: the time of its points, and since when its counters count. */
    public void begin(long timeNanos, long startNanos) {
        this.timeNanos = timeNanos;
        this.startNanos = startNanos;
        pointsOfCollection = 0;
        scopeName = firstScopeName;
        beginBatch();
    }

    /** The metrics that follow belong to this scope; each collection begins in the first one. */
    public void scope(String name) {
        endMetric();
        Protobuf.end(out, scopeMetricsAt);
        scopeName = name;
        beginScope();
    }

    /** The points that follow belong to this metric. */
    public void metric(Metric metric) {
        endMetric();
        this.metric = metric;
    }

    /** Begins a point that counts since the collection's start time. */
    public MetricsWriter point() {
        return point(startNanos);
    }

    /** Begins a point that counts since {@code startNanos} (wall clock). */
    public MetricsWriter point(long startNanos) {
        if (out.length() > BATCH_BYTES_MAX) {
            endBatch();
            beginBatch();
        }
        if (!metricOpen) {
            beginMetric();
        }
        pointAt = Protobuf.begin(out, POINTS);
        if (metric.instrument != Metric.Instrument.GAUGE) {
            Protobuf.fixed64(out, START_TIME, startNanos);
        }
        Protobuf.fixed64(out, TIME, timeNanos);
        return this;
    }

    public MetricsWriter attribute(Attribute key, Attribute.Value value) {
        byte[] head = Encoded.key(key, convention);
        byte[] tail = Encoded.value(value, convention);
        beginAttribute(head, tail.length).put(tail, 0, tail.length);
        return this;
    }

    /** An attribute whose value is ASCII text. */
    public MetricsWriter attribute(Attribute key, String value) {
        beginText(key, value.length()).ascii(value);
        return this;
    }

    /** An attribute whose value is text from the system; bytes that are not UTF-8 become '?'. */
    public MetricsWriter attribute(Attribute key, byte[] text, int offset, int length) {
        beginText(key, length);
        Utf8.copyValid(text, offset, length, out);
        return this;
    }

    public MetricsWriter attribute(Attribute key, long value) {
        int any = 1 + Protobuf.varintLength(value);
        beginAttribute(Encoded.key(key, convention), 2 + any);
        Protobuf.head(out, VALUE, any);
        Protobuf.varint(out, INT_VALUE, value);
        return this;
    }

    /** An attribute whose text of {@code length} bytes is all that still has to be written. */
    private Buffer beginText(Attribute key, int length) {
        int any = 1 + Protobuf.varintLength(length) + length;
        int value = 1 + Protobuf.varintLength(any) + any;
        beginAttribute(Encoded.key(key, convention), value);
        Protobuf.head(out, VALUE, any);
        return Protobuf.head(out, STRING_VALUE, length);
    }

    /** An attribute whose value of so many bytes is still to be written. */
    private Buffer beginAttribute(byte[] key, int valueBytes) {
        return Protobuf.head(out, POINT_ATTRIBUTES, key.length + valueBytes)
                .put(key, 0, key.length);
    }

    /** Ends the point with an integer. */
    public void value(long value) {
        Protobuf.fixed64(out, AS_INT, value);
        endPoint();
    }

    /** Ends the point with a floating-point number. */
    public void value(double value) {
        Protobuf.fixed64(out, AS_DOUBLE, Double.doubleToRawLongBits(value));
        endPoint();
    }

    private void endPoint() {
        Protobuf.end(out, pointAt);
        points++;
    }

    /** Ends the collection and hands on what is left; returns the points of the collection. */
    public int end() {
        endBatch();
        return pointsOfCollection;
    }

    private void beginBatch() {
        out.clear();
        points = 0;
        resourceMetricsAt = Protobuf.begin(out, RESOURCE_METRICS);
        Buffer encoded = resource.encoded();
        Protobuf.bytes(out, RESOURCE, encoded.bytes(), 0, encoded.length());
        beginScope();
    }

    private void beginScope() {
        scopeMetricsAt = Protobuf.begin(out, SCOPE_METRICS);
        int scope = Protobuf.begin(out, SCOPE);
        Protobuf.ascii(out, SCOPE_NAME, scopeName);
        Protobuf.ascii(out, SCOPE_VERSION, scopeVersion);
        Protobuf.end(out, scope);
    }

    private void endBatch() {
        endMetric();
        Protobuf.end(out, scopeMetricsAt);
        Protobuf.end(out, resourceMetricsAt);
        if (points > 0) {
            pointsOfCollection += points;
            target.consume(batch.set(Batch.Signal.METRICS, out.bytes(), 0, out.length(), points,
                    timeNanos));
        }
    }

    private void beginMetric() {
        metricOpen = true;
        metricAt = Protobuf.begin(out, METRICS, METRIC_BYTES);
        byte[] head = Encoded.head(metric, convention);
        out.put(head, 0, head.length);
        if (metric.instrument == Metric.Instrument.GAUGE) {
            dataAt = Protobuf.begin(out, GAUGE);
        } else {
            dataAt = Protobuf.begin(out, SUM);
            Protobuf.varint(out, TEMPORALITY, CUMULATIVE);
            if (metric.instrument == Metric.Instrument.COUNTER) {
                Protobuf.varint(out, IS_MONOTONIC, 1);
            }
        }
    }

    private void endMetric() {
        if (metricOpen) {
            Protobuf.end(out, dataAt);
            Protobuf.end(out, metricAt, METRIC_BYTES);
            metricOpen = false;
        }
    }
}
