package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Test;

class ProcessesCollectorTest {
    private final ProcessFixture processes = new ProcessFixture();
    private final HostFixture host = processes.host;
    private final ProcessesCollector collector = new ProcessesCollector();

    private void putOneOfEach(ProcessFixture to) {
        String[] states = {"R", "S", "D", "I", "T", "t", "Z", "S"};
        for (int at = 0; at < states.length; at++) {
            to.process(100 + at, "p", states[at], "0", 0, 0, 5);
        }
    }

    @Test
    void countsByState() {
        putOneOfEach(processes);
        assertEquals("""
            system.process.count (up-down counter, {process})
              process.state=running = 1
              process.state=sleeping = 4
              process.state=stopped = 2
              process.state=defunct = 1
            system.process.created (counter, {process})
               = 4711
            system.process.limit (up-down counter, {thread})
               = 31000
            """.replace("   = ", "  = "), host.collect(collector));
        assertEquals(0, host.result);
    }

    @Test
    void tellsMoreStatesApartAsTheCollectorDoes() {
        ProcessFixture processes = new ProcessFixture(Convention.OTELCOL);
        putOneOfEach(processes);
        String text = processes.host.collect(new ProcessesCollector());
        assertTrue(text.startsWith("""
            system.processes.count (up-down counter, {process})
              status=running = 1
              status=blocked = 1
              status=idle = 1
              status=sleeping = 2
              status=stopped = 2
              status=zombies = 1
            system.processes.created"""), text);
    }

    @Test
    void followsWhoComesAndGoes() {
        for (int pid = 1; pid <= 200; pid++) {
            processes.process(pid, "p", 0, 1);
        }
        assertTrue(host.collect(collector).contains("sleeping = 200\n"));
        host.advanceSeconds(10).collect(collector);
        for (int pid = 2; pid <= 200; pid += 2) {
            processes.end(pid);
        }
        assertTrue(host.advanceSeconds(10).collect(collector).contains("sleeping = 100\n"));
        for (int pid = 5000; pid > 4850; pid--) {
            processes.process(pid, "q", 0, 1);
        }
        assertTrue(host.advanceSeconds(10).collect(collector).contains("sleeping = 250\n"));
        for (int pid = 1; pid <= 200; pid += 2) {
            processes.end(pid);
        }
        for (int pid = 5000; pid > 4850; pid--) {
            processes.end(pid);
        }
        assertTrue(host.advanceSeconds(10).collect(collector).contains("sleeping = 0\n"));
        assertEquals(2, host.os.files.openHandles(), "stat and threads-max stay open");
    }

    @Test
    void looksAtSleepingKernelThreadsSeldomButAtAllOfThem() {
        processes.kernelThread(2, "S").kernelThread(3, "I");
        assertTrue(host.collect(collector).contains("sleeping = 2\n"));
        processes.kernelThread(2, "R");
        int running = 0;
        for (int at = 0; at < 32; at++) {
            running += host.advanceSeconds(10).collect(collector).contains("running = 1\n") ? 1 : 0;
        }
        assertTrue(running >= 16 && running < 32, running + " of 32");
    }

    private String next() {
        return host.advanceSeconds(10).collect(collector);
    }

    @Test
    void listsAgainWhenThreadsBeganOrEnded() {
        processes.process(7, "p", 0, 1).threads(100, 2);
        assertTrue(host.collect(collector).contains("sleeping = 1\n"));
        processes.process(8, "p", 0, 1);
        assertTrue(next().contains("sleeping = 1\n"), "the kernel says that nothing began");
        assertTrue(processes.threads(101, 3).host.advanceSeconds(10).collect(collector)
                .contains("sleeping = 2\n"));
        processes.end(8).threads(101, 2);
        assertTrue(next().contains("sleeping = 1\n"));
        processes.process(9, "p", 0, 1).threads(102, 2);
        assertTrue(next().contains("sleeping = 2\n"), "one began, a thread of another ended");
    }

