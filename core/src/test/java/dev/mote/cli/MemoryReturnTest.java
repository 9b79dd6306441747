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
        assertEquals(70, next());
        assertEquals(100, next()); // measured
        kilobytes = 1264;
        assertEquals(140, next()); // not enough to speak of
        kilobytes = 1700;
        assertEquals(180, next()); // given back
        assertEquals(210, next()); // for nothing
        assertEquals(280, next());
        assertEquals(310, next());
        assertEquals(440, next());
        kilobytes = 1200;
        assertEquals(470, next());
        assertEquals(720, next()); // nothing to do: it looks more often again
        assertEquals(760, next());
    }

    @Test
    void waitsForAnHourAtMost() {
        next();
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
        next();
        kilobytes = 20_000;
        long before = next();
        assertEquals(before + 40, next());
    }
}
