package dev.mote.cli;

import dev.mote.component.Component;

/**
 * Gives back the memory that only the start needed, code and data: when the first collection is
 * delivered, and once more when all that follows a start has happened too, such as the first
 * writing of positions. Where nothing is allocated nothing is collected either, and what the config
 * and the first look around left would stay for ever.
 */
final class StartEnd implements Component {
    /** The first collection is delivered by then, and nobody waits for anything. */
    private static final long AFTER_NANOS = 2_000_000_000L;
    /** Five collections at the usual interval. */
    private static final long AGAIN_NANOS = 50_000_000_000L;

    private long dueNanos;
    private boolean again = true;

    StartEnd(long nowNanos) {
        dueNanos = nowNanos + AFTER_NANOS;
    }

    @Override
    public String id() {
        return "start";
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos < dueNanos) {
            return 0;
        }
        dueNanos = again ? nowNanos + AGAIN_NANOS : Long.MAX_VALUE;
        again = false;
        System.gc();
        return 1;
    }

    @Override
    public long nextDeadlineNanos() {
        return dueNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        dueNanos = Long.MAX_VALUE;
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
