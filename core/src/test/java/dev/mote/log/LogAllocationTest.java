package dev.mote.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.mote.component.Batch;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log makes no garbage in the steady state: appended, read, acknowledged. */
@Tag("jvm")
class LogAllocationTest {
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 10_000;
    private static final int BYTES = 200;

    private final Batch batch = new Batch();
    private final byte[] bytes = new byte[BYTES];
    private final byte[] read = new byte[BYTES];
    private LogReader reader;
    private LogReader other;

    @Test
    void noneInMemory() {
        LogFixture with = new LogFixture(false);
        assertEquals(0, allocated(with));
    }

    /** All in one segment: a new one is a new file. */
    @Test
    void noneOnDisk() {
        LogFixture with = new LogFixture(true);
        with.settings.bytesMax = 128 << 20;
        with.start();
        // The simulated file is now as long as it will be, and all handles were in use once.
        with.append(1, LogFixture.padded("", 4 << 20));
        with.pass(61 * LogFixture.SECOND);
        assertEquals(0, allocated(with));
        assertEquals(1, with.files().size());
    }

    private long allocated(LogFixture with) {
        if (with.log == null) {
            with.start();
        }
        reader = with.reader("a", 1);
        other = with.reader("b");
        while (reader.next() && other.next()) {
            // past what is there
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(with, WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(with, ROUNDS);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void run(LogFixture with, int rounds) {
        for (int round = 0; round < rounds; round++) {
            with.sim.clock.advance(LogFixture.SECOND / 100);
            with.log.append(batch.set(Batch.Signal.METRICS, bytes, 0, BYTES, 3,
                    with.sim.clock.wallNanos()), 1);
            take(reader);
            take(other);
            with.log.doWork(with.sim.clock.monotonicNanos());
        }
    }

    private void take(LogReader from) {
        while (from.next()) {
            from.copy(from.start(), 0, read, 0, from.length());
        }
        from.acknowledge(from.position());
    }
}
