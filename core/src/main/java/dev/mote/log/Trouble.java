package dev.mote.log;

import dev.mote.os.Errno;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/** Whether the log's directory can be written, said when that changes, and when to try again. */
final class Trouble {
    private static final long RETRY_FIRST_NANOS = 1_000_000_000L;
    private static final long RETRY_MAX_NANOS = 60 * RETRY_FIRST_NANOS;

    private final Log log;
    private final Telemetry.Counter errors;
    private String cause;
    private long retryAfterNanos;
    private long nextRetryNanos = Long.MAX_VALUE;

    Trouble(Log log, Telemetry.Counter errors) {
        this.log = log;
        this.errors = errors;
    }

    /** Why the directory cannot be written; null: it can. */
    String cause() {
        return cause;
    }

    boolean isOver() {
        return cause == null;
    }

    long nextRetryNanos() {
        return nextRetryNanos;
    }

    void begin(String directory, int error, long nowNanos) {
        errors.add(1);
        if (cause == null) {
            cause = Errno.describe(error);
            retryAfterNanos = RETRY_FIRST_NANOS;
            nextRetryNanos = nowNanos + retryAfterNanos;
            log.warning(directory + ": " + cause + "; what is not delivered is kept in memory "
                    + "until it can be written again");
        }
    }

    /** It still does not work. */
    void retryLater(long nowNanos) {
        errors.add(1);
        retryAfterNanos = Math.min(2 * retryAfterNanos, RETRY_MAX_NANOS);
        nextRetryNanos = nowNanos + retryAfterNanos;
    }

    void end(String directory) {
        cause = null;
        nextRetryNanos = Long.MAX_VALUE;
        log.info(directory + ": can be written again");
    }
}
