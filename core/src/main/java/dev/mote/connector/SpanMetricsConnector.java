package dev.mote.connector;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.Units;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.MadeMetrics;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Rewriter;
import dev.mote.otlp.SeriesHash;
import dev.mote.processor.HoldingStage;
import dev.mote.processor.ItemCounters;
import dev.mote.processor.SeriesTable;
import dev.mote.processor.Settings;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code span_metrics}: calls and durations of spans, as a sum and a histogram, by service, span
 * name, kind, status and the {@code dimensions} that are asked for; handed on every
 * {@code metrics_flush_interval}.
 */
public final class SpanMetricsConnector extends HoldingStage implements Edit {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final byte[] SCOPE = Settings.utf8("mote/span_metrics");
    private static final byte[] NOTHING = {};
    private static final byte[] SPAN_NAME = Settings.utf8("span.name");
    private static final byte[] SPAN_KIND = Settings.utf8("span.kind");
    private static final byte[] STATUS_CODE = Settings.utf8("status.code");
    private static final String[] KINDS = {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT",
        "PRODUCER", "CONSUMER"};
    private static final String[] CODES = {"UNSET", "OK", "ERROR"};
    private static final String[] TEMPORALITIES =
            {"AGGREGATION_TEMPORALITY_CUMULATIVE", "AGGREGATION_TEMPORALITY_DELTA"};
    /** In milliseconds, as the collector has them. */
    private static final double[] BOUNDS = {2, 4, 6, 8, 10, 50, 100, 200, 400, 800, 1000, 1400,
        2000, 5000, 10_000, 15_000};
    /** A series takes some 500 bytes. */
    private static final int SERIES_MAX = 100_000;

    /** Calls and durations of spans that are alike. */
    private static final class Series {
        final Buffer resource = new Buffer(128);
        final Buffer attributes = new Buffer(64);
        long startNanos;
        long calls;
        double sum;
        long[] buckets;
    }

    private final Counter dropped;
    private final Rewriter walk = new Rewriter(this);
    private final MadeMetrics made = new MadeMetrics(SCOPE);
    private final List<CountedMetric.Dimension> dimensions = new ArrayList<>();
    private final byte[] callsName;
    private final byte[] durationName;
    private final byte[] unit;
    private final double unitNanos;
    private final double[] bounds;
    private final Buffer encodedBounds = new Buffer(128);
    private final Buffer encodedBuckets = new Buffer(128);
    private final boolean delta;
    private final long intervalNanos;
    private final AnyValue[] kinds = new AnyValue[KINDS.length];
    private final AnyValue[] codes = new AnyValue[CODES.length];
    private final SeriesTable table = new SeriesTable(SERIES_MAX);
    private final List<Series> series = new ArrayList<>();
    private final SeriesHash hash = new SeriesHash();
    /** What a series is told by: its attributes stand in for those of a data point. */
    private final Item asPoint = new Item();
    private final Message attributes = new Message();
    private final Message status = new Message();
    private final AnyValue value = new AnyValue();
    private int used;

    private SpanMetricsConnector(Context context, Consumer next) {
        super(context, next);
        Section section = context.section;
        String namespace = section.string("namespace", "traces.span.metrics");
        callsName = Settings.utf8(namespace.isEmpty() ? "calls" : namespace + ".calls");
        durationName = Settings.utf8(namespace.isEmpty() ? "duration" : namespace + ".duration");
        delta = section.choice("aggregation_temporality", 0, TEMPORALITIES) == 1;
        intervalNanos = section.duration("metrics_flush_interval", 60 * SECOND_NANOS,
                SECOND_NANOS / 10, 86_400 * SECOND_NANOS);
        Section histogram = section.section("histogram");
        boolean seconds = histogram.choice("unit", 0, "ms", "s") == 1;
        unit = Settings.utf8(seconds ? "s" : "ms");
        unitNanos = seconds ? 1e9 : 1e6;
        Section explicit = histogram.section("explicit");
        bounds = bounds(explicit, seconds);
        explicit.finish();
        histogram.finish();
        for (Section each : Settings.sections(section, "dimensions")) {
            YamlNode fallback = each.node("default");
            dimensions.add(new CountedMetric.Dimension(
                    Settings.utf8(Settings.needed(each, "name")),
                    fallback == null ? null : Settings.value(fallback)));
            each.finish();
        }
        section.finish();
        dropped = ItemCounters.dropped(context, "too_many_series");
        for (int at = 0; at < kinds.length; at++) {
            kinds[at] = new AnyValue().string("SPAN_KIND_" + KINDS[at]);
        }
        for (int at = 0; at < codes.length; at++) {
            codes[at] = new AnyValue().string("STATUS_CODE_" + CODES[at]);
        }
        for (double bound : bounds) {
            encodedBounds.fixed64(Double.doubleToRawLongBits(bound));
        }
        dueNanos = context.os().clock().monotonicNanos() + intervalNanos;
    }

    private static double[] bounds(Section explicit, boolean seconds) {
        double unit = seconds ? 1e9 : 1e6;
        String[] texts = explicit.strings("buckets");
        double[] bounds = new double[texts.length];
        for (int at = 0; at < texts.length; at++) {
            bounds[at] = Units.nanos(texts[at]) / unit;
            if (bounds[at] < 0 || at > 0 && bounds[at] <= bounds[at - 1]) {
                explicit.problems().error(explicit.node("buckets"), "buckets: expected durations"
                        + " that rise, as [10ms, 100ms, 1s]");
                return BOUNDS;
            }
        }
        if (texts.length > 0) {
            return bounds;
        }
        double[] defaults = BOUNDS.clone();
        for (int at = 0; at < defaults.length && seconds; at++) {
            defaults[at] /= 1000;
        }
        return defaults;
    }

