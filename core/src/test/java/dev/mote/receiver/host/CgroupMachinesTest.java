package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.os.Errno;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the collector of our control group makes of captured machines, whole and damaged. */
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

    @Test
    void fuzz() {
        String[] files = {"/proc/self/cgroup", "/proc/self/mountinfo", "/proc/1/stat",
            "/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/memory.max",
            "/sys/fs/cgroup/memory.stat", "/sys/fs/cgroup/memory.current",
            "/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/pids.max"};
        HostFixture host = Golden.host("container");
        byte[][] contents = new byte[files.length][];
        for (int at = 0; at < files.length; at++) {
            contents[at] = host.os.files.content(files[at]);
        }
        Mutations mutations = new Mutations("control groups");
        for (int at = 0; mutations.more(); at = (at + 1) % files.length) {
            host.os.files.put(files[at], mutations.mutate(contents[at]));
            CgroupCollector collector = collector(host);
            host.advanceSeconds(10).collect(collector);
            host.advanceSeconds(10).collect(collector);
            HostView.detect(new HostFiles(host.os.files, ""), null, false);
            host.os.files.put(files[at], contents[at]);
        }
    }
}
