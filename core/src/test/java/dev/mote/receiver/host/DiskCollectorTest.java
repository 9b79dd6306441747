package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.os.Errno;
import dev.mote.semconv.Convention;
import org.junit.jupiter.api.Test;

class DiskCollectorTest {
    private static final String[] NONE = {};

    private final HostFixture host = new HostFixture().put("/sys/block/sda/size", "2048\n")
            .put("/sys/block/cciss!c0d0/size", "4096\n").put("/sys/block/nbd0/size", "0\n")
            .put("/sys/block/loop0/size", "100\n");
    private final DiskCollector collector = collector(false);

    private static DiskCollector collector(boolean partitions) {
        return new DiskCollector(new NameFilter(NONE, DiskCollector.EXCLUDED_BY_DEFAULT),
                partitions);
    }

    private String collect(String diskstats) {
        return host.put("/proc/diskstats", diskstats).advanceSeconds(10).collect(collector);
    }

    @Test
    void readsEachFieldFromItsColumn() {
        String text = collect("   8       0 sda 1 2 3 4000 5 6 7 8000 9 10000 11000 12 13 14 15\n");
        Expect.has(text, "io (counter, By)\n  system.device=sda disk.io.direction=read = 1536\n"
                + "  system.device=sda disk.io.direction=write = 3584\n");
        Expect.has(text, "operations (counter, {operation})\n"
                + "  system.device=sda disk.io.direction=read = 1\n"
                + "  system.device=sda disk.io.direction=write = 5\n");
        Expect.has(text, "io_time (counter, s)\n  system.device=sda = 10.0\n");
        Expect.has(text, "operation_time (counter, s)\n"
                + "  system.device=sda disk.io.direction=read = 4.0\n"
                + "  system.device=sda disk.io.direction=write = 8.0\n");
        Expect.has(text, "limit (up-down counter, By)\n  system.device=sda = 1048576\n");
    }

    @Test
    void writesTheQueueUnderTheCollectorsNames() {
        HostFixture host = new HostFixture("", Convention.OTELCOL);
        host.put("/sys/block/sda/size", "2048\n");
        host.put("/proc/diskstats", "8 0 sda 1 2 3 4000 5 6 7 8000 9 10000 11000\n");
        String text = host.collect(collector);
        Expect.has(text, "weighted_io_time (counter, s)\n  device=sda = 11.0\n");
        Expect.has(text, "pending_operations (up-down counter, {operation})\n"
                + "  device=sda = 9\n");
    }

    @Test
    void leavesOutPartitionsLoopsAndWhatHasNoMedium() {
        String numbers = " 1 2 3 4 5 6 7 8 9 10 11\n";
        String stats = "8 0 sda" + numbers + "8 1 sda1" + numbers + "7 0 loop0" + numbers
                + "43 0 nbd0" + numbers + "104 0 cciss/c0d0" + numbers;
        String text = collect(stats);
        assertEquals(0, host.result);
        Expect.hasNot(text, "sda1");
        Expect.hasNot(text, "loop");
        Expect.hasNot(text, "nbd");
        Expect.has(text, "device=cciss/c0d0 = 2097152\n");
        text = host.collect(collector(true));
        Expect.has(text, "=sda1 ");
        Expect.hasNot(text, "loop");
        Expect.hasNot(text, "nbd");
    }

    @Test
    void millisecondsThatWrapGoOnRising() {
        collect("8 0 sda 1 0 1 4294967000 1 0 1 4294967000 0 4294967000 4294967000\n");
        String text = collect("8 0 sda 2 0 2 704 2 0 2 4294967200 0 704 704\n");
        Expect.has(text, "io_time (counter, s)\n  system.device=sda = 4294968.0\n");
        Expect.has(text, "direction=read = 4294968.0\n");
        Expect.has(text, "direction=write = 4294967.2\n");
    }

    @Test
    void aTimeThatFallsALittleStaysWhereItWas() {
        collect("8 0 sda 1 0 1 500 1 0 1 500 0 500 500\n");
        String text = collect("8 0 sda 2 0 2 500 2 0 2 500 0 496 500\n");
        Expect.has(text, "io_time (counter, s)\n  system.device=sda = 0.5\n");
    }

    @Test
    void aDiskThatWasPutBackCountsAnew() {
        collect("8 0 sda 100 0 100 500 1 0 1 500 0 500 500\n");
        String text = collect("8 0 sda 2 0 7 20 1 0 1 500 0 40 500\n");
        Expect.has(text, "direction=read = 2 since +3610.0 s\n");
        Expect.has(text, "io_time (counter, s)\n  system.device=sda = 0.04 since +3610.0 s\n");
    }

    @Test
    void aDiskThatAppearsCountsSinceTheCollectionBefore() {
        String sda = "8 0 sda 1 0 1 1 1 0 1 1 0 1 1\n";
        collect(sda);
        host.put("/sys/block/sdb/size", "2048\n");
        String text = collect(sda + "8 16 sdb 5 0 1 1 1 0 1 1 0 1 1\n");
        Expect.has(text, "device=sdb disk.io.direction=read = 5 since +3610.0 s\n");
        text = collect("8 16 sdb 6 0 1 1 1 0 1 1 0 1 1\n");
        Expect.has(text, "device=sdb disk.io.direction=read = 6 since +3610.0 s\n");
        Expect.hasNot(text, "sda");
    }

    @Test
    void aDiskThatGrowsIsSeen() {
        collect("8 0 sda 1 0 1 1 1 0 1 1 0 1 1\n");
        host.put("/sys/block/sda/size", "4096\n");
        String text = collect("8 0 sda 1 0 1 1 1 0 1 1 0 1 1\n");
        Expect.has(text, "system.device=sda = 2097152\n");
    }

    @Test
    void linesThatAreNotUnderstoodDoNotTakeTheOthersAlong() {
        String text = collect("8 0 sda 1 0 1 1 1 0 1 1 0 1 1\n8 1 sda1 1 2 3 4\nrubbish\n");
        assertEquals(-Errno.EBADMSG, host.result);
        Expect.has(text, "sda");
    }

    @Test
    void withoutSysfsThatIsTheError() {
        HostFixture bare = new HostFixture();
        bare.put("/proc/diskstats", "8 0 sda 1 0 1 1 1 0 1 1 0 1 1\n");
        assertEquals("", bare.collect(collector));
        assertEquals(-Errno.ENOENT, bare.result);
    }

    @Test
    void manyDisksComeAndGo() {
        StringBuilder many = new StringBuilder();
        for (int at = 0; at < 4_200; at++) {
            many.append("253 ").append(at).append(" dm-").append(at)
                    .append(" 1 0 1 1 1 0 1 1 0 1 1\n");
            host.put("/sys/block/dm-" + at + "/size", "8\n");
        }
        host.quiet = true;
        host.put("/proc/diskstats", many.toString());
        assertEquals(DiskTable.ROWS_MAX * 10, host.collectQuietly(collector));
        assertEquals(-Errno.EFBIG, host.result);
        host.put("/proc/diskstats", "253 4 dm-4 1 0 1 1 1 0 1 1 0 1 1\n");
        assertEquals(10, host.collectQuietly(collector));
        assertEquals(0, host.result);
    }
}
