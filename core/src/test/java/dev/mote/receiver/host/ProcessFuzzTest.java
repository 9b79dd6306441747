package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.TextCursor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The collectors of processes meet damaged files, and processes that come and go in between. */
class ProcessFuzzTest {
    private static final String[] FILES = {"/proc/50/stat", "/proc/50/status", "/proc/50/io",
        "/proc/50/cmdline", "/proc/uptime", "/proc/stat", "/sys/devices/system/cpu/online",
        "/etc/passwd", "/proc/sys/kernel/threads-max"};

    private final ProcessFixture processes = new ProcessFixture();
    private final HostFixture host = processes.host;

    @Test
    void files() {
        host.put("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33::/:/bin/sh\n");
        processes.process(50, "odd) R (na me", 1, 10).process(51, "p", 2, 20);
        byte[][] contents = new byte[FILES.length][];
        for (int at = 0; at < FILES.length; at++) {
            contents[at] = host.os.files.content(FILES[at]);
        }
        TopProcessesCollector top = new TopProcessesCollector(2, true, true, true);
        ProcessesCollector counts = new ProcessesCollector(top);
        Mutations mutations = new Mutations("/proc/PID");
        for (int at = 0; mutations.more(); at = (at + 1) % FILES.length) {
            host.os.files.put(FILES[at], mutations.mutate(contents[at]));
            String text = host.advanceSeconds(10).collect(counts, top);
            assertTrue(text.contains("process.pid=51 "), text);
            host.os.files.put(FILES[at], contents[at]);
        }
    }

    @Test
    void stat() {
        processes.process(50, "odd) R (na me", 1, 10);
        byte[] content = host.os.files.content("/proc/50/stat");
        Mutations mutations = new Mutations("/proc/PID/stat");
        TextCursor cursor = new TextCursor();
        ProcessStat stat = new ProcessStat();
        while (mutations.more()) {
            byte[] text = mutations.mutate(content);
            if (ProcessStat.parse(cursor.over(text, 0, text.length), stat)) {
                assertTrue(stat.nameOffset >= 0 && stat.nameLength >= 0
                        && stat.nameOffset + stat.nameLength <= text.length);
            }
        }
    }

    @Test
    void comingAndGoing() {
        long seed = Long.getLong("fuzz.seed", 1);
        System.out.println("processes that come and go: fuzz.seed=" + seed);
        Random random = new Random(seed);
        boolean[] alive = new boolean[200];
        TopProcessesCollector top = new TopProcessesCollector(2, false, false, false);
        ProcessesCollector counts = new ProcessesCollector(top);
        int count = 0;
        for (int round = 0; round < 300; round++) {
            for (int changes = random.nextInt(40); changes > 0; changes--) {
                int pid = 1 + random.nextInt(alive.length - 1);
                if (alive[pid]) {
                    processes.end(pid);
                } else {
                    processes.process(pid, "p", "S", "0", random.nextInt(999), random.nextInt(99),
                            round * 1000L);
                }
                count += alive[pid] ? -1 : 1;
                alive[pid] = !alive[pid];
            }
            String text = host.advanceSeconds(10).collect(counts, top);
            assertTrue(text.contains("process.state=sleeping = " + count + "\n"), text);
            assertEquals(0, host.result);
        }
    }
}
