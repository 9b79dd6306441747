package dev.mote.exporter;

import dev.mote.telemetry.Log;

/** Says once when delivery begins to fail, with the cause, and once when it works again. */
final class DeliveryLog {
    private static final long SECOND = 1_000_000_000L;

    private final Log log;
    private final String id;
    private final String url;
    private final DeliveryCounters counters;
    private boolean troubled;
    private boolean fullSaid;
    private boolean partlySaid;
    private long sinceNanos;
    private long droppedBefore;

    DeliveryLog(Log log, String id, String url, DeliveryCounters counters) {
        this.log = log;
        this.id = id;
        this.url = url;
        this.counters = counters;
    }

    /** Whether a cause has been said and not yet taken back: further ones are not said. */
    boolean isTroubled() {
        return troubled;
    }

    void failed(String cause, boolean retries, long nowNanos) {
        if (!troubled) {
            begin(nowNanos);
            log.warning(id + ": cannot deliver to " + url + ": " + cause
                    + (retries ? "; keeping data, retrying" : "; dropping data"));
        }
    }

    void refused(String cause, long nowNanos) {
        if (!troubled) {
            begin(nowNanos);
            log.warning(id + ": " + url + " refuses data, which is dropped: " + cause);
        }
    }

    private void begin(long nowNanos) {
        troubled = true;
        sinceNanos = nowNanos;
    }

    void queueFull() {
        if (!fullSaid) {
            fullSaid = true;
            log.warning(id + ": the space for waiting data is full; the oldest is dropped");
        }
    }

    void delivered(long nowNanos) {
        if (troubled) {
            long dropped = counters.dropped() - droppedBefore;
            log.info(id + ": delivers to " + url + " again, after "
                    + (nowNanos - sinceNanos + SECOND / 2) / SECOND + " s; "
                    + (dropped == 0 ? "nothing was dropped" : dropped + " points were dropped"));
        }
        troubled = false;
        fullSaid = false;
        droppedBefore = counters.dropped();
    }

    boolean hasSaidPartlyRefused() {
        return partlySaid;
    }

    void partlyRefused(long rejected, String message) {
        partlySaid = true;
        log.warning(id + ": " + url + (rejected > 0
                ? " refused " + rejected + " points of a request" : " took a request and says")
                + (message == null ? "" : ": " + message));
    }

    void keptAtTheEnd(long points) {
        log.info(id + ": ends with " + points + " points that wait on disk for the next start");
    }

    void lostAtTheEnd(long points) {
        log.warning(id + ": ends with " + points + " points not delivered to " + url);
    }
}