    @Test
    void whoEndsIsNotCountedThoughNothingIsListed() {
        processes.process(7, "p", 0, 1).process(8, "p", 0, 1).threads(100, 2);
        host.collect(collector);
        next();
        processes.end(8);
        assertTrue(next().contains("sleeping = 1\n"));
        assertEquals(0, host.result);
    }

    @Test
    void listsAlwaysWhereTheCountsAreMadeUp() {
        long[][] counts = {{0, 50}, {100, 0}, {100, 1}};
        for (long[] count : counts) {
            ProcessFixture processes = new ProcessFixture().process(7, "p", 0, 1)
                    .process(8, "p", 0, 1).threads(count[0], count[1]);
            ProcessesCollector collector = new ProcessesCollector();
            processes.host.collect(collector);
            processes.process(9, "p", 0, 1);
            assertTrue(processes.host.advanceSeconds(10).collect(collector)
                    .contains("sleeping = 3\n"), count[0] + " " + count[1]);
        }
    }

    @Test
    void listsAgainWhereThereWasNothing() {
        host.collect(collector);
        processes.process(7, "p", 0, 1);
        assertTrue(next().contains("sleeping = 1\n"));
    }

    @Test
    void listsAtLeastEveryFewMinutes() {
        processes.process(7, "p", 0, 1).threads(100, 2);
        host.collect(collector);
        processes.process(8, "p", 0, 1);
        int turns = 1;
        while (!next().contains("sleeping = 2\n")) {
            turns++;
        }
        assertEquals(30, turns);
    }

    @Test
    void givesUpFilesWhenThereAreNoMore() {
        for (int pid = 1; pid <= 100; pid++) {
            processes.process(pid, "p", 0, 1);
        }
        host.collect(collector);
        host.os.files.handlesMax = 40;
        for (int at = 0; at < 5; at++) {
            assertTrue(next().contains("sleeping = 100\n"));
            assertEquals(0, host.result);
        }
        int kept = host.os.files.openHandles();
        assertTrue(kept > 2 && kept < 36, kept + " of 40 leave room for others");
        host.os.files.handlesMax = 2;
        for (int at = 0; at < 9; at++) {
            assertFalse(next().contains("system.process.count"));
            assertEquals(-Errno.EMFILE, host.result);
        }
        host.os.files.handlesMax = 200;
        assertTrue(next().contains("sleeping = 100\n"));
    }

    @Test
    void tenThousandProcessesNeedNoMoreFilesThanAHundred() {
        for (int pid = 1; pid <= 10_000; pid++) {
            processes.process(pid, "p", 0, 1);
        }
        assertTrue(host.collect(collector).contains("sleeping = 10000\n"));
        assertTrue(next().contains("sleeping = 10000\n"));
        assertEquals(64 + 2, host.os.files.openHandles());
    }

    @Test
    void leavesOutAProcessThatEndsWhileItIsRead() {
        processes.process(7, "p", 0, 1);
        host.os.files.directory("/proc/8");
        assertTrue(host.collect(collector).contains("sleeping = 1\n"));
        assertEquals(0, host.result);
    }

    @Test
    void saysSoWhenThereAreTooManyAndGivesNoFalseCount() {
        for (int pid = 1; pid <= ProcessList.PROCESSES_MAX + 1; pid++) {
            host.os.files.directory("/proc/" + pid);
        }
        assertFalse(host.collect(collector).contains("system.process.count"));
        assertEquals(-Errno.EFBIG, host.result);
    }

    @Test
    void saysSoWhenItMayNotOpenMoreFiles() {
        processes.process(7, "p", 0, 1).process(8, "p", 0, 1);
        host.os.files.fail("/proc/8/stat", Errno.EMFILE);
        assertFalse(host.collect(collector).contains("system.process.count"));
        assertEquals(-Errno.EMFILE, host.result);
    }
}
