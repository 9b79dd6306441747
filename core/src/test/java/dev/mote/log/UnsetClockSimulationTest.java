package dev.mote.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.os.sim.SimClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Hosts whose clock is wrong, set, right, set by hand and right again, which sleep and are killed
 * in between. In the end each time is the true one where the kernel can know it, and as it was told
 * where it cannot.
 */
class UnsetClockSimulationTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 300);
    private static final long SECOND = LogFixture.SECOND;
    private static final long DAY = 86_400 * SECOND;

    private Random random;
    private LogFixture with;
    private SimClock clock;
    /** How much the clock shows more than it is. */
    private long wrongNanos;
    private List<Long> truth;
    private List<Long> told;

    @Test
    void timesAreTrueInTheEnd() {
        long seed = Long.getLong("sim.seed", 1);
        for (int at = 0; at < CASES; at++) {
            try {
                run(seed + at);
            } catch (AssertionError e) {
                throw new AssertionError("sim.seed=" + (seed + at), e);
            }
        }
    }

    private void begin(long seed) {
        random = new Random(seed);
        with = new LogFixture(true);
        clock = with.sim.clock;
        wrongNanos = 0;
        truth = new ArrayList<>();
        told = new ArrayList<>();
        with.sim.files.put("/proc/sys/kernel/random/boot_id", "one\n");
        set(random.nextInt(3) == 0 ? -clock.wallNanos() : (random.nextInt(60) - 30) * DAY, false);
        with.start();
        with.reader("a");
    }

    private void set(long wrong, boolean isSynchronized) {
        clock.jumpWall(wrong - wrongNanos);
        wrongNanos = wrong;
        clock.isSynchronized = isSynchronized;
    }

    private void run(long seed) {
        begin(seed);
        boolean hasNtp = random.nextBoolean();
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(hasNtp ? 8 : 6)) {
                case 0 -> clock.sleep(random.nextInt(10_000) * SECOND);
                case 1 -> set((random.nextInt(200) - 100) * SECOND * 1000, false);
                case 2 -> with.start().reader("a");
                case 6 -> set(0, true);
                case 7 -> clock.isSynchronized &= random.nextBoolean();
                default -> append();
            }
            clock.advance(random.nextInt(100) * SECOND);
        }
        set(0, hasNtp);
        LogReader reader = with.start().reader("a");
        for (int at = 0; at < truth.size(); at++) {
            assertTrue(reader.next());
            boolean isKnown = hasNtp || told.get(at) < RecordWriter.NO_CLOCK_BEFORE_NANOS;
            long wanted = isKnown ? truth.get(at) : told.get(at);
            assertEquals(wanted, reader.timeNanos(), "record " + at + " of " + truth.size());
        }
    }

    private void append() {
        // By a processor, say.
        long heldNanos = random.nextInt(3) > 0 ? 0
                : Math.min(random.nextInt(20) * SECOND, clock.bootNanos());
        long timeNanos = clock.wallNanos() - heldNanos;
        truth.add(timeNanos - wrongNanos);
        told.add(timeNanos);
        byte[] bytes = new Buffer(1).ascii("x").bytes();
        with.log.append(new Batch().set(Batch.Signal.LOGS, bytes, 0, 1, 1, timeNanos), 7);
    }

    @Test
    void anotherStartOfTheHostTellsNothing() {
        begin(1);
        set(5 * DAY, false);
        append();
        with.sim.files.put("/proc/sys/kernel/random/boot_id", "two\n");
        set(0, true);
        LogReader reader = with.start().reader("a");
        assertTrue(reader.next());
        assertNull(reader.timeShift());
        assertEquals(told.get(0), reader.timeNanos());
    }
}
