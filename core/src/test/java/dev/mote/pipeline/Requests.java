package dev.mote.pipeline;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;

/** Requests for tests, of numbered items. */
public final class Requests {
    private Requests() {
    }

    public static Buffer metrics(int points) {
        return SimFarEnd.request(Batch.Signal.METRICS, 0, points, 30);
    }
}
