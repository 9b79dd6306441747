package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.otlp.AttributeReader;
import dev.mote.otlp.ExponentialPoint;
import dev.mote.otlp.HistogramPoint;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.ProtobufReader;
import dev.mote.otlp.SummaryPoint;
import dev.mote.semconv.Metric.Instrument;
import dev.mote.semconv.MoteMetrics;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.telemetry.Telemetry;

/**
 * Walks through OTLP metrics and says them as Prometheus's samples (OpenTelemetry specification,
 * compatibility/prometheus_and_openmetrics.md): a histogram becomes its buckets, its sum and its
 * count, a resource the labels {@code job} and {@code instance} and one {@code target_info}. What
 * Prometheus has no place for is left out and counted. In steady state it allocates nothing.
 */
public final class Samples {
    /** Takes what is said. All arguments are lent for the call. */
    interface Sink {
        /** A metric of another name begins; {@code kind} is one of {@link MetricsReader}'s. */
        void metric(Buffer family, MetricsReader reader);

        /** The samples of one point follow; {@code ended}: its series has, there are no values. */
        default void point(Labels labels, boolean ended, long timeMillis) {
        }

        /**
         * One sample. Its labels are {@code labels} and {@code extra}, when that is not null.
         *
         * @param suffix behind the metric's name, as {@code _bucket}
         */
        void sample(String suffix, Labels labels, String extra, Buffer extraValue, double value,
                long timeMillis);

        /** {@code ended}: the series has, and the point has no values. */
        void histogram(Labels labels, ExponentialPoint point, boolean ended, long timeMillis);

        /** An exemplar of the sample or histogram that was said last. */
        void exemplar(Labels labels, double value, long timeMillis);

        /** The sample {@code target_info} of a resource. */
        void target(Labels labels, long timeMillis);
    }

    /** What Prometheus takes for "this series has ended" (model/value in its sources). */
    static final double STALE = Double.longBitsToDouble(0x7FF0_0000_0000_0002L);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int RESOURCE = 1;
    private static final int ATTRIBUTES = 1;

    private final MetricsReader reader = MetricsReader.ofAllKinds();
    private final AttributeReader resource = new AttributeReader();
    private final ProtobufReader message = new ProtobufReader();
    private final HistogramPoint histogram = new HistogramPoint();
    private final ExponentialPoint exponential = new ExponentialPoint();
    private final SummaryPoint summary = new SummaryPoint();
    private final Labels labels = new Labels();
    private final Buffer family = new Buffer(64);
    private final Buffer unit = new Buffer(32);
    private final Buffer job = new Buffer(32);
    private final Buffer instance = new Buffer(32);
    private final Buffer bound = new Buffer(32);
    private final Decimal decimal = new Decimal();
    private final Telemetry.Counter deltas;
    private final Telemetry.Counter malformed;
    private final Telemetry.Counter coarse;

    private final SampleSettings settings;
    private final Exemplars exemplars = new Exemplars();
    private Sink sink;
    private int resourceOffset;
    private int left;

    /** @param exporter whose losses these are */
    public Samples(SampleSettings settings, Telemetry telemetry, String exporter) {
        this.settings = settings;
        deltas = dropped(telemetry, exporter, "delta");
        malformed = dropped(telemetry, exporter, "malformed");
        coarse = dropped(telemetry, exporter, "too_coarse");
    }

    private static Telemetry.Counter dropped(Telemetry telemetry, String exporter, String reason) {
        return telemetry.counter(PrometheusMetrics.DROPPED_POINTS, MoteMetrics.EXPORTER, exporter,
                PrometheusMetrics.REASON, reason);
    }

    /** Says every point of the request; false when its bytes are malformed from somewhere on. */
    boolean walk(byte[] otlp, int offset, int length, Sink sink) {
        this.sink = sink;
        resourceOffset = -1;
        left = 0;
        reader.over(otlp, offset, length);
        while (reader.nextPoint()) {
            if (reader.resourceOffset() != resourceOffset) {
                resourceOffset = reader.resourceOffset();
                beginResource();
            }
            if (reader.newMetric()) {
                beginMetric();
            }
            point();
        }
        return !reader.malformed();
    }

    /** Points of the request that Prometheus has no place for. */
    int left() {
        return left;
    }

    private void leave(Telemetry.Counter counter) {
        counter.add(1);
        left++;
    }

    private void beginResource() {
        job.clear();
        instance.clear();
        labels.clear();
        int nameAt = 0;
        int nameLength = 0;
        int described = 0;
        byte[] bytes = reader.bytes();
        message.over(bytes, resourceOffset, resourceOffset + reader.resourceLength());
        while (message.nextField()) {
            if (message.field() != RESOURCE || !message.isBytes()) {
                continue;
            }
            resource.over(bytes, message.offset(), message.offset() + message.length(),
                    ATTRIBUTES);
            while (resource.next()) {
                if (keyIs("service.name")) {
                    nameAt = resource.textOffset();
                    nameLength = resource.textLength();
                } else if (keyIs("service.namespace")) {
                    resource.appendText(job);
                } else if (keyIs("service.instance.id")) {
                    resource.appendText(instance);
                } else {
                    resource.appendText(labels.add(bytes, resource.keyOffset(),
                            resource.keyLength()));
                    described++;
                }
            }
        }
        if (job.length() > 0 && nameLength > 0) {
            job.put('/');
        }
        job.put(bytes, nameAt, nameLength);
        if (described > 0 && settings.targetInfo && job.length() + instance.length() > 0) {
            addCommon();
            sink.target(labels.sorted(), reader.timeNanos() / NANOS_PER_MILLI);
        }
    }

