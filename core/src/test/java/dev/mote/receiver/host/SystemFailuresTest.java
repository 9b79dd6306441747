package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.Errno;
import org.junit.jupiter.api.Test;

/** Files that cannot be read, or are empty, are errors of their collector and give no points. */
class SystemFailuresTest {
    private static final String MACHINE = "debian-12";

    @Test
    void unreadableFilesAreErrors() {
        unreadable(new CpuCollector(false, false), "/proc/stat");
        unreadable(new LoadCollector(), "/proc/loadavg");
        unreadable(new MemoryCollector(), "/proc/meminfo");
        unreadable(new PagingCollector(), "/proc/vmstat");
        unreadable(SystemMachinesTest.disk(), "/proc/diskstats");
        unreadable(SystemMachinesTest.filesystem(), "/proc/self/mountinfo");
        unreadable(new UptimeCollector(), "/proc/uptime");
        unreadable(new PressureCollector(true), "/proc/pressure/io");
    }

    private static void unreadable(Collector collector, String path) {
        HostFixture host = Golden.host(MACHINE);
        host.os.files.fail(path, Errno.EACCES);
        host.collect(collector);
        assertEquals(-Errno.EACCES, host.result, collector.name());
        host.os.files.fail(path, 0);
        host.collect(collector);
        assertEquals(0, host.result, collector.name());
    }

    @Test
    void emptyFilesAreErrors() {
        String[] paths = {"/proc/stat", "/proc/loadavg", "/proc/meminfo", "/proc/vmstat",
            "/proc/self/mountinfo", "/proc/uptime", "/proc/pressure/cpu"};
        Collector[] collectors = {new CpuCollector(false, false), new LoadCollector(),
            new MemoryCollector(), new PagingCollector(), SystemMachinesTest.filesystem(),
            new UptimeCollector(), new PressureCollector(false)};
        for (int at = 0; at < paths.length; at++) {
            HostFixture host = Golden.host(MACHINE);
            host.put(paths[at], "");
            host.collect(collectors[at]);
            assertEquals(-Errno.EBADMSG, host.result, paths[at]);
        }
    }
}
