package dev.mote.processor;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * A processor or connector that takes batches over, because it must not see one twice: what it
 * makes of them goes on through its {@link Outbox}, at once or when its time has come.
 */
public abstract class HoldingStage implements Consumer, Component {
    protected final Context context;
    protected final Outbox outbox;
    /** When {@link #emit} is due, monotonic; {@link Long#MAX_VALUE}: nothing waits for a time. */
    protected long dueNanos = Long.MAX_VALUE;
    /** At the end: what comes now must not wait for its time. */
    protected boolean closing;
    protected final Counter malformed;

    protected HoldingStage(Context context, Consumer next) {
        this.context = context;
        outbox = new Outbox(context, next);
        malformed = ItemCounters.dropped(context, "malformed");
    }

    /** Takes a batch over; false: it cannot be read. */
    protected abstract boolean take(Batch batch);

    /** Hands on what has waited for its time, and says when the next time is. */
    protected void emit(long nowNanos) {
        // Nothing waits in a stage that sets no time.
    }

    @Override
    public Outcome consume(Batch batch) {
        if (isBlocked()) {
            return Outcome.RETRY_LATER;
        }
        if (!take(batch)) {
            malformed.add(batch.items);
            return Outcome.REJECTED;
        }
        return Outcome.ACCEPTED;
    }

    /** Whether what waits must be handed on before more is taken over. */
    protected boolean isBlocked() {
        return !outbox.flush();
    }

    @Override
    public final String id() {
        return context.id;
    }

    @Override
    public final int doWork(long nowNanos) {
        int done = outbox.doWork(nowNanos);
        if (nowNanos >= dueNanos && outbox.isEmpty()) {
            dueNanos = Long.MAX_VALUE;
            emit(nowNanos);
            done++;
        }
        return done;
    }

    @Override
    public final long nextDeadlineNanos() {
        return outbox.isEmpty() ? dueNanos : outbox.nextDeadlineNanos();
    }

    @Override
    public final void beginShutdown(long nowNanos) {
        closing = true;
        dueNanos = nowNanos;
    }

    @Override
    public final boolean isDrained() {
        return dueNanos == Long.MAX_VALUE && outbox.isEmpty();
    }
}
