package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;

/**
 * Where a receiver or connector leads: every pipeline of the batch's signal that names it. What
 * stands behind can be exchanged while the receiver goes on.
 */
public final class Router implements Consumer {
    private final FanOut[] pipelines = {new FanOut(), new FanOut(), new FanOut()};

    void add(Batch.Signal signal, Consumer pipeline) {
        pipelines[signal.ordinal()].add(pipeline);
    }

    /** Leads to where {@code other} does from now on. */
    void become(Router other) {
        System.arraycopy(other.pipelines, 0, pipelines, 0, pipelines.length);
    }

    /** Whether any pipeline takes this signal. */
    @Override
    public boolean takes(Batch.Signal signal) {
        return pipelines[signal.ordinal()].size() > 0;
    }

    @Override
    public Outcome consume(Batch batch) {
        return pipelines[batch.signal.ordinal()].consume(batch);
    }
}