    public static SpanMetricsConnector from(Context context, Consumer next) {
        return new SpanMetricsConnector(context, next);
    }

    /** Spans only add to the series: a full pipeline of metrics does not hold them back. */
    @Override
    protected boolean isBlocked() {
        return false;
    }

    @Override
    protected boolean take(Batch batch) {
        return batch.signal == Batch.Signal.TRACES && walk.rewrite(batch);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE || level == Level.RECORD;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RESOURCE) {
            hash.around(level, item);
            return true;
        }
        Message span = item.record;
        describe(item);
        asPoint.record.begin(Message.Kind.NUMBER);
        asPoint.record.putAll(attributes);
        hash.inResource(asPoint.record);
        int number = table.find(hash.high(), hash.low());
        if (number == SeriesTable.NONE) {
            number = table.add(hash.high(), hash.low());
            if (number == SeriesTable.NONE) {
                dropped.add(1);
                return true;
            }
            begin(number, item);
        }
        long nanos = span.number(Otlp.SPAN_END) - span.number(Otlp.SPAN_START);
        count(series.get(number), Math.max(0, nanos) / unitNanos);
        return true;
    }

    private void describe(Item item) {
        Message span = item.record;
        attributes.begin(Message.Kind.MAP);
        int name = span.field(Otlp.SPAN_NAME);
        if (name != Message.NONE && span.offset(name) != Message.NONE) {
            attributes.put(SPAN_NAME, value.string(span.bytes(name), span.offset(name),
                    span.length(name)));
        }
        attributes.put(SPAN_KIND, kinds[(int) Math.min(KINDS.length - 1,
                Math.max(0, span.number(Otlp.SPAN_KIND)))]);
        attributes.put(STATUS_CODE, codes[(int) Math.min(CODES.length - 1,
                Math.max(0, code(span)))]);
        for (int at = 0; at < dimensions.size(); at++) {
            CountedMetric.Dimension dimension = dimensions.get(at);
            int piece = span.attribute(dimension.key());
            Message from = piece == Message.NONE ? item.resource : span;
            int there = piece == Message.NONE ? from.attribute(dimension.key()) : piece;
            if (there != Message.NONE && from.value(there, value)) {
                attributes.put(dimension.key(), value);
            } else if (dimension.fallback() != null) {
                attributes.put(dimension.key(), dimension.fallback());
            }
        }
    }

    private long code(Message span) {
        int piece = span.field(Otlp.SPAN_STATUS);
        if (piece == Message.NONE || span.offset(piece) == Message.NONE) {
            return 0;
        }
        int from = span.offset(piece);
        status.begin(Message.Kind.STATUS).read(span.bytes(piece), from,
                from + span.length(piece));
        return status.number(Otlp.STATUS_CODE);
    }

    private void begin(int number, Item item) {
        while (series.size() <= number) {
            series.add(new Series());
        }
        used = Math.max(used, number + 1);
        Series begun = series.get(number);
        item.resource.writeTo(begun.resource.clear());
        attributes.writeTo(begun.attributes.clear());
        begun.startNanos = context.os().clock().wallNanos();
        begun.calls = 0;
        begun.sum = 0;
        if (begun.buckets == null) {
            begun.buckets = new long[bounds.length + 1];
        }
        Arrays.fill(begun.buckets, 0);
    }

    private void count(Series of, double duration) {
        of.calls++;
        of.sum += duration;
        int bucket = 0;
        while (bucket < bounds.length && duration > bounds[bucket]) {
            bucket++;
        }
        of.buckets[bucket]++;
    }

    @Override
    protected void emit(long nowNanos) {
        dueNanos = closing ? Long.MAX_VALUE : nowNanos + intervalNanos;
        long now = context.os().clock().wallNanos();
        int temporality = delta ? Otlp.DELTA : Otlp.CUMULATIVE;
        made.begin();
        for (int number = 0; number < used; number++) {
            Series each = series.get(number);
            made.metric(each.resource.bytes(), 0, each.resource.length(), callsName, NOTHING,
                    NOTHING, Otlp.SUM, temporality);
            beginPoint(each, now).setFixed64(Otlp.AS_INT, each.calls);
            made.add();
            made.metric(each.resource.bytes(), 0, each.resource.length(), durationName, NOTHING,
                    unit, Otlp.HISTOGRAM, temporality);
            Message point = beginPoint(each, now);
            point.setFixed64(Otlp.COUNT, each.calls);
            point.setDouble(Otlp.SUM_OF_VALUES, each.sum);
            encodedBuckets.clear();
            for (long bucket : each.buckets) {
                encodedBuckets.fixed64(bucket);
            }
            point.setBytes(Otlp.BUCKET_COUNTS, encodedBuckets.bytes(), 0,
                    encodedBuckets.length());
            point.setBytes(Otlp.EXPLICIT_BOUNDS, encodedBounds.bytes(), 0,
                    encodedBounds.length());
            made.add();
        }
        if (made.points() > 0) {
            outbox.send(made.take(now));
        }
        if (delta) {
            table.clear();
            used = 0;
        }
    }

    private Message beginPoint(Series of, long now) {
        Message point = made.point();
        attributes.begin(Message.Kind.MAP).read(of.attributes.bytes(), 0,
                of.attributes.length());
        point.putAll(attributes);
        point.setFixed64(Otlp.START_TIME, of.startNanos);
        point.setFixed64(Otlp.TIME, now);
        return point;
    }
}
