package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/**
 * Damaged files under every collector of the system: whatever they say, nothing is thrown, nothing
 * is read outside, no file stays open, and no number comes out that cannot be.
 */
class SystemFuzzTest {
    private static final String MACHINE = "debian-12";
    private static final String[] NONE = {};

    private void damage(Collector collector, String... paths) {
        HostFixture host = Golden.host(MACHINE);
        byte[][] originals = new byte[paths.length][];
        for (int at = 0; at < paths.length; at++) {
            originals[at] = host.os.files.content(paths[at]);
        }
        host.collect(collector);
        int kept = host.os.files.openHandles();
        Mutations mutations = new Mutations(paths[0]);
        for (int times = 0; mutations.more(); times++) {
            int at = times % paths.length;
            host.os.files.put(paths[at], mutations.mutate(originals[at]));
            host.advanceSeconds(10);
            check(host.collect(collector), paths[at]);
            if (times % 5 < 3) {
                host.os.files.put(paths[at], originals[at]);
                check(host.collect(collector), paths[at]);
            }
        }
        assertEquals(kept, host.os.files.openHandles());
    }

    private static void check(String text, String path) {
        assertFalse(text.contains("= -"), path + "\n" + text);
        assertFalse(text.contains("NaN") || text.contains("Infinity"), path + "\n" + text);
    }

    @Test
    void cpu() {
        damage(new CpuCollector(true, true), "/proc/stat", "/proc/cpuinfo",
                "/sys/devices/system/cpu/cpu1/topology/thread_siblings_list");
    }

    @Test
    void load() {
        damage(new LoadCollector(), "/proc/loadavg");
    }

    @Test
    void memory() {
        damage(new MemoryCollector(), "/proc/meminfo");
    }

    @Test
    void paging() {
        damage(new PagingCollector(), "/proc/swaps", "/proc/vmstat");
    }

    @Test
    void disk() {
        damage(SystemMachinesTest.disk(), "/proc/diskstats", "/sys/block/vda/size");
    }

    @Test
    void filesystem() {
        damage(SystemMachinesTest.filesystem(), "/proc/self/mountinfo");
        damage(new FilesystemCollector(new NameFilter(NONE, NONE), new NameFilter(NONE, NONE),
                new NameFilter(NONE, NONE)), "/proc/self/mountinfo");
    }

    @Test
    void uptime() {
        damage(new UptimeCollector(), "/proc/uptime");
    }

    @Test
    void pressure() {
        damage(new PressureCollector(true), "/proc/pressure/cpu", "/proc/pressure/io");
    }

    /** Below zero is a temperature, too. */
    @Test
    void temperature() {
        HostFixture host = Golden.host(MACHINE);
        String input = "/sys/class/hwmon/hwmon0/temp1_input";
        String label = "/sys/class/hwmon/hwmon0/temp1_label";
        byte[] value = host.os.files.content(input);
        Mutations mutations = new Mutations(input);
        while (mutations.more()) {
            host.os.files.put(input, mutations.mutate(value));
            host.os.files.put(label, mutations.mutate(value));
            host.collect(new TemperatureCollector(new NameFilter(NONE, NONE)));
        }
        assertEquals(0, host.os.files.openHandles());
    }
}
