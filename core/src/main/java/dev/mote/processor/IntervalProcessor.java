package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.config.Section;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Regrouping;
import dev.mote.otlp.Rewriter;
import dev.mote.otlp.SeriesHash;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/**
 * {@code interval}: of each series only the last point of every interval goes on. That is for
 * monotonic cumulative sums and cumulative histograms, and for gauges and summaries unless
 * {@code pass_through} lets them through; everything else goes on at once.
 */
public final class IntervalProcessor implements Consumer, Component, Edit {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int BYTES_MAX = 64 << 20;

    private final Context context;
    private final long intervalNanos;
    private final boolean gaugesPass;
    private final boolean summariesPass;
    private final Rewriter rewriter = new Rewriter(this);
    private final Outbox outbox;
    private final Counter malformed;
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
    private long dueNanos;
    private boolean closing;

    private IntervalProcessor(Context context, Consumer next) {
        this.context = context;
        intervalNanos = context.section.duration("interval", 60 * SECOND_NANOS, SECOND_NANOS / 10,
                86_400 * SECOND_NANOS);
        Section pass = context.section.section("pass_through");
        gaugesPass = pass.bool("gauge", false);
        summariesPass = pass.bool("summary", false);
        pass.finish();
        context.section.finish();
        outbox = new Outbox(context, next);
        malformed = CumulativeToDeltaProcessor.dropped(context, "malformed");
        dueNanos = context.os().clock().monotonicNanos() + intervalNanos;
    }

    public static IntervalProcessor from(Context context, Consumer next) {
        return new IntervalProcessor(context, next);
    }

    @Override
    public Outcome consume(Batch from) {
        if (!outbox.flush()) {
            return Outcome.RETRY_LATER;
        }
        if (!rewriter.rewrite(from)) {
            malformed.add(from.items);
            return Outcome.REJECTED;
        }
        if (rewriter.result().length > 0) {
            outbox.send(rewriter.result());
        }
        if (bytes > BYTES_MAX || closing) {
            emit();
        }
        outbox.holds(bytes);
        return Outcome.ACCEPTED;
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

    private void emit() {
        dueNanos = context.os().clock().monotonicNanos() + intervalNanos;
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

    @Override
    public String id() {
        return context.id;
    }

    @Override
    public int doWork(long nowNanos) {
        int done = outbox.doWork(nowNanos);
        if (nowNanos >= dueNanos && outbox.isEmpty()) {
            emit();
            done++;
        }
        return done;
    }

    @Override
    public long nextDeadlineNanos() {
        return outbox.isEmpty() ? dueNanos : outbox.nextDeadlineNanos();
    }

    @Override
    public void beginShutdown(long nowNanos) {
        closing = true;
        dueNanos = nowNanos;
    }

    @Override
    public boolean isDrained() {
        return kept == 0 && outbox.isEmpty();
    }
}
