package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;

/**
 * The numbers of one control group, of either version; below zero: not known or, for a limit, none.
 * Each controller has its directory, null where there is none.
 */
final class CgroupReading {
    private static final long NONE = -1;
    private static final long NANOS_PER_MICRO = 1000;
    /** Version 1 writes "no limit" as the largest number of whole pages. */
    private static final long NO_LIMIT = 1L << 60;

    private final HostFiles own;
    private final String unified;
    private final String memory;
    private final String cpu;
    private final String cpuAccounting;
    private final String tasks;
    private final TextCursor cursor = new TextCursor();

    long userNanos;
    long systemNanos;
    long usageNanos;
    long periods;
    long throttledPeriods;
    long throttledNanos;
    /** CPUs allowed, in millionths. */
    long cpuLimitMicros;
    long memoryUsage;
    long memoryLimit;
    long inactiveFile;
    long anonymous;
    long faults;
    long majorFaults;
    long oomKills;
    long taskCount;
    long taskLimit;

    CgroupReading(HostFiles own) {
        CgroupPaths paths = new CgroupPaths(own);
        this.own = own;
        unified = paths.find("");
        memory = paths.find("memory");
        cpu = paths.find("cpu");
        cpuAccounting = paths.find("cpuacct");
        tasks = paths.find("pids");
    }

    boolean hasLimit() {
        return memoryLimit >= 0 || cpuLimitMicros >= 0;
    }

    /** Reads the limits of CPU and memory. */
    void readLimits() {
        cpuLimitMicros = cpu == null
                ? quota(read(unified, "/cpu.max"))
                : quota(number(cpu, "/cpu.cfs_quota_us"), number(cpu, "/cpu.cfs_period_us"));
        memoryLimit = memory == null ? number(unified, "/memory.max")
                : number(memory, "/memory.limit_in_bytes");
        memoryLimit = memoryLimit >= NO_LIMIT ? NONE : memoryLimit;
    }

    /** Reads all the rest; 0, or -ENODATA when there is nothing of a group. */
    int read() {
        readCpu();
        readMemory();
        String directory = tasks == null ? unified : tasks;
        taskCount = number(directory, "/pids.current");
        taskLimit = number(directory, "/pids.max");
        return userNanos < 0 && memoryUsage < 0 ? -Errno.ENODATA : 0;
    }

    private void readCpu() {
        if (cpuAccounting == null) {
            TextCursor stat = read(unified, "/cpu.stat");
            usageNanos = value(stat, "usage_usec ", NANOS_PER_MICRO);
            userNanos = value(stat, "user_usec ", NANOS_PER_MICRO);
            systemNanos = value(stat, "system_usec ", NANOS_PER_MICRO);
        } else {
            TextCursor stat = read(cpuAccounting, "/cpuacct.stat");
            userNanos = value(stat, "user ", ProcessStat.NANOS_PER_TICK);
            systemNanos = value(stat, "system ", ProcessStat.NANOS_PER_TICK);
            usageNanos = number(cpuAccounting, "/cpuacct.usage");
        }
        TextCursor stat = read(cpu == null ? unified : cpu, "/cpu.stat");
        periods = value(stat, "nr_periods ", 1);
        throttledPeriods = value(stat, "nr_throttled ", 1);
        throttledNanos = cpu == null ? value(stat, "throttled_usec ", NANOS_PER_MICRO)
                : value(stat, "throttled_time ", 1);
    }

    private void readMemory() {
        if (memory == null) {
            oomKills = value(read(unified, "/memory.events"), "oom_kill ", 1);
            memoryUsage = number(unified, "/memory.current");
            takeMemory(read(unified, "/memory.stat"), "anon ", "inactive_file ", "pgfault ",
                    "pgmajfault ");
        } else {
            oomKills = value(read(memory, "/memory.oom_control"), "oom_kill ", 1);
            memoryUsage = number(memory, "/memory.usage_in_bytes");
            takeMemory(read(memory, "/memory.stat"), "total_rss ", "total_inactive_file ",
                    "total_pgfault ", "total_pgmajfault ");
        }
    }

    private void takeMemory(TextCursor stat, String anonymousKey, String inactiveKey,
            String faultsKey, String majorKey) {
        anonymous = NONE;
        inactiveFile = NONE;
        faults = NONE;
        majorFaults = NONE;
        do {
            if (stat.skip(anonymousKey)) {
                anonymous = Math.max(NONE, stat.number());
            } else if (stat.skip(inactiveKey)) {
                inactiveFile = Math.max(NONE, stat.number());
            } else if (stat.skip(faultsKey)) {
                faults = Math.max(NONE, stat.number());
            } else if (stat.skip(majorKey)) {
                majorFaults = Math.max(NONE, stat.number());
            }
        } while (stat.nextLine());
    }

    /** Puts the cursor over a file, over nothing if it cannot be read. */
    private TextCursor read(String directory, String name) {
        int length = 0;
        if (directory != null) {
            own.path().append(directory).append(name);
            length = own.readPath();
        }
        return cursor.over(own.content(), 0, Math.max(0, length));
    }

    /** The number that is all of a file; NONE for "max", which is no limit, and for no file. */
    private long number(String directory, String name) {
        return Math.max(NONE, read(directory, name).number());
    }

    /** The number behind {@code key} at the start of a line, times {@code unit}. */
    private static long value(TextCursor text, String key, long unit) {
        int start = text.position();
        long value = text.seekLine(key) ? text.number() : NONE;
        text.moveTo(start);
        return value < 0 ? NONE : value * unit;
    }

    /** "150000 100000": microseconds of CPU time in each period; "max 100000": no limit. */
    static long quota(TextCursor text) {
        return quota(text.number(), text.number());
    }

    private static long quota(long quotaMicros, long periodMicros) {
        return quotaMicros <= 0 || periodMicros <= 0 || quotaMicros > NO_LIMIT / 1_000_000 ? NONE
                : quotaMicros * 1_000_000 / periodMicros;
    }
}
