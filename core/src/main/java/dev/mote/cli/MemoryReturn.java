package dev.mote.cli;

import dev.mote.component.Component;

/**
 * Gives back memory that was needed once, code and data. Where nothing is allocated nothing is
 * collected either, and what the config and the first look around left would stay for ever: so when
 * the first collection is delivered, all of it goes, and once more when a slow start is over too.
 *
 * <p>From then on it looks whether more is resident than was enough two collections later: a page
 * that somebody opened, a scrape, a far end that was away each leave up to half a megabyte behind.
 * What is used all the time comes back soon, and then it waits twice as long before the next try,
 * for a giving back costs as much as two collections.
 */
final class MemoryReturn implements Component {
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** The first collection is delivered by then, and nobody waits for anything. */
    private static final long FIRST_NANOS = 2 * SECOND_NANOS;
    /** All that follows a start, such as the first writing of positions, has happened by then. */
    private static final long SECOND_TIME_NANOS = 50 * SECOND_NANOS;
    /** Two collections at the usual interval: what they use is back by then. */
    private static final long SETTLED_NANOS = 20 * SECOND_NANOS;
    private static final long WAIT_NANOS = 30 * SECOND_NANOS;
    private static final long WAIT_NANOS_MAX = 3600 * SECOND_NANOS;

    /** 64 kB, what the kernel maps around one byte of code that is touched. */
    private static final long GROWN_BYTES = 64 << 10;
    /** To look through more than that takes milliseconds in which nobody is served. */
    private static final long BYTES_MAX = 16 << 20;

    private enum Next { FIRST, SECOND, MEASURE, LOOK }

    /** What the last collection says of the process itself. */
    interface Collections {
        /** When it was, monotonic; {@link Long#MIN_VALUE} before the first. */
        long lastNanos();

        /** What was resident then; 0 when it is not known. */
        long residentBytes();
    }

    private final Collections collections;
    private Next next = Next.FIRST;
    private long dueNanos;
    private long waitNanos = WAIT_NANOS;
    private long enoughBytes = BYTES_MAX;

    MemoryReturn(Collections collections, long nowNanos) {
        this.collections = collections;
        dueNanos = nowNanos + FIRST_NANOS;
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public int doWork(long nowNanos) {
        if ((next == Next.FIRST ? nowNanos : collections.lastNanos()) < dueNanos) {
            return 0;
        }
        long bytes = collections.residentBytes();
        switch (next) {
            case FIRST -> giveBack(Next.SECOND, nowNanos + SECOND_TIME_NANOS);
            case SECOND -> giveBack(Next.MEASURE, nowNanos + SETTLED_NANOS);
            case MEASURE -> {
                enoughBytes = bytes > 0 ? Math.min(enoughBytes, bytes) : enoughBytes;
                next = Next.LOOK;
                dueNanos = nowNanos + waitNanos;
            }
            default -> {
                if (bytes > enoughBytes + GROWN_BYTES && bytes <= BYTES_MAX) {
                    waitNanos = Math.min(2 * waitNanos, WAIT_NANOS_MAX);
                    giveBack(Next.MEASURE, nowNanos + SETTLED_NANOS);
                } else {
                    waitNanos = WAIT_NANOS;
                    dueNanos = nowNanos + waitNanos;
                }
            }
        }
        return 1;
    }

    private void giveBack(Next then, long atNanos) {
        System.gc();
        next = then;
        dueNanos = atNanos;
    }

    /** To look it does not wake the loop: a collection does. */
    @Override
    public long nextDeadlineNanos() {
        return next == Next.FIRST ? dueNanos : Long.MAX_VALUE;
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
