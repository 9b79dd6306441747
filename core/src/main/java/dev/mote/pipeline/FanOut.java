package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;
import java.util.Arrays;

/** Gives each batch to several consumers, one after the other. */
final class FanOut implements Consumer {
    private Consumer[] consumers = {};

    void add(Consumer consumer) {
        consumers = Arrays.copyOf(consumers, consumers.length + 1);
        consumers[consumers.length - 1] = consumer;
    }

    int size() {
        return consumers.length;
    }

    /**
     * Retry later when any wants that, since nothing may be lost (the others then see the batch
     * twice); else accepted when any has taken it over. Rejected when all of them find
     * the data bad; where there is nobody, that is not the data's fault.
     */
    @Override
    public Outcome consume(Batch batch) {
        Outcome joint = size() == 0 ? Outcome.RETRY_LATER : Outcome.REJECTED;
        for (Consumer consumer : consumers) {
            Outcome outcome = consumer.consume(batch);
            if (outcome == Outcome.RETRY_LATER || joint == Outcome.REJECTED) {
                joint = outcome;
            }
        }
        return joint;
    }
}
