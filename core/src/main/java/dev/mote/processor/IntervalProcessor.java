package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Regrouping;
import dev.mote.otlp.Rewriter;
import dev.mote.otlp.SeriesHash;
import java.util.Arrays;

/**
 * {@code interval}: of each series only the last point of every interval goes on. That is for
 * monotonic cumulative sums and cumulative histograms, and for gauges and summaries unless
 * {@code pass_through} lets them through; everything else goes on at once.
 */
public final class IntervalProcessor extends HoldingStage implements Edit {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int BYTES_MAX = 64 << 20;

    private final long intervalNanos;
    private final boolean gaugesPass;
    private final boolean summariesPass;
    private final Rewriter rewriter = new Rewriter(this);
    private final SeriesHash hash = new SeriesHash();
    private final SeriesTable series = new SeriesTable(1 << 20);
    private final Regrouping groups = new Regrouping();
    /** Of each series its last point: where it belongs, when, and its bytes. */
    private int[] places = new int[64];
    private long[] times = new long[64];
    private Buffer[] points = new Buffer[64];
    private int kept;
    private long bytes;
    private final Buffer out = new Buffer(1024);
    private final Batch batch = new Batch();
    private boolean aggregating;

    private IntervalProcessor(Context context, Consumer next) {
        super(context, next);
        intervalNanos = context.section.duration("interval", 60 * SECOND_NANOS, SECOND_NANOS / 10,
                86_400 * SECOND_NANOS);
        Section pass = context.section.section("pass_through");
        gaugesPass = pass.bool("gauge", false);
        summariesPass = pass.bool("summary", false);
        pass.finish();
        context.section.finish();
        dueNanos = context.os().clock().monotonicNanos() + intervalNanos;
    }

    public static IntervalProcessor from(Context context, Consumer next) {
        return new IntervalProcessor(context, next);
    }

    @Override
    protected boolean take(Batch from) {
        if (!rewriter.rewrite(from)) {
            return false;
        }
        if (rewriter.result().length > 0) {
            outbox.send(rewriter.result());
        }
        if (bytes > BYTES_MAX || closing) {
            emit(context.os().clock().monotonicNanos());
        }
        outbox.holds(bytes);
        return true;
    }

    @Override
    public boolean wants(Level level) {
        return level != Level.EVENT;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RECORD) {
            return !aggregating || !remember(item);
        }
        hash.around(level, item);
        aggregating = level == Level.METRIC && isToAggregate(item);
        return true;
    }

    private boolean isToAggregate(Item item) {
        boolean cumulative = item.data.number(Otlp.TEMPORALITY) == Otlp.CUMULATIVE;
        return switch (item.dataField) {
            case Otlp.GAUGE -> !gaugesPass;
            case Otlp.SUMMARY -> !summariesPass;
            case Otlp.SUM -> cumulative && item.data.number(Otlp.IS_MONOTONIC) != 0;
            case Otlp.HISTOGRAM, Otlp.EXPONENTIAL -> cumulative;
            default -> false;
        };
    }

    /** False when there is no room: the point goes on then. */
    private boolean remember(Item item) {
        hash.of(item);
        int number = series.find(hash.high(), hash.low());
        long time = item.record.number(Otlp.TIME);
        if (number == SeriesTable.NONE) {
            number = series.add(hash.high(), hash.low());
            if (number == SeriesTable.NONE) {
                return false;
            }
            ensure(series.capacity());
            places[number] = groups.place(item);
            kept = Math.max(kept, number + 1);
        } else if (time < times[number]) {
            return true;
        } else {
            bytes -= points[number].length();
        }
        times[number] = time;
        if (points[number] == null) {
            points[number] = new Buffer(96);
        }
        item.record.writeTo(points[number].clear());
        bytes += points[number].length();
        return true;
    }

    private void ensure(int capacity) {
        if (capacity > places.length) {
            places = Arrays.copyOf(places, capacity);
            times = Arrays.copyOf(times, capacity);
            points = Arrays.copyOf(points, capacity);
        }
    }

    @Override
    protected void emit(long nowNanos) {
        dueNanos = closing ? Long.MAX_VALUE : nowNanos + intervalNanos;
        for (int number = 0; number < kept; number++) {
            groups.append(places[number], points[number].bytes(), 0, points[number].length());
        }
        if (kept > 0) {
            groups.writeTo(out.clear());
            outbox.send(batch.set(Batch.Signal.METRICS, out.bytes(), 0, out.length(),
                    groups.items(), context.os().clock().wallNanos()));
        }
        groups.clear();
        series.clear();
        kept = 0;
        bytes = 0;
        outbox.holds(0);
    }
}
