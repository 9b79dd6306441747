package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the collector of our control group makes of captured machines. */
@Tag("jvm")
class CgroupMachinesTest {
    private static CgroupCollector collector(HostFixture host) {
        return new CgroupCollector(new HostFiles(host.os.files, ""), true);
    }

    @Test
    void writesWhatItWroteBefore() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            CgroupCollector collector = collector(host);
            host.collect(collector);
            Golden.check(machine, "cgroup", host.advanceSeconds(10).collect(collector));
            assertTrue(host.result == 0 || host.result == -Errno.ENODATA, machine);
        }
    }

    @Test
    void makesNoGarbage() {
        for (String machine : Golden.machines()) {
            HostFixture host = Golden.host(machine);
            Allocation.assertNone(host, collector(host));
        }
    }
}
