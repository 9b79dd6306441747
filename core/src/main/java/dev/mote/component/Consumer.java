package dev.mote.component;

/** Takes encoded telemetry of any signal. */
public interface Consumer {
    /**
     * Takes one batch. The batch is lent: it is valid until this returns, copy what you keep.
     */
    Outcome consume(Batch batch);

    /** Whether batches of the signal lead anywhere. */
    default boolean takes(Batch.Signal signal) {
        return true;
    }
}
