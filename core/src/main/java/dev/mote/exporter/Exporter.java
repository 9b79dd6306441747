package dev.mote.exporter;

import dev.mote.component.Batch;

/**
 * The end of a pipeline. One that is a {@link dev.mote.component.Consumer} takes batches as they
 * come; a {@link Delivery} reads them from the log.
 */
public interface Exporter {
    /** Where it delivers to, for people, without secrets. */
    String destination();

    /** Whether it has a place for the signal: a pipeline of another one cannot name it. */
    default boolean carries(Batch.Signal signal) {
        return true;
    }
}
