package dev.mote.log;

import dev.mote.component.Batch;

/** Which records a reader gets: those of some pipelines or of all, of one signal or of all. */
final class Selection {
    /** Null: all. */
    final Batch.Signal signal;
    /** Empty: all. */
    private final int[] routes;

    Selection(Batch.Signal signal, int... routes) {
        this.signal = signal;
        this.routes = routes;
    }

    boolean has(int route, Batch.Signal signal) {
        if (this.signal != null && this.signal != signal) {
            return false;
        }
        boolean found = routes.length == 0;
        for (int each : routes) {
            found |= each == route;
        }
        return found;
    }

    boolean has(RecordHeader record) {
        return has(record.route, record.signal);
    }
}
