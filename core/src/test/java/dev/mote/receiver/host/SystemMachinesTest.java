package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the collectors of the system make of captured machines, and that they make no garbage. */
@Tag("jvm")
class SystemMachinesTest {
    private static final String[] NONE = {};

    static FilesystemCollector filesystem() {
        return new FilesystemCollector(
                new NameFilter(NONE, FilesystemCollector.POINTS_EXCLUDED_BY_DEFAULT),
                new NameFilter(NONE, NONE),
                new NameFilter(NONE, FilesystemCollector.TYPES_EXCLUDED_BY_DEFAULT));
    }

    static DiskCollector disk() {
        return new DiskCollector(new NameFilter(NONE, DiskCollector.EXCLUDED_BY_DEFAULT), false);
    }

    private static Collector[] collectors(boolean perCpu) {
        return new Collector[] {new CpuCollector(perCpu, true), new LoadCollector(),
            new MemoryCollector(), new PagingCollector(), disk(), filesystem(),
            new UptimeCollector(), new PressureCollector(true),
            new TemperatureCollector(new NameFilter(NONE, NONE))};
    }

    @Test
    void writesWhatItWroteBefore() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            for (Collector collector : collectors(false)) {
                Golden.check(machine, collector.name(), host.collect(collector));
                assertTrue(host.result == 0 || host.result == -Errno.ENODATA,
                        machine + " " + collector.name() + " " + host.result);
            }
            Golden.check(machine, "cpu-since-boot", sinceBoot(machine));
            Golden.check(machine, "cpu-each", host.collect(new CpuCollector(true, false)));
        }
    }

    /** Two readings make a utilization: that of the boot, and the captured one. */
    private static String sinceBoot(String machine) {
        HostFixture host = Golden.host(machine);
        CpuCollector collector = new CpuCollector(false, false);
        byte[] captured = host.os.files.content("/proc/stat");
        host.put("/proc/stat", "cpu  0 0 0 0 0 0 0 0 0 0\n").collect(collector);
        host.os.files.put("/proc/stat", captured);
        return host.advanceSeconds(10).collect(collector);
    }

    @Test
    void writesTheCollectorsNamesWhenAsked() {
        for (Collector collector : collectors(true)) {
            HostFixture host = Golden.host("debian-12", Convention.OTELCOL);
            Golden.check("debian-12", collector.name() + "-otelcol", host.collect(collector));
        }
    }

    @Test
    void seesTheHostBelowARootPath() {
        HostFixture host = new HostFixture("/hostfs", Convention.SEMCONV);
        Golden.load("container", host, "");
        Golden.load("debian-13", host, "/hostfs");
        host.put("/proc/self/mountinfo", """
                45 36 0:28 / / rw,relatime - overlay overlay rw
                60 45 8:2 / /hostfs ro,relatime - ext4 /dev/sda2 rw
                61 60 8:1 / /hostfs/boot/efi ro,relatime - vfat /dev/sda1 rw
                """);
        HostFixture direct = Golden.host("debian-13");
        Collector[] fromBelow = collectors(false);
        Collector[] fromAbove = collectors(false);
        for (int at = 0; at < fromBelow.length; at++) {
            assertEquals(direct.collect(fromAbove[at]), host.collect(fromBelow[at]),
                    fromBelow[at].name());
        }
    }

    @Test
    void makesNoGarbage() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            for (Collector collector : collectors(false)) {
                Allocation.assertNone(host, collector);
            }
        }
    }
}
