package dev.mote.pipeline;

import dev.mote.os.sim.SimFileSystem;
import dev.mote.os.sim.SimOs;

/**
 * A small host made of nothing but code, so that it exists in a binary too: two CPUs, a disk, two
 * interfaces, some processes that stay and some that come and go. Its numbers move with the clock.
 */
final class SimulatedHost {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long BOOTED_BEFORE_SECONDS = 1000;
    private static final int RESIDENTS = 30;
    /** The first process id of those that come and go, and how many are there at a time. */
    private static final int VISITOR = 10_000;
    private static final int VISITORS = 5;
    private static final String[] PROCESS_FILES = {"/stat", "/status", "/io"};

    private final SimOs sim;
    private final NumberedText stat = new NumberedText("cpu  ######## 0 ######## ########## 10 0 5 "
            + "0 0 0\ncpu0 ####### 0 ####### ########## 5 0 3 0 0 0\ncpu1 ####### 0 ####### "
            + "########## 5 0 2 0 0 0\nctxt ############\nbtime ##########\nprocesses ########\n"
            + "procs_running 1\nprocs_blocked 0\n");
    private final NumberedText uptime = new NumberedText("##########.00 ##########.00\n");
    private final NumberedText load = new NumberedText("##.## 0.50 0.25 1/100 1000\n");
    private final NumberedText memory = new NumberedText("MemTotal:       1000000 kB\nMemFree: "
            + "######## kB\nMemAvailable:   ######## kB\nBuffers:   1000 kB\nCached:    200000 kB\n"
            + "SwapTotal:  0 kB\nSwapFree:   0 kB\nShmem:   100 kB\nSReclaimable:   5000 kB\n");
    private final NumberedText paging = new NumberedText("pgpgin ##########\npgpgout ##########\n"
            + "pswpin 0\npswpout 0\npgfault ##########\npgmajfault 100\n");
    private final NumberedText disks = new NumberedText(" 254       0 vda ######## 2 ######### 4 "
            + "######## 6 ######### 8 0 ######## 11 0 0 0 0 0 0\n");
    private final NumberedText interfaces = new NumberedText("Inter-| Receive | Transmit\n face |"
            + "bytes\n    lo: ########## ######## 0 0 0 0 0 0 ########## ######## 0 0 0 0 0 0\n"
            + "  eth0: ############ ######## 0 0 0 0 0 0 ############ ######## 0 0 0 0 0 0\n");
    private final NumberedText[] residents = new NumberedText[RESIDENTS];
    private int visitor = VISITOR;

    SimulatedHost(SimOs sim) {
        this.sim = sim;
        SimFileSystem files = sim.files;
        files.put("/proc/stat", stat.bytes).put("/proc/uptime", uptime.bytes)
                .put("/proc/loadavg", load.bytes).put("/proc/meminfo", memory.bytes)
                .put("/proc/vmstat", paging.bytes).put("/proc/diskstats", disks.bytes)
                .put("/proc/self/net/dev", interfaces.bytes)
                .put("/proc/1/net/dev", interfaces.bytes)
                .put("/proc/net/dev", interfaces.bytes);
        files.put("/proc/swaps", "Filename Type Size Used Priority\n");
        files.put("/proc/self/statm", "600 250 200 1 0 90 0\n");
        files.put("/proc/self/schedstat", "2500000000 10 20\n");
        files.put("/proc/self/mountinfo", "25 1 254:2 / / rw,relatime - ext4 /dev/vda2 rw\n");
        files.put("/sys/devices/system/cpu/online", "0-1\n");
        files.put("/proc/sys/kernel/threads-max", "7570\n");
        files.put("/proc/cpuinfo", "processor\t: 0\ncpu MHz\t\t: 2893.202\n"
                + "processor\t: 1\ncpu MHz\t\t: 2893.202\n");
        files.put("/sys/block/vda/size", "4194304\n");
        for (int cpu = 0; cpu < 2; cpu++) {
            files.put("/sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list",
                    cpu + "\n");
        }
        putSockets("/proc/net");
        putSockets("/proc/1/net");
        for (int at = 0; at < RESIDENTS; at++) {
            residents[at] = putProcess(1 + at);
        }
        move();
    }