    private void addResource() {
        byte[] bytes = reader.bytes();
        message.over(bytes, resourceOffset, resourceOffset + reader.resourceLength());
        while (message.nextField()) {
            if (message.field() == RESOURCE && message.isBytes()) {
                resource.over(bytes, message.offset(), message.offset() + message.length(),
                        ATTRIBUTES);
                while (resource.next()) {
                    resource.appendText(labels.add(bytes, resource.keyOffset(),
                            resource.keyLength()));
                }
            }
        }
    }

    private boolean keyIs(String key) {
        return reader.textIs(resource.keyOffset(), resource.keyLength(), key);
    }

    /** Labels of every series; what is there already stays as it is. */
    private void addCommon() {
        if (job.length() > 0 && !labels.has("job")) {
            labels.add("job").put(job.bytes(), 0, job.length());
        }
        if (instance.length() > 0 && !labels.has("instance")) {
            labels.add("instance").put(instance.bytes(), 0, instance.length());
        }
        String[] more = settings.labels;
        for (int at = 0; at < more.length; at += 2) {
            if (!labels.has(more[at])) {
                labels.add(more[at]).utf8(more[at + 1]);
            }
        }
    }

    private void beginMetric() {
        family.clear().put(settings.namespace, 0, settings.namespace.length);
        if (settings.suffixes) {
            Names.family(family, reader.bytes(), reader.nameOffset(), reader.nameLength(),
                    reader.unitOffset(), reader.unitLength(), reader.instrument(), unit);
        } else {
            Names.plain(family, reader.bytes(), reader.nameOffset(), reader.nameLength());
        }
        sink.metric(family, reader);
    }

    private void point() {
        if (reader.temporality() == MetricsReader.DELTA) {
            leave(deltas);
            return;
        }
        labels.clear();
        while (reader.nextAttribute()) {
            reader.attribute().appendText(labels.add(reader.bytes(), reader.keyOffset(),
                    reader.keyLength()));
        }
        if (settings.resourceLabels) {
            addResource();
        }
        addCommon();
        labels.sorted();
        exemplars.over(reader);
        long timeMillis = reader.timeNanos() / NANOS_PER_MILLI;
        sink.point(labels, reader.isEnded(), timeMillis);
        switch (reader.kind()) {
            case MetricsReader.HISTOGRAM -> histogram(timeMillis);
            case MetricsReader.EXPONENTIAL_HISTOGRAM -> exponential(timeMillis);
            case MetricsReader.SUMMARY -> summary(timeMillis);
            default -> number(timeMillis);
        }
    }

    private void number(long timeMillis) {
        boolean total = settings.suffixes && reader.instrument() == Instrument.COUNTER;
        plain(total ? "_total" : "", reader.doubleValue(), timeMillis);
        while (exemplars.next()) {
            exemplars.say(sink);
        }
    }

    private void plain(String suffix, double value, long timeMillis) {
        sink.sample(suffix, labels, null, bound, reader.isEnded() ? STALE : value, timeMillis);
    }

    private void histogram(long timeMillis) {
        if (!histogram.read(reader)) {
            leave(malformed);
            return;
        }
        long below = 0;
        for (int at = 0; at < histogram.bounds(); at++) {
            below += histogram.bucket(at);
            bounded("_bucket", "le", histogram.bound(at), below, timeMillis);
            exemplarsUpTo(at == 0 ? Double.NEGATIVE_INFINITY : histogram.bound(at - 1),
                    histogram.bound(at));
        }
        bounded("_bucket", "le", Double.POSITIVE_INFINITY, histogram.count(), timeMillis);
        exemplarsUpTo(histogram.bounds() == 0 ? Double.NEGATIVE_INFINITY
                : histogram.bound(histogram.bounds() - 1), Double.POSITIVE_INFINITY);
        if (histogram.hasSum()) {
            plain("_sum", histogram.sum(), timeMillis);
        }
        plain("_count", histogram.count(), timeMillis);
    }

    private void exemplarsUpTo(double above, double bound) {
        exemplars.over(reader);
        while (exemplars.next()) {
            if (exemplars.value() > above && exemplars.value() <= bound) {
                exemplars.say(sink);
            }
        }
    }

    private void exponential(long timeMillis) {
        if (!exponential.read(reader) || exponential.scale() > NativeHistogram.SCALE_MAX) {
            leave(malformed);
        } else if (exponential.scale() < NativeHistogram.SCHEMA_MIN) {
            leave(coarse);
        } else {
            sink.histogram(labels, exponential, reader.isEnded(), timeMillis);
            while (exemplars.next()) {
                exemplars.say(sink);
            }
        }
    }

    private void summary(long timeMillis) {
        if (!summary.read(reader)) {
            leave(malformed);
            return;
        }
        for (int at = 0; at < summary.quantiles(); at++) {
            bounded("", "quantile", summary.quantile(at), summary.value(at), timeMillis);
        }
        plain("_sum", summary.sum(), timeMillis);
        plain("_count", summary.count(), timeMillis);
    }

    private void bounded(String suffix, String label, double bound, double value,
            long timeMillis) {
        decimal.append(this.bound.clear(), bound);
        sink.sample(suffix, labels, label, this.bound, reader.isEnded() ? STALE : value,
                timeMillis);
    }
}
