package dev.mote.receiver.host;

import dev.mote.os.Errno;
import dev.mote.os.Path;
import dev.mote.semconv.Convention;

/** A host with made-up processes. */
final class ProcessFixture {
    static final String KERNEL_THREAD_FLAGS = "69238880";
    private static final String FLAGS = "4194560";

    final HostFixture host;
    /** Of a process that is put. */
    int threadsEach = 3;

    ProcessFixture() {
        this(Convention.SEMCONV);
    }

    ProcessFixture(Convention convention) {
        host = new HostFixture("", convention);
        host.put("/proc/uptime", "3600.00 7000.00\n");
        host.put("/proc/stat", "cpu 1 2 3 4\nprocesses 4711\nprocs_running 1\n");
        host.put("/proc/sys/kernel/threads-max", "31000\n");
        host.put("/sys/devices/system/cpu/online", "0-1\n");
    }

    /** What the kernel counts: threads begun since the boot, and threads there are. */
    ProcessFixture threads(long begun, long threads) {
        return threads(begun, threads, 404);
    }

    /** And the pid that was given last. */
    ProcessFixture threads(long begun, long threads, int lastPid) {
        host.put("/proc/stat", "cpu 1 2 3 4\nprocesses " + begun + "\nprocs_running 1\n");
        host.put("/proc/loadavg", "0.76 0.18 0.06 3/" + threads + " " + lastPid + "\n");
        return this;
    }

    ProcessFixture process(int pid, String comm, long ticks, long pages) {
        return process(pid, comm, "S", FLAGS, ticks, pages, pid * 10L);
    }

    ProcessFixture kernelThread(int pid, String state) {
        return process(pid, "kworker/0:" + pid, state, KERNEL_THREAD_FLAGS, 1000L * pid, 0, 1);
    }

    ProcessFixture process(int pid, String comm, String state, String flags, long ticks, long pages,
            long start) {
        host.put("/proc/" + pid + "/stat", pid + " (" + comm + ") " + state + " 1 1 1 0 -1 " + flags
                + " 11 0 12 0 " + ticks + " 7 0 0 20 0 " + threadsEach + " 0 " + start
                + " 8192000 " + pages + " 18446744073709551615 1 1 0 0\n");
        host.put("/proc/" + pid + "/status", "Name:\t" + comm + "\nUid:\t1\t33\t1\t1\nVmRSS:\t "
                + pages * 4 + " kB\nvoluntary_ctxt_switches:\t21\n"
                + "nonvoluntary_ctxt_switches:\t22\n");
        host.put("/proc/" + pid + "/io", "rchar: 1\nread_bytes: 31\nwrite_bytes: 32\n"
                + "cancelled_write_bytes: 0\n");
        host.put("/proc/" + pid + "/cmdline", "/usr/bin/" + comm + "\0--secret\0");
        host.put("/proc/" + pid + "/fd/0", "");
        host.put("/proc/" + pid + "/fd/1", "");
        return this;
    }

    /** Takes a process away; who still has its files open is told so when reading them. */
    ProcessFixture end(int pid) {
        for (String file : new String[] {"/fd/0", "/fd/1", "/fd", "/stat", "/status", "/io",
            "/cmdline", ""}) {
            host.os.files.fail("/proc/" + pid + file, Errno.ESRCH);
            host.os.files.remove(new Path("/proc/" + pid + file).bytes());
        }
        return this;
    }
}
