package dev.mote.log;

/**
 * Whether the date can be trusted with what is old: after a jump of more than an hour nothing
 * expires for ten minutes, since whoever set it may set it once more.
 */
final class ClockJumps {
    private static final long JUMP_NANOS = 3_600_000_000_000L;
    private static final long SETTLES_NANOS = 600_000_000_000L;

    private long offsetNanos;
    private long settledNanos;

    ClockJumps(long nowNanos, long wallNanos) {
        offsetNanos = wallNanos - nowNanos;
        settledNanos = nowNanos;
    }

    /** Looks at both clocks, monotonic and wall. */
    boolean isSettled(long nowNanos, long wallNanos) {
        long offset = wallNanos - nowNanos;
        if (Math.abs(offset - offsetNanos) > JUMP_NANOS) {
            settledNanos = nowNanos + SETTLES_NANOS;
        }
        offsetNanos = offset;
        return nowNanos >= settledNanos;
    }
}
