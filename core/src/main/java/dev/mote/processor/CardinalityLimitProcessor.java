package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.SeriesHash;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * {@code cardinality_limit}: at most {@code limit} series for each metric of a resource. Points of
 * sums beyond it are added up, those of one request and metric, to one point with the only
 * attribute {@code otel.metric.overflow=true}; points of gauges and histograms beyond it are
 * dropped, since their sum would mean nothing. Both are counted. A series that has not been seen
 * for {@code series_ttl} makes room.
 */
public final class CardinalityLimitProcessor implements Edit {
    private static final byte[] OVERFLOW = Settings.utf8("otel.metric.overflow");

    private final Context context;
    private final int limit;
    private final SeriesTracker series;
    private final SeriesCounts counts;
    private final SeriesHash hash = new SeriesHash();
    private final Counter overflowed;
    private final AnyValue yes = new AnyValue().bool(true);
    private final Message overflow = new Message();
    /** The metric whose points are coming. */
    private long metricHigh;
    private long metricLow;
    private int metric;
    /** Its points beyond the limit so far: how many, and their sum. */
    private int pending;
    private boolean real;
    private long integers;
    private double doubles;
    private long startNanos;
    private long timeNanos;

    private CardinalityLimitProcessor(Context context) {
        this.context = context;
        limit = (int) context.section.integer("limit", 2_000, 1, 1 << 24);
        series = SeriesTracker.from(context, "series_ttl");
        counts = new SeriesCounts();
        series.onForgetting(counts::forget);
        context.section.finish();
        overflowed = ItemCounters.dropped(context, "cardinality_limit");
    }

    public static Consumer from(Context context, Consumer next) {
        return new StatefulStage(context, new CardinalityLimitProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level != Level.EVENT;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RECORD) {
            return item.dataField == 0 || hasRoom(item) || overflow(item);
        }
        hash.around(level, item);
        if (level == Level.METRIC) {
            hash.ofMetric();
            metricHigh = hash.high();
            metricLow = hash.low();
            metric = counts.of(metricHigh, metricLow);
            pending = 0;
            real = false;
            integers = 0;
            doubles = 0;
            startNanos = 0;
            timeNanos = 0;
        }
        return true;
    }

    private boolean hasRoom(Item item) {
        long nowNanos = context.os().clock().monotonicNanos();
        hash.of(item);
        int number = series.find(hash, nowNanos);
        if (number == SeriesTable.NONE && counts.get(metric) < limit) {
            number = series.add(hash, nowNanos);
            if (number != SeriesTable.NONE) {
                counts.add(metricHigh, metricLow, number);
                metric = counts.of(metricHigh, metricLow);
            }
        }
        return number != SeriesTable.NONE;
    }

    private boolean overflow(Item item) {
        overflowed.add(1);
        Message point = item.record;
        if (item.dataField == Otlp.SUM) {
            boolean integer = point.field(Otlp.AS_INT) != Message.NONE;
            integers += integer ? point.number(Otlp.AS_INT) : 0;
            doubles += integer ? 0 : Double.longBitsToDouble(point.number(Otlp.AS_DOUBLE));
            real |= !integer;
            long start = point.number(Otlp.START_TIME);
            startNanos = pending == 0 ? start : Math.min(startNanos, start);
            timeNanos = Math.max(timeNanos, point.number(Otlp.TIME));
            pending++;
        }
        return false;
    }

    @Override
    public int atEndOfMetric(Item item, Buffer points) {
        if (pending == 0) {
            return 0;
        }
        overflow.begin(Message.Kind.NUMBER);
        overflow.put(OVERFLOW, yes);
        overflow.setFixed64(Otlp.START_TIME, startNanos);
        overflow.setFixed64(Otlp.TIME, timeNanos);
        overflow.setFixed64(real ? Otlp.AS_DOUBLE : Otlp.AS_INT, real
                ? Double.doubleToRawLongBits(doubles + integers) : integers);
        int start = Protobuf.begin(points, 1);
        overflow.writeTo(points);
        Protobuf.end(points, start);
        return 1;
    }
}
