package dev.mote.http2;

/**
 * Counts frames that cost work and bring nothing, and requests that are taken back: a few are
 * usual, a flood is an attack.
 */
final class IdleFrames {
    private static final long SECOND = 1_000_000_000L;

    private long count;
    private long countedNanos;

    void count() {
        count++;
    }

    /** Whether there have been more than are forgiven with time. */
    boolean areTooMany(long nowNanos) {
        if (count <= Http2Limits.IDLE_FRAMES_MAX) {
            return false;
        }
        long seconds = Math.min((nowNanos - countedNanos) / SECOND, Http2Limits.IDLE_FRAMES_MAX);
        countedNanos = nowNanos;
        count = Math.max(0, count - seconds * Http2Limits.IDLE_FRAMES_PER_SECOND);
        return count > Http2Limits.IDLE_FRAMES_MAX;
    }
}
