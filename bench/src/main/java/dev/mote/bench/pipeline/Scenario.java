package dev.mote.bench.pipeline;

import dev.mote.component.Batch.Signal;

/**
 * What a pipeline has to do.
 *
 * @param edits whether an attribute is set on every item
 * @param onward whether it goes on to a far end; otherwise it is dropped
 */
record Scenario(String name, Signal signal, boolean edits, boolean onward) {
    String pipeline() {
        return switch (signal) {
            case METRICS -> "metrics";
            case LOGS -> "logs";
            case TRACES -> "traces";
        };
    }
}
