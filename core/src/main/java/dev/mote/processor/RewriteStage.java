package dev.mote.processor;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Rewriter;
import dev.mote.telemetry.Telemetry.Counter;

/** A processor that is one {@link Edit}: it keeps nothing, so its answer is the next one's. */
public final class RewriteStage implements Consumer {
    private final Rewriter rewriter;
    private final Consumer next;
    private final Counter filtered;
    private final Counter malformed;

    public RewriteStage(Context context, Edit edit, Consumer next) {
        rewriter = new Rewriter(edit);
        this.next = next;
        filtered = ItemCounters.filtered(context);
        malformed = ItemCounters.dropped(context, "malformed");
    }

    @Override
    public Outcome consume(Batch batch) {
        if (!rewriter.rewrite(batch)) {
            malformed.add(batch.items);
            return Outcome.REJECTED;
        }
        Batch result = rewriter.result();
        Outcome outcome = result.length == 0 ? Outcome.ACCEPTED : next.consume(result);
        if (outcome == Outcome.ACCEPTED) {
            filtered.add(rewriter.leftOut());
        }
        return outcome;
    }
}
