package dev.mote.exporter;

import dev.mote.component.Batch;
import dev.mote.telemetry.Log;

/**
 * Says once when delivery of a signal begins to fail, with the cause, and once when it works again.
 */
final class DeliveryLog {
    private static final long SECOND = 1_000_000_000L;

    private final Log log;
    private final String id;
    private final Batch.Signal signal;
    private final String url;
    private boolean troubled;
    private boolean refusedSaid;
    private boolean fullSaid;
    private boolean partlySaid;
    private long sinceNanos;
    /** Since something was delivered last. */
    private long dropped;

    DeliveryLog(Log log, String id, Batch.Signal signal, String url) {
        this.log = log;
        this.id = id;
        this.signal = signal;
        this.url = url;
    }

    /** Whether a cause has been said and not yet taken back: further ones are not said. */
    boolean isTroubled() {
        return troubled;
    }

    /** Whether a refusal has been said since; a retry said before is no reason not to. */
    boolean hasSaidRefused() {
        return refusedSaid;
    }

    void failed(String cause, boolean retries, long nowNanos) {
        if (!troubled) {
            begin(nowNanos);
            log.warning(id + ": cannot deliver " + signal.key + " to " + url + ": " + cause
                    + (retries ? "; keeping them, retrying" : "; dropping them"));
        }
    }

    void refused(String cause, long nowNanos) {
        if (!troubled) {
            begin(nowNanos);
        }
        if (!refusedSaid) {
            refusedSaid = true;
            log.warning(id + ": " + url + " refuses " + signal.key + ", which are dropped: "
                    + cause);
        }
    }

    private void begin(long nowNanos) {
        troubled = true;
        sinceNanos = nowNanos;
    }

    void dropped(long items) {
        dropped += items;
    }

    void queueFull() {
        if (!fullSaid) {
            fullSaid = true;
            log.warning(id + ": the space for waiting data is full; the oldest is dropped");
        }
    }

    void delivered(long nowNanos) {
        if (troubled) {
            log.info(id + ": delivers " + signal.key + " to " + url + " again, after "
                    + (nowNanos - sinceNanos + SECOND / 2) / SECOND + " s; "
                    + (dropped == 0 ? "nothing was dropped"
                            : dropped + " " + signal.items + " were dropped"));
        }
        troubled = false;
        refusedSaid = false;
        fullSaid = false;
        dropped = 0;
    }

    boolean hasSaidPartlyRefused() {
        return partlySaid;
    }

    void partlyRefused(long rejected, String message) {
        partlySaid = true;
        log.warning(id + ": " + url + (rejected > 0
                ? " refused " + rejected + " " + signal.items + " of a request"
                : " took a request and says")
                + (message == null ? "" : ": " + message));
    }

    void keptAtTheEnd(long count) {
        log.info(id + ": ends with " + count + " " + signal.items
                + " that wait on disk for the next start");
    }

    void lostAtTheEnd(long count) {
        log.warning(id + ": ends with " + count + " " + signal.items + " not delivered to "
                + url);
    }
}
