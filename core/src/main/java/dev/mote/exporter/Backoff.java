package dev.mote.exporter;

import dev.mote.bytes.RandomBits;

/**
 * How long to wait before the next try: exponential with jitter, as the specification demands. The
 * first wait is short, because most failures are over in a second.
 */
final class Backoff {
    private static final long SECOND = 1_000_000_000L;
    private static final long FIRST_NANOS = SECOND;
    /** Bounds what a server may ask for; one that says a year would silence this host. */
    private static final long RETRY_AFTER_MAX_NANOS = 300 * SECOND;

    private final RandomBits random;
    private final long initialNanos;
    private final long maxNanos;
    private long nextNanos;

    Backoff(RandomBits random, long initialNanos, long maxNanos) {
        this.random = random;
        this.initialNanos = initialNanos;
        this.maxNanos = maxNanos;
    }

    /** The next try is the first one after a success. */
    void reset() {
        nextNanos = 0;
    }

    /**
     * The time to wait now: what the server asked for, or 1, 5, 7.5, 11.25 … 30 s, each times
     * 0.5 to 1.5.
     *
     * @param retryAfterNanos as the server said; -1 when it did not
     */
    long waitNanos(long retryAfterNanos) {
        long base = nextNanos == 0 ? Math.min(FIRST_NANOS, initialNanos) : nextNanos;
        nextNanos = nextNanos == 0 ? initialNanos : Math.min(maxNanos, nextNanos / 2 * 3);
        if (retryAfterNanos >= 0) {
            long asked = Math.min(retryAfterNanos, RETRY_AFTER_MAX_NANOS);
            // Not before, and not all agents at once.
            return asked + random.below(asked / 10 + SECOND);
        }
        return base / 2 + random.below(base + 1);
    }
}
