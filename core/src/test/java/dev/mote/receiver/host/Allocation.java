package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Asserts that collecting makes no garbage once it is warm. */
final class Allocation {
    private static final int COLLECTIONS = 10_000;
    private static final int WARM_UP = 2_000;

    private Allocation() {
    }

    static void assertNone(HostFixture host, Collector... collectors) {
        host.quiet = true;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        collect(host, WARM_UP, collectors);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        collect(host, COLLECTIONS, collectors);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        host.quiet = false;
        assertEquals(0, bytes, "bytes allocated in " + COLLECTIONS + " collections");
    }

    private static void collect(HostFixture host, int times, Collector... collectors) {
        for (int at = 0; at < times; at++) {
            host.os.clock.advance(10_000_000_000L);
            host.collectQuietly(collectors);
        }
    }
}
