package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.Errno;
import org.junit.jupiter.api.Test;

/** Memory and paging. */
class MemoryCollectorTest {
    private final HostFixture host = new HostFixture();

    private String memory(String meminfo) {
        return host.put("/proc/meminfo", meminfo).collect(new MemoryCollector());
    }

    @Test
    void usedIsWhatIsNotAvailable() {
        String text = memory("MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 600 kB\n");
        Expect.has(text, "state=used = 409600\n");
        Expect.has(text, "state=used = 0.4\n");
        Expect.has(text, "system.memory.linux.available (up-down counter, By)\n  = 614400\n");
        Expect.hasNot(text, "hugepages");
    }

    @Test
    void oldKernelsDoNotSayWhatIsAvailable() {
        String text = memory("MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 250 kB\n"
                + "Shmem: 20 kB\nSReclaimable: 20 kB\n");
        assertEquals(0, host.result);
        Expect.has(text, "state=used = 614400\n");
        Expect.hasNot(text, "linux.available");
    }

    @Test
    void totalsThatCannotBeAreRefused() {
        String[] wrong = {"MemFree: 1 kB\n", "MemTotal: 10 kB\n", "MemTotal: 0 kB\nMemFree: 0 kB\n",
            "MemTotal: 10 kB\nMemFree: 11 kB\n",
            "MemTotal: 10 kB\nMemFree: 1 kB\nMemAvailable: 11 kB\n",
            "MemTotal: 9223372036854775807 kB\nMemFree: 1 kB\n"};
        for (String meminfo : wrong) {
            assertEquals("", memory(meminfo), meminfo);
            assertEquals(-Errno.EBADMSG, host.result, meminfo);
        }
    }

    private String paging(String swaps) {
        host.put("/proc/vmstat", "pgfault 100\npgmajfault 7\npswpin 3\npswpout 4\n");
        return host.put("/proc/swaps", "Filename Type Size Used Priority\n" + swaps)
                .collect(new PagingCollector());
    }

    @Test
    void decodesTheNamesOfSwapFiles() {
        String text = paging("/var/swap\\040file file 1000 250 -2\n");
        Expect.has(text, "device=/var/swap file system.paging.state=used = 256000\n");
        Expect.has(text, "device=/var/swap file system.paging.state=free = 0.75\n");
        Expect.has(text, "type=major = 7\n");
        Expect.has(text, "type=minor = 93\n");
    }

    @Test
    void aHostWithoutSwapHasNoUsage() {
        String text = paging("");
        assertEquals(0, host.result);
        Expect.hasNot(text, "usage");
        Expect.has(text, "faults");
    }

    @Test
    void moreUsedThanThereIsIsRefused() {
        String text = paging("/dev/vdb partition 10 11 -2\n/dev/vdc partition 10 1 -2\n");
        assertEquals(-Errno.EBADMSG, host.result);
        Expect.hasNot(text, "vdb");
        Expect.has(text, "vdc");
    }

    @Test
    void aCounterThatGoesBackCountsSinceTheReadingBefore() {
        PagingCollector paging = new PagingCollector();
        host.put("/proc/vmstat", "pgfault 100\npgmajfault 7\npswpin 3\npswpout 4\n");
        host.collect(paging);
        host.put("/proc/vmstat", "pgfault 101\npgmajfault 1\npswpin 3\npswpout 5\n");
        String text = host.advanceSeconds(10).collect(paging);
        Expect.has(text, "type=major = 1 since +3600.0 s\n");
        Expect.has(text, "type=minor = 100\n");
        Expect.has(text, "direction=out system.paging.fault.type=major = 5\n");
    }
}
