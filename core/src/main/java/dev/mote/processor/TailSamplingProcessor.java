package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Regrouping;
import dev.mote.otlp.Rewriter;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code tail_sampling}: the spans of a trace wait for {@code decision_wait}; then its policies
 * decide whether it is kept. Late spans follow the decision. When the traces that wait take more
 * than {@code memory_limit}, or are more than {@code num_traces}, the oldest are decided early,
 * by what is there of them, and counted.
 *
 * <pre>
 *   spans ─ walk ─ trace by id ── waiting, oldest first ── policies ─ kept:  groups ─ outbox
 *             └ decided already: pass, or left out                  └ not: left out, counted
 * </pre>
 */
public final class TailSamplingProcessor extends HoldingStage implements Edit {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int ID_BYTES = 16;
    /** Kept traces are handed on after so many decisions, so that a batch stays small. */
    private static final int DECISIONS_A_BATCH = 256;

    private final long waitNanos;
    private final int tracesMax;
    private final long bytesMax;
    private final TailPolicies policies;
    private final TailDecisions decisions;
    private final Counter filtered;
    private final Counter early;
    private final Rewriter walk = new Rewriter(this);
    private final Collecting collecting = new Collecting();
    private final Rewriter collect = new Rewriter(collecting);
    private final Regrouping groups = new Regrouping();
    private final Buffer out = new Buffer(1024);
    private final Batch batch = new Batch();

    private final SeriesTable index;
    private TailTrace[] traces = new TailTrace[64];
    /** Waiting traces, by their number in the index, oldest first: a ring. */
    private final int[] order;
    private int oldest;
    private int waiting;
    private long bytes;
    /** Used again, as long as their memory is small beside that of the traces that wait. */
    private final List<TailTrace> spare = new ArrayList<>();
    private long spareBytes;
    private long nowNanos;

    /** Puts the spans of a kept trace into the groups. */
    private final class Collecting implements Edit {
        @Override
        public boolean wants(Level level) {
            return level == Level.RECORD;
        }

        @Override
        public boolean keep(Level level, Item item) {
            groups.append(groups.place(item), item.record);
            return false;
        }
    }

    private TailSamplingProcessor(Context context, Consumer next) {
        super(context, next);
        Section section = context.section;
        waitNanos = section.duration("decision_wait", 30 * SECOND_NANOS, 0, 3600 * SECOND_NANOS);
        tracesMax = (int) section.integer("num_traces", 50_000, 1, 1 << 24);
        section.integer("expected_new_traces_per_sec", 0, 0, Integer.MAX_VALUE);
        bytesMax = section.bytes("memory_limit", 64 << 20, 1 << 16, 1L << 40);
        Section cache = section.section("decision_cache");
        int cached = (int) cache.integer("sampled_cache_size", tracesMax, 1, 1 << 24);
        cached += (int) cache.integer("non_sampled_cache_size", tracesMax, 1, 1 << 24);
        cache.finish();
        policies = new TailPolicies(section);
        section.finish();
        decisions = new TailDecisions(cached);
        index = new SeriesTable(tracesMax);
        order = new int[tracesMax];
        filtered = ItemCounters.filtered(context);
        early = context.telemetry.counter(MoteMetrics.PROCESSOR_EARLY_DECISIONS,
                MoteMetrics.PROCESSOR, context.id);
    }

    public static TailSamplingProcessor from(Context context, Consumer next) {
        return new TailSamplingProcessor(context, next);
    }

    @Override
    protected boolean take(Batch from) {
        nowNanos = context.os().clock().monotonicNanos();
        if (!walk.rewrite(from)) {
            return false;
        }
        if (walk.result().length > 0) {
            outbox.send(walk.result());
        }
        while (bytes > bytesMax) {
            early.add(1);
            decideOldest();
        }
        if (closing) {
            decideUntil(Long.MAX_VALUE);
        }
        handOn();
        return true;
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RECORD;
    }

    /** Spans without a valid trace id belong to no trace, and pass. */
    @Override
    public boolean keep(Level level, Item item) {
        int id = item.signal == Batch.Signal.TRACES ? item.record.field(Otlp.SPAN_TRACE_ID)
                : Message.NONE;
        if (id == Message.NONE || item.record.length(id) != ID_BYTES) {
            return true;
        }
        long high = word(item.record.bytes(id), item.record.offset(id));
        long low = word(item.record.bytes(id), item.record.offset(id) + Long.BYTES);
        int decided = decisions.of(high, low);
        if (decided != TailDecisions.UNKNOWN) {
            filtered.add(1 - decided);
            return decided == 1;
        }
        TailTrace trace = trace(high, low);
        bytes -= trace.bytes.length();
        trace.add(item);
        bytes += trace.bytes.length();
        policies.look(item, trace);
        return false;
    }

    private static long word(byte[] from, int at) {
        long word = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            word = word << 8 | from[at + index] & 0xFF;
        }
        return word;
    }

    private TailTrace trace(long high, long low) {
        int number = index.find(high, low);
        if (number != SeriesTable.NONE) {
            return traces[number];
        }
        if (waiting == tracesMax) {
            early.add(1);
            decideOldest();
        }
        number = index.add(high, low);
        if (number >= traces.length) {
            traces = Arrays.copyOf(traces, index.capacity());
        }
        TailTrace trace = take();
        trace.begin(high, low, nowNanos);
        traces[number] = trace;
        order[(oldest + waiting++) % order.length] = number;
        return trace;
    }

    private void decideOldest() {
        int number = order[oldest];
        TailTrace trace = traces[number];
        oldest = (oldest + 1) % order.length;
        waiting--;
        index.remove(number);
        boolean keep = policies.decide(trace, nowNanos);
        decisions.add(trace.high, trace.low, keep);
        if (keep) {
            batch.set(Batch.Signal.TRACES, trace.bytes.bytes(), 0, trace.bytes.length(),
                    trace.spans, 0);
            collect.rewrite(batch);
        } else {
            filtered.add(trace.spans);
        }
        bytes -= trace.bytes.length();
        traces[number] = null;
        putBack(trace);
    }

    private TailTrace take() {
        if (spare.isEmpty()) {
            return new TailTrace();
        }
        TailTrace trace = spare.remove(spare.size() - 1);
        spareBytes -= trace.bytes.bytes().length;
        return trace;
    }

    private void putBack(TailTrace trace) {
        int capacity = trace.bytes.bytes().length;
        if (spareBytes + capacity <= bytesMax / 4) {
            spareBytes += capacity;
            spare.add(trace);
        }
    }

    private void decideUntil(long seenNanos) {
        int decided = 0;
        while (waiting > 0 && traces[order[oldest]].firstSeenNanos <= seenNanos) {
            decideOldest();
            decided++;
            if (groups.items() > 0 && decided % DECISIONS_A_BATCH == 0) {
                handOn();
            }
        }
    }

    @Override
    protected void emit(long now) {
        nowNanos = now;
        decideUntil(closing ? Long.MAX_VALUE : now - waitNanos);
        handOn();
    }

    private void handOn() {
        if (groups.items() > 0) {
            groups.writeTo(out.clear());
            outbox.send(batch.set(Batch.Signal.TRACES, out.bytes(), 0, out.length(),
                    groups.items(), context.os().clock().wallNanos()));
            groups.clear();
        }
        outbox.holds(bytes);
        dueNanos = waiting == 0 ? Long.MAX_VALUE
                : traces[order[oldest]].firstSeenNanos + waitNanos;
    }
}