    private void putSockets(String directory) {
        sim.files.put(directory + "/sockstat", "sockets: used 9\nTCP: inuse 2 orphan 0 tw 1 alloc "
                + "7 mem 0\nUDP: inuse 1 mem 0\n");
        sim.files.put(directory + "/tcp", "  sl  local_address rem_address   st\n"
                + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000\n"
                + "   1: 0100007F:BCEC 0100007F:1F90 06 00000000:00000000 03:000014D0 00000000\n");
    }

    private NumberedText putProcess(int pid) {
        String directory = "/proc/" + pid;
        NumberedText text = new NumberedText(pid + " (process-" + pid + ") S 1 0 0 0 -1 4194304 "
                + "######## 0 0 0 ######## ######## 0 0 20 0 1 0 1243 2314240 ###### 184467 0 0\n");
        sim.files.put(directory + "/stat", text.bytes);
        sim.files.put(directory + "/status", "Name:\tprocess\nUid:\t0\t0\t0\t0\nVmRSS:\t   400 kB\n"
                + "voluntary_ctxt_switches:\t3\nnonvoluntary_ctxt_switches:\t5\n");
        sim.files.put(directory + "/io", "read_bytes: 1024\nwrite_bytes: 0\n");
        return text.set(3, 100 + pid);
    }

    private void removeProcess(int pid) {
        String directory = "/proc/" + pid;
        for (String file : PROCESS_FILES) {
            remove(directory + file);
        }
        remove(directory);
    }

    private void remove(String path) {
        byte[] bytes = SimSink.ascii(path + "\0");
        if (sim.files.remove(bytes) < 0) {
            throw new IllegalStateException("no " + path);
        }
    }

    /** A new process; the oldest of its kind ends. */
    void visit() {
        putProcess(visitor).set(1, 1);
        if (visitor - VISITORS >= VISITOR) {
            removeProcess(visitor - VISITORS);
        }
        visitor++;
    }

    /** Brings the numbers to what they are at this moment. */
    void move() {
        long seconds = BOOTED_BEFORE_SECONDS + sim.clock.monotonicNanos() / SECOND_NANOS;
        long boot = sim.clock.wallNanos() / SECOND_NANOS - seconds;
        for (int cpu = 0; cpu < 3; cpu++) {
            int share = cpu == 0 ? 2 : 1;
            stat.set(3 * cpu, seconds * 7 * share).set(3 * cpu + 1, seconds * 3 * share)
                    .set(3 * cpu + 2, seconds * 90 * share);
        }
        stat.set(9, seconds * 1234).set(10, boot).set(11, seconds / 7);
        uptime.set(0, seconds).set(1, 2 * seconds);
        load.set(0, seconds / 60 % 10).set(1, seconds % 100);
        memory.set(0, 300_000 + seconds % 1000).set(1, 500_000 + seconds % 1000);
        paging.set(0, seconds * 100).set(1, seconds * 200).set(2, seconds * 3000);
        disks.set(0, seconds * 2).set(1, seconds * 20).set(2, seconds * 3).set(3, seconds * 30)
                .set(4, seconds * 5);
        interfaces.set(0, seconds * 10).set(1, seconds).set(2, seconds * 10).set(3, seconds)
                .set(4, seconds * 100_000).set(5, seconds * 100).set(6, seconds * 20_000)
                .set(7, seconds * 50);
        for (int at = 0; at < RESIDENTS; at++) {
            residents[at].set(1, seconds * (at % 7) / 3).set(2, seconds * (at % 5) / 4);
        }
    }
}
