package dev.mote.exporter;

import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * What became of the points that an exporter took over. At every moment outside a call
 * {@code accepted = sent + queued + dropped}.
 */
public final class DeliveryCounters {
    public final Counter accepted;
    public final Counter sent;
    public final Counter sentBytes;
    public final Counter queuedPoints;
    public final Counter queuedBytes;
    /** The queue had no room: the oldest gave way. */
    public final Counter droppedQueueFull;
    /** The far end will not take the request, now or later. */
    public final Counter droppedRefused;
    /** The far end took the request, but not these points. */
    public final Counter droppedPartly;
    /** It was older than the limit. */
    public final Counter droppedExpired;
    /** The log's bytes were not what had been written. */
    public final Counter droppedDamaged;
    /** Retrying has been switched off, or its time is up. */
    public final Counter droppedGivenUp;
    /** The process ended before they could be delivered. */
    public final Counter droppedShutdown;
    public final Counter requestsSucceeded;
    public final Counter requestsRetried;
    public final Counter requestsRefused;

    public DeliveryCounters(Telemetry telemetry, String exporter) {
        accepted = telemetry.counter(MoteMetrics.EXPORTER_ACCEPTED_POINTS, MoteMetrics.EXPORTER,
                exporter);
        sent = telemetry.counter(MoteMetrics.EXPORTER_SENT_POINTS, MoteMetrics.EXPORTER, exporter);
        sentBytes = telemetry.counter(MoteMetrics.EXPORTER_SENT_BYTES, MoteMetrics.EXPORTER,
                exporter);
        queuedPoints = telemetry.counter(MoteMetrics.EXPORTER_QUEUE_POINTS, MoteMetrics.EXPORTER,
                exporter);
        queuedBytes = telemetry.counter(MoteMetrics.EXPORTER_QUEUE_BYTES, MoteMetrics.EXPORTER,
                exporter);
        droppedQueueFull = dropped(telemetry, exporter, "queue_full");
        droppedRefused = dropped(telemetry, exporter, "refused");
        droppedPartly = dropped(telemetry, exporter, "partly_refused");
        droppedExpired = dropped(telemetry, exporter, "expired");
        droppedDamaged = dropped(telemetry, exporter, "damaged");
        droppedGivenUp = dropped(telemetry, exporter, "given_up");
        droppedShutdown = dropped(telemetry, exporter, "shutdown");
        requestsSucceeded = requests(telemetry, exporter, "success");
        requestsRetried = requests(telemetry, exporter, "retry");
        requestsRefused = requests(telemetry, exporter, "refused");
    }

    private static Counter dropped(Telemetry telemetry, String exporter, String reason) {
        return telemetry.counter(MoteMetrics.EXPORTER_DROPPED_POINTS, MoteMetrics.EXPORTER,
                exporter, MoteMetrics.REASON, reason);
    }

    private static Counter requests(Telemetry telemetry, String exporter, String outcome) {
        return telemetry.counter(MoteMetrics.EXPORTER_REQUESTS, MoteMetrics.EXPORTER, exporter,
                MoteMetrics.OUTCOME, outcome);
    }

    /** Points dropped for any reason. */
    public long dropped() {
        return droppedQueueFull.value() + droppedRefused.value() + droppedPartly.value()
                + droppedExpired.value() + droppedDamaged.value() + droppedGivenUp.value()
                + droppedShutdown.value();
    }
}
