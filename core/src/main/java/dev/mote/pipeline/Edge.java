package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;

/**
 * A place between two components: in front of a pipeline's first, or behind a processor. What
 * stands behind it can be exchanged between two batches, while those in front of it go on.
 */
final class Edge implements Consumer {
    private Consumer next;

    /** Leads there from now on. */
    void leadTo(Consumer next) {
        this.next = next;
    }

    @Override
    public boolean takes(Batch.Signal signal) {
        return next.takes(signal);
    }

    @Override
    public Outcome consume(Batch batch) {
        return next.consume(batch);
    }
}
