package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CgroupCollectorTest {
    static final String UNIFIED = "29 23 0:25 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n";
    private static final String GROUP = "/sys/fs/cgroup/system.slice/mote.service";

    private final HostFixture host = new HostFixture();

    private CgroupCollector collector(boolean inContainer) {
        return new CgroupCollector(new HostFiles(host.os.files, ""), inContainer);
    }

    private static TextCursor cursor(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new TextCursor().over(bytes, 0, bytes.length);
    }

    private void putService(String cpuMax, String memoryMax) {
        host.put("/proc/self/cgroup", "0::/system.slice/mote.service\n");
        host.put("/proc/self/mountinfo", UNIFIED);
        host.put("/proc/self/stat", "9 (mote) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 1234 1 1\n");
        host.put(GROUP + "/cpu.max", cpuMax);
        host.put(GROUP + "/memory.max", memoryMax);
        putUsage(5_000_000);
        host.put(GROUP + "/memory.current", "1000000\n");
        host.put(GROUP + "/memory.stat", "anon 300000\nfile 700000\ninactive_anon 5\n"
                + "inactive_file 600000\npgfault 50\npgmajfault 8\n");
        host.put(GROUP + "/memory.events", "low 0\nhigh 0\nmax 0\noom 2\noom_kill 1\n");
        host.put(GROUP + "/pids.current", "3\n");
        host.put(GROUP + "/pids.max", "max\n");
    }

    private void putUsage(long micros) {
        host.put(GROUP + "/cpu.stat", "usage_usec " + micros + "\nuser_usec 3000000\n"
                + "system_usec 2000000\nnr_periods 10\nnr_throttled 4\nthrottled_usec 500000\n");
    }

    @Test
    void aServiceWithLimits() {
        putService("150000 100000\n", "2000000\n");
        CgroupCollector collector = collector(false);
        host.collect(collector);
        putUsage(25_000_000);
        String text = host.advanceSeconds(10).collect(collector);
        assertEquals(0, host.result);
        assertEquals("""
            container.cpu.time (counter, s)
              cpu.mode=user = 3.0 since +12.34 s
              cpu.mode=system = 2.0 since +12.34 s
            container.cpu.usage (gauge, {cpu})
              = 2.0
            container.memory.usage (up-down counter, By)
              = 1000000 since +12.34 s
            container.memory.working_set (up-down counter, By)
              = 400000 since +12.34 s
            container.memory.rss (up-down counter, By)
              = 300000 since +12.34 s
            container.memory.available (up-down counter, By)
              = 1600000 since +12.34 s
            container.paging.faults (counter, {fault})
              system.paging.fault.type=major = 8 since +12.34 s
              system.paging.fault.type=minor = 42 since +12.34 s
            mote.cgroup.memory.oom_kills (counter, {process})
              = 1 since +12.34 s
            mote.cgroup.memory.limit (up-down counter, By)
              = 2000000 since +12.34 s
            mote.cgroup.cpu.limit (gauge, {cpu})
              = 1.5
            mote.cgroup.cpu.periods (counter, {period})
              = 10 since +12.34 s
            mote.cgroup.cpu.throttled.periods (counter, {period})
              = 4 since +12.34 s
            mote.cgroup.cpu.throttled.time (counter, s)
              = 0.5 since +12.34 s
            mote.cgroup.task.count (up-down counter, {thread})
              = 3 since +12.34 s
            """, text);
    }

    @Test
    void aServiceWithoutALimitSaysNothingUntilItHasOne() {
        putService("max 100000\n", "max\n");
        CgroupCollector collector = collector(false);
        assertEquals("", host.collect(collector));
        assertEquals(-Errno.ENODATA, host.result);
        host.put(GROUP + "/memory.max", "4096\n");
        boolean said = false;
        for (int at = 0; at < 60 && !said; at++) {
            said = host.advanceSeconds(10).collect(collector).contains("memory.limit");
        }
        assertTrue(said);
    }

    @Test
    void aContainerWithoutALimitSaysWhatItUses() {
        putService("max 100000\n", "max\n");
        String text = host.collect(collector(true));
        assertTrue(text.contains("container.memory.usage"), text);
        assertFalse(text.contains("limit"), text);
        assertFalse(text.contains("available"), text);
        assertFalse(text.contains("throttled"), text);
    }

    @Test
    void versionOne() {
        host.put("/proc/self/cgroup", "5:cpuacct,cpu:/docker/ab\n4:memory:/docker/ab\n0::/\n");
        host.put("/proc/self/mountinfo",
                "1 0 0:1 /docker/ab /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
                + "2 0 0:2 /docker/ab /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
        host.put("/sys/fs/cgroup/cpu,cpuacct/cpuacct.stat", "user 300\nsystem 200\n");
        host.put("/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage", "5000000000\n");
        host.put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
        host.put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
        host.put("/sys/fs/cgroup/cpu,cpuacct/cpu.stat", "nr_periods 1\nnr_throttled 1\n"
                + "throttled_time 1500000000\n");
        host.put("/sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n");
        host.put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        host.put("/sys/fs/cgroup/memory/memory.stat", "rss 1\ninactive_file 1\n"
                + "total_rss 300\ntotal_inactive_file 400\ntotal_pgfault 9\ntotal_pgmajfault 2\n");
        String text = host.collect(collector(true));
        assertTrue(text.contains("cpu.mode=user = 3.0\n"), text);
        assertTrue(text.contains("working_set (up-down counter, By)\n  = 600\n"), text);
        assertTrue(text.contains("container.memory.rss (up-down counter, By)\n  = 300\n"), text);
        assertTrue(text.contains("mote.cgroup.cpu.limit (gauge, {cpu})\n  = 0.5\n"), text);
        assertTrue(text.contains("throttled.time (counter, s)\n  = 1.5\n"), text);
        assertFalse(text.contains("memory.limit"), text);
    }

    @Test
    void noControlGroupsAreNoError() {
        assertEquals("", host.collect(collector(true)));
        assertEquals(-Errno.ENODATA, host.result);
    }

    @Test
    void paths() {
        assertEquals("/a", CgroupPaths.path(cursor("1:cpu,cpuacct:/c\n0::/a\n"), ""));
        assertEquals("/c", CgroupPaths.path(cursor("1:cpu,cpuacct:/c\n0::/a\n"), "cpuacct"));
        assertEquals("/x:y", CgroupPaths.path(cursor("0::/x:y"), ""));
        assertNull(CgroupPaths.path(cursor("1:cpuset:/c\n"), "cpu"));
        assertNull(CgroupPaths.path(cursor("garbage"), ""));
        assertEquals("/sys/fs/cgroup/a/b", CgroupPaths.directory(cursor(UNIFIED), "", "/a/b"));
        assertEquals("/sys/fs/cgroup", CgroupPaths.directory(cursor(UNIFIED), "", "/"));
        assertEquals("/sys/fs/cgroup", CgroupPaths.directory(cursor(UNIFIED), "", "/../../x"));
        String part = "1 2 0:3 /kube/p /sys/fs/cgroup rw shared:1 - cgroup2 cgroup2 rw\n";
        assertEquals("/sys/fs/cgroup/c", CgroupPaths.directory(cursor(part), "", "/kube/p/c"));
        assertEquals("/sys/fs/cgroup", CgroupPaths.directory(cursor(part), "", "/kube/p"));
        assertNull(CgroupPaths.directory(cursor(UNIFIED), "memory", "/"));
    }
}
