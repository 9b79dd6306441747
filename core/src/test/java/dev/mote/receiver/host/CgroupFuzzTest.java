package dev.mote.receiver.host;

import org.junit.jupiter.api.Test;

/** The collector of our control group, and the look for a container, meet damaged files. */
class CgroupFuzzTest {
    @Test
    void files() {
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
            CgroupCollector collector =
                    new CgroupCollector(new HostFiles(host.os.files, ""), true);
            host.advanceSeconds(10).collect(collector);
            host.advanceSeconds(10).collect(collector);
            HostView.detect(new HostFiles(host.os.files, ""), null, false);
            host.os.files.put(files[at], contents[at]);
        }
    }
}
