package dev.mote.processor;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Rewriter;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * A processor that is an {@link Edit} with a memory: what it has seen once it must not see again,
 * so it takes a batch over, and keeps the result while the next one does not want it.
 */
public final class StatefulStage implements Consumer, Component {
    private final String id;
    private final Rewriter rewriter;
    private final Remembered memory;
    private final Outbox outbox;
    private final Counter malformed;

    public StatefulStage(Context context, Edit edit, Consumer next) {
        id = context.id;
        rewriter = new Rewriter(edit);
        memory = edit instanceof Remembered remembered ? remembered : null;
        outbox = new Outbox(context, next);
        malformed = context.telemetry.counter(MoteMetrics.PROCESSOR_DROPPED_ITEMS,
                MoteMetrics.PROCESSOR, context.id, MoteMetrics.REASON, "malformed");
    }

    /** What must survive a restart; null when nothing must. */
    public Remembered memory() {
        return memory;
    }

    @Override
    public Outcome consume(Batch batch) {
        if (!outbox.flush()) {
            return Outcome.RETRY_LATER;
        }
        if (!rewriter.rewrite(batch)) {
            malformed.add(batch.items);
            return Outcome.REJECTED;
        }
        if (rewriter.result().length > 0) {
            outbox.send(rewriter.result());
        }
        return Outcome.ACCEPTED;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        return outbox.doWork(nowNanos);
    }

    @Override
    public long nextDeadlineNanos() {
        return outbox.nextDeadlineNanos();
    }

    @Override
    public void beginShutdown(long nowNanos) {
        // What waits is handed on by the last calls of doWork.
    }

    @Override
    public boolean isDrained() {
        return outbox.isEmpty();
    }
}
