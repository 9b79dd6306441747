package dev.mote.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MemoryReturnTest implements MemoryReturn.Collections {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final MemoryReturn memory = new MemoryReturn(this, 0);
    private long seconds;
    private long kilobytes = 1200;

    @Override
    public long lastNanos() {
        return seconds * SECOND_NANOS;
    }

    @Override
    public long residentBytes() {
        return kilobytes << 10;
    }

    /** Collects every ten seconds until it has done something; returns when that was. */
    private long next() {
        do {
            seconds += 10;
        } while (memory.doWork(lastNanos() + 1000) == 0);
        return seconds;
    }

    @Test
    void givesBackOnceAndWhenMoreIsResident() {
        assertEquals(2 * SECOND_NANOS, memory.nextDeadlineNanos());
        assertEquals(10, next());
        assertEquals(Long.MAX_VALUE, memory.nextDeadlineNanos());
        assertEquals(40, next()); // measured
        kilobytes = 1264;
        assertEquals(80, next()); // not enough to speak of
        kilobytes = 1700;
        assertEquals(120, next()); // given back
        assertEquals(150, next()); // for nothing
        assertEquals(220, next());
        assertEquals(250, next());
        assertEquals(380, next());
        kilobytes = 1200;
        assertEquals(410, next());
        assertEquals(660, next()); // nothing to do: it looks more often again
        assertEquals(700, next());
    }

    @Test
    void waitsForAnHourAtMost() {
        next();
        next();
        kilobytes = 1700;
        long longest = 0;
        for (int at = 0; at < 40; at++) {
            long before = seconds;
            longest = Math.max(longest, next() - before);
        }
        assertEquals(3610, longest);
    }

    @Test
    void looksOnlyAtACollectionOfAfterwards() {
        next();
        assertEquals(0, memory.doWork(1000 * SECOND_NANOS));
    }

    @Test
    void leavesALargeHeapAloneAndDoesWithoutTheNumber() {
        kilobytes = 0;
        next();
        next();
        kilobytes = 20_000;
        long before = next();
        assertEquals(before + 40, next());
    }
}
