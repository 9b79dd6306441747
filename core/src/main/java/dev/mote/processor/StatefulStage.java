package dev.mote.processor;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Rewriter;

/**
 * A processor that is an {@link Edit} with a memory: what it has seen once it must not see again,
 * so it takes a batch over, and keeps the result while the next one does not want it.
 */
public final class StatefulStage extends HoldingStage {
    private final Rewriter rewriter;
    private final Remembered memory;

    public StatefulStage(Context context, Edit edit, Consumer next) {
        super(context, next);
        rewriter = new Rewriter(edit);
        memory = edit instanceof Remembered remembered ? remembered : null;
    }

    /** What must survive a restart; null when nothing must. */
    public Remembered memory() {
        return memory;
    }

    @Override
    protected boolean take(Batch batch) {
        boolean read = rewriter.rewrite(batch);
        if (read && rewriter.result().length > 0) {
            outbox.send(rewriter.result());
        }
        return read;
    }
}
