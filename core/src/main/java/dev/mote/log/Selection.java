package dev.mote.log;

import dev.mote.component.Batch;

/** Which records a reader gets: those of some pipelines or of all, of one signal or of all. */
final class Selection {
    /** Null: all. */
    final Batch.Signal signal;
    final Routes routes;

    /** @param routes none: all */
    Selection(Batch.Signal signal, int... routes) {
        this.signal = signal;
        this.routes = new Routes(routes);
    }

    /** Whether it has what comes from there and lies at this place of the log. */
    boolean has(int route, Batch.Signal signal, long position) {
        return (this.signal == null || this.signal == signal) && routes.want(route, position);
    }

    boolean has(RecordHeader record, long position) {
        return has(record.route, record.signal, position);
    }
}
