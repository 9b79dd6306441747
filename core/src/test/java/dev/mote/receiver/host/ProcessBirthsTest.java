package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Processes that come and go, as a kernel numbers and counts them, and how much is listed. */
class ProcessBirthsTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);

    private final ProcessFixture processes = new ProcessFixture();
    private final HostFixture host = processes.host;
    private final ProcessesCollector collector = new ProcessesCollector();
    /** Those that are there, with how many threads each has; 0: a kernel thread. */
    private final TreeMap<Integer, Integer> there = new TreeMap<>();
    private int pidMax = 1_000_000;
    private int last;
    private long begun = 100;
    private int foreign;

    private int nextPid() {
        do {
            last = last >= pidMax ? 2 : last + 1;
        } while (there.containsKey(last));
        return last;
    }

    private void begin(int pid, int threads) {
        begun += Math.max(1, threads);
        for (int more = 1; more < threads; more++) {
            nextPid();
        }
        there.put(pid, threads);
        processes.threadsEach = Math.max(1, threads);
        if (threads == 0) {
            processes.kernelThread(pid, "S");
        } else {
            processes.process(pid, "p", "S", "0", 0, 1, begun);
        }
    }

    private void end(int pid) {
        there.remove(pid);
        processes.end(pid);
    }

    private void check(String message) {
        int threads = foreign;
        for (int each : there.values()) {
            threads += Math.max(1, each);
        }
        String text = processes.threads(begun, threads, last).host.advanceSeconds(10)
                .collect(collector);
        assertTrue(text.contains("sleeping = " + there.size() + "\n"),
                () -> message + ": " + there.keySet() + "\n" + text);
        assertEquals(0, host.result);
    }

    private int listings() {
        int count = host.os.files.listings;
        host.os.files.listings = 0;
        return count;
    }

    @Test
    void whoBeganIsFoundWithoutAListingOfAll() {
        for (int at = 0; at < 200; at++) {
            begin(nextPid(), at % 2);
        }
        check("start");
        assertEquals(1, listings());
        begin(nextPid(), 3);
        check("one began");
        begin(nextPid(), 1);
        end(last);
        check("one began and ended");
        end(20);
        check("one ended");
        begin(nextPid(), 1);
        check("one began after one ended");
        assertEquals(0, listings());
        end(101);
        check("a kernel thread ended");
        assertEquals(1, listings());
    }

    @Test
    void allAreListedWhereNumbersAreNotTrusted() {
        begin(nextPid(), 1);
        check("start");
        listings();
        begin(77_000, 1);
        check("somebody chose a number");
        assertEquals(1, listings());
        begun += 5;
        foreign += 3;
        begin(nextPid(), 1);
        check("others began in another namespace");
        assertEquals(1, listings());
        last = 500;
        check("many began and ended");
        last = 1;
        begin(nextPid(), 1);
        check("numbers began anew");
        assertEquals(1, listings());
    }

    @Test
    void aKernelThatCountsOtherwiseIsListedFromTheStart() {
        host.os.files.seekBase = 300;
        for (int at = 0; at < 100; at++) {
            begin(nextPid(), 1);
        }
        check("start");
        begin(nextPid(), 1);
        check("one began");
        assertEquals(2, listings());
    }

    /** Kernel threads among them, which are seldom read; their pids wrap all the time. */
    @Test
    void anythingIsSeenAtOnceOnAHost() {
        comeAndGo(false);
    }

    /** Chosen pids, and others in namespaces that cannot be seen. */
    @Test
    void anythingIsSeenAtOnceInAContainer() {
        comeAndGo(true);
    }

    private void comeAndGo(boolean container) {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        pidMax = 400;
        for (int turn = 0; turn < CASES; turn++) {
            for (int births = random.nextInt(4); births > 0 && there.size() < 150; births--) {
                boolean chosen = container && random.nextInt(20) == 0;
                int pid = chosen ? 2 + random.nextInt(pidMax - 2) : nextPid();
                if (!there.containsKey(pid)) {
                    begin(pid, container ? 1 + random.nextInt(2) : random.nextInt(3));
                }
            }
            List<Integer> pids = new ArrayList<>(there.keySet());
            for (int deaths = random.nextInt(4); deaths > 0 && !there.isEmpty(); deaths--) {
                int pid = pids.get(random.nextInt(pids.size()));
                if (there.containsKey(pid)) {
                    end(pid);
                }
            }
            if (container && random.nextInt(5) == 0) {
                foreign = random.nextInt(3);
                begun += foreign;
            }
            check("fuzz.seed=" + seed + " turn " + turn);
        }
    }
}
