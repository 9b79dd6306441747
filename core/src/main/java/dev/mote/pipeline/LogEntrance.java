package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;
import dev.mote.log.BatchLog;

/** Where a pipeline's batches enter the log, once for all its deliveries. */
final class LogEntrance implements Consumer {
    private final int route;
    private BatchLog log;

    LogEntrance(String pipeline) {
        route = route(pipeline);
    }

    /** What the log knows a pipeline by. */
    static int route(String pipeline) {
        return pipeline.hashCode();
    }

    void writeTo(BatchLog log) {
        this.log = log;
    }

    @Override
    public Outcome consume(Batch batch) {
        return log.append(batch, route);
    }
}
