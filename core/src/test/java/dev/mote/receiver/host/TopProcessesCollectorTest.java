package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopProcessesCollectorTest {
    private final ProcessFixture processes = new ProcessFixture();
    private final HostFixture host = processes.host;
    private final TopProcessesCollector collector =
            new TopProcessesCollector(2, false, false, false);

    private static boolean follows(String text, int pid) {
        return text.contains("process.pid=" + pid + " ");
    }

    @Test
    void tellsEverythingAboutOne() {
        processes.process(50, "db", 300, 100);
        host.os.files.link("/proc/50/exe", "/opt/db/bin/postgres (deleted)");
        host.collect(collector);
        processes.process(50, "db", 500, 100);
        String text = host.advanceSeconds(10).collect(collector);
        assertEquals(0, host.result);
        assertEquals("""
            process.cpu.time (counter, s)
              PROCESS cpu.mode=user = 5.0 since +5.0 s
              PROCESS cpu.mode=system = 0.07 since +5.0 s
            process.cpu.utilization (gauge, 1)
              PROCESS cpu.mode=user = 0.1
              PROCESS cpu.mode=system = 0.0
            process.memory.usage (up-down counter, By)
              PROCESS = 409600 since +5.0 s
            process.memory.virtual (up-down counter, By)
              PROCESS = 8192000 since +5.0 s
            process.disk.io (counter, By)
              PROCESS disk.io.direction=read = 31 since +5.0 s
              PROCESS disk.io.direction=write = 32 since +5.0 s
            process.thread.count (up-down counter, {thread})
              PROCESS = 3 since +5.0 s
            process.context_switches (counter, {context_switch})
              PROCESS process.context_switch.type=voluntary = 21 since +5.0 s
              PROCESS process.context_switch.type=involuntary = 22 since +5.0 s
            process.paging.faults (counter, {fault})
              PROCESS system.paging.fault.type=major = 12 since +5.0 s
              PROCESS system.paging.fault.type=minor = 11 since +5.0 s
            process.uptime (gauge, s)
              PROCESS = 3595.0
            """.replace("PROCESS", "process.pid=50 process.executable.name=postgres"), text);
    }

    @Test
    void usesTheCollectorsNamesWhenAsked() {
        ProcessFixture processes = new ProcessFixture(Convention.OTELCOL).process(50, "db", 3, 1);
        String text = processes.host.collect(new TopProcessesCollector(1, false, false, true));
        assertTrue(text.contains("\nprocess.threads ("), text);
        assertTrue(text.contains("\nprocess.open_file_descriptors ("), text);
        assertTrue(text.contains(" state=user "), text);
    }

    @Test
    void tellsCommandOwnerAndDescriptorsWhenAsked() {
        host.put("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"
                + "www-data:x:33:33::/var/www:/bin/sh\n");
        processes.process(50, "db", 3, 1);
        String text = host.collect(new TopProcessesCollector(1, true, true, true));
        assertTrue(text.contains("process.executable.name=db process.command=/usr/bin/db"
                + " process.owner=www-data = 4096"), text);
        assertTrue(text.contains("file_descriptor.count (up-down counter, {file_descriptor})\n"
                + "  process.pid=50 process.executable.name=db process.command=/usr/bin/db"
                + " process.owner=www-data = 2"), text);
        assertFalse(text.contains("secret"), text);
    }

    @Test
    void anOwnerWithoutANameIsItsNumber() {
        processes.process(50, "db", 3, 1);
        String text = host.collect(new TopProcessesCollector(1, false, true, false));
        assertTrue(text.contains(" process.owner=33 "), text);
    }

    @Test
    void takesTheFirstByMemoryAndByCpuTimeSinceTheLastCollection() {
        for (int pid = 1; pid <= 9; pid++) {
            processes.process(pid, "p" + pid, 100_000L * pid, 100 * pid);
        }
        String text = host.collect(collector);
        assertTrue(follows(text, 9) && follows(text, 8) && !follows(text, 7), text);
        processes.process(3, "p3", 300_500, 300).process(4, "p4", 400_400, 400)
                .process(5, "p5", 500_300, 500);
        text = host.advanceSeconds(10).collect(collector);
        assertTrue(follows(text, 3) && follows(text, 4) && !follows(text, 5), text);
    }

    @Test
    void aProcessThatBeganMeanwhileUsedAllOfItsTimeSince() {
        processes.process(1, "old", 50_000, 10).process(2, "old", 50_000, 20)
                .process(3, "old", 50_000, 30);
        host.collect(collector);
        processes.process(1, "old", 50_100, 10).process(9, "burst", 700, 1);
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(follows(text, 9) && follows(text, 1), text);
        assertTrue(text.contains("executable.name=burst cpu.mode=user = 0.35\n"), text);
        assertTrue(text.contains("executable.name=old cpu.mode=user = 0.05\n"), text);
    }

    @Test
    void whoTakesTurnsStaysAndWhoIsOutForLongGoes() {
        for (int pid = 1; pid <= 12; pid++) {
            processes.process(pid, "p", 0, 1000 - pid);
        }
        host.collect(collector);
        processes.process(12, "p", 100, 988);
        assertTrue(follows(host.advanceSeconds(10).collect(collector), 12));
        int ticks = 100;
        int collections = 0;
        boolean there = true;
        while (there && collections < 100) {
            ticks += 100;
            for (int pid = 3; pid <= 8; pid++) {
                processes.process(pid, "p", ticks, 1000 - pid);
            }
            there = follows(host.advanceSeconds(10).collect(collector), 12);
            collections++;
        }
        assertTrue(collections > 6 && collections < 10, "went after " + collections);
    }

    @Test
    void leavesOutKernelThreads() {
        processes.kernelThread(2, "R").process(3, "p", 1, 1);
        host.collect(collector);
        processes.process(2, "kthreadd", "R", ProcessFixture.KERNEL_THREAD_FLAGS, 99_999, 0, 1);
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(follows(text, 3) && !follows(text, 2), text);
    }

    @Test
    void aNumberThatIsUsedAgainIsAnotherProcess() {
        processes.process(50, "first", "S", "0", 100, 10, 500);
        host.collect(collector);
        host.advanceSeconds(10).collect(collector);
        processes.end(50).process(50, "second", "S", "0", 30, 10, 7_000);
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("executable.name=second cpu.mode=user = 0.3 since +70.0 s"), text);
        assertFalse(text.contains("first"), text);
        assertTrue(text.contains("executable.name=second cpu.mode=user = 0.015\n"), text);
    }

    @Test
    void aLookInBetweenLeavesTheBaselineAlone() {
        processes.process(50, "db", 100, 10);
        host.collect(collector);
        processes.process(50, "db", 1100, 10);
        String text = host.advanceSeconds(5).look(collector);
        assertTrue(text.contains("utilization (gauge, 1)\n  process.pid=50"
                + " process.executable.name=db cpu.mode=user = 1.0\n"), text);
        text = host.advanceSeconds(5).collect(collector);
        assertTrue(text.contains("cpu.mode=user = 0.5\n"), text);
    }

    @Test
    void namesMayHoldAnything() {
        processes.process(50, "odd) R (na me", 1, 10);
        String text = host.collect(collector);
        assertTrue(text.contains("process.executable.name=odd) R (na me "), text);
        assertEquals(0, host.result);
    }

    @Test
    void leavesOutWhatItMayNotRead() {
        processes.process(50, "db", 1, 10);
        host.os.files.fail("/proc/50/io", Errno.EACCES);
        String text = host.collect(collector);
        assertFalse(text.contains("process.disk.io"), text);
        assertEquals(0, host.result);
    }

    /** A held file of who ended says so; it never shows who has the number now. */
    @Test
    void aNumberThatIsUsedAgainIsNoticedWithoutAListing() {
        processes.process(50, "first", "S", "0", 100, 10, 500).threads(100, 1);
        host.collect(collector);
        host.advanceSeconds(10).collect(collector);
        processes.end(50).process(50, "second", "S", "0", 30, 10, 7_000);
        String text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("executable.name=second cpu.mode=user = 0.3 since +70.0 s"), text);
        assertFalse(text.contains("first"), text);
    }

    @Test
    void whatItMayNotOpenNowItOpensLater() {
        processes.process(50, "db", 1, 10);
        host.collect(collector);
        for (String file : new String[] {"/proc/51/status", "/proc/51/io"}) {
            host.put(file, "").os.files.fail(file, Errno.EMFILE);
        }
        processes.process(51, "web", 1, 20);
        String text = host.advanceSeconds(10).collect(collector);
        assertFalse(text.contains("name=web disk.io.direction=read"), text);
        host.os.files.fail("/proc/51/status", 0).fail("/proc/51/io", 0);
        text = host.advanceSeconds(10).collect(collector);
        assertTrue(text.contains("name=web disk.io.direction=read = 31"), text);
        assertTrue(text.contains("process.pid=51 process.executable.name=web = 81920"), text);
    }

    @Test
    void closesTheFilesOfThoseThatEnded() {
        for (int pid = 1; pid <= 9; pid++) {
            processes.process(pid, "p", pid, pid);
        }
        for (int at = 0; at < 3; at++) {
            host.advanceSeconds(10).collect(collector);
        }
        assertTrue(host.os.files.openHandles() > 0);
        for (int pid = 1; pid <= 9; pid++) {
            processes.end(pid);
        }
        assertEquals("", host.advanceSeconds(10).collect(collector));
        assertEquals(2, host.os.files.openHandles(), "stat and uptime stay open");
    }

    @Test
    void countsCpusOfAList() {
        assertEquals(1, count("0\n"));
        assertEquals(4, count("0-3\n"));
        assertEquals(7, count("0-3,5,7-8\n"));
        assertEquals(0, count(""));
        assertEquals(0, count("3-0"));
        assertEquals(0, count("0-99999999999"));
    }

    private static long count(String list) {
        byte[] text = list.getBytes(StandardCharsets.US_ASCII);
        return TopProcessesCollector.countCpus(new TextCursor().over(text, 0, text.length));
    }
}
