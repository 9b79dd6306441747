package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Metric;
import dev.mote.semconv.ProcessMetrics;

/**
 * The processes that use the most CPU time and the most memory, in detail. They are data points of
 * the host's resource with {@code process.pid} and {@code process.executable.name}, not resources
 * of their own: the names of the host would be repeated for each.
 *
 * <p>A process comes in when it is among the first K by either, and goes when it has been out of
 * the first 2K of both for {@link #PATIENCE} collections, so that two that take turns both stay. By
 * CPU time a process stands where the highest of its last intervals puts it, cooled down by a
 * quarter each (see {@link ProcessRows#heat}). Kernel threads are left out.
 */
public final class TopProcessesCollector implements Collector, ProcessTable.Observer {
    /** How many by CPU time, and as many by memory. */
    public static final int TOP_BY_DEFAULT = 5;
    /** Each followed process costs two open files, 0.6 kB and 14 points. */
    public static final int TOP_MAX = 50;

    private static final int PATIENCE = 6;
    /** CPUs come and go seldom: they are counted once in so many collections. */
    private static final int CPU_COUNT_TURNS = 60;
    private static final double TICKS_PER_SECOND = ProcessStat.TICKS_PER_SECOND;

    private final int top;
    private final boolean withCommand;
    private final boolean withOwner;
    private final boolean withDescriptors;
    private final ProcessTable table;
    private final FollowedProcess[] followed;
    private final Owners owners = new Owners();
    private final TextCursor cursor = new TextCursor();
    private MetricsWriter out;
    private long bootNanos;
    private int turn;
    private long cpus;
    /** Of the host, in hundredths of a second, which are ticks too. */
    private long uptimeTicks;

    /**
     * @param top how many by CPU time and how many by memory, at most {@link #TOP_MAX}
     * @param withCommand whether points carry {@code process.command}: may tell secrets
     * @param withOwner whether points carry {@code process.owner}
     * @param withDescriptors whether to count open file descriptors: costs a listing a process
     */
    public TopProcessesCollector(int top, boolean withCommand, boolean withOwner,
            boolean withDescriptors) {
        this.top = Math.min(top, TOP_MAX);
        this.withCommand = withCommand;
        this.withOwner = withOwner;
        this.withDescriptors = withDescriptors;
        table = new ProcessTable(2 * this.top, this);
        followed = new FollowedProcess[4 * this.top];
        for (int at = 0; at < followed.length; at++) {
            followed[at] = new FollowedProcess(withCommand, withOwner);
        }
    }

    ProcessTable table() {
        return table;
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public void found(int pid, ProcessStat stat, byte[] content) {
        FollowedProcess process = find(pid, (int) stat.startTicks);
        if (process != null) {
            process.take(stat, content);
            process.seenTurn = table.turn();
        }
    }

    @Override
    public int collect(Scrape scrape) {
        int result = table.refresh(scrape);
        if (scrape.regular) {
            choose(scrape);
        }
        readHost(scrape);
        for (FollowedProcess process : followed) {
            if (!process.isFree()) {
                read(scrape, process);
            }
        }
        write(scrape);
        return result;
    }

    private void choose(Scrape scrape) {
        for (FollowedProcess process : followed) {
            process.outFor++;
        }
        choose(scrape, table.byCpu());
        choose(scrape, table.byMemory());
        for (FollowedProcess process : followed) {
            if (!process.isFree() && process.outFor > PATIENCE) {
                process.end(scrape.files.system());
            }
        }
    }

    private void choose(Scrape scrape, Ranking ranking) {
        for (int rank = 0; rank < ranking.size(); rank++) {
            int pid = table.pid(ranking.row(rank));
            int start = table.start(ranking.row(rank));
            FollowedProcess process = find(pid, start);
            if (process == null && rank < top) {
                process = room();
                process.end(scrape.files.system());
                process.begin(pid, start, ranking.note(rank), table.baseNanos());
                table.read(scrape.files, ranking.row(rank));
            }
            if (process != null) {
                process.outFor = 0;
            }
        }
    }

    private FollowedProcess find(int pid, int start) {
        for (FollowedProcess process : followed) {
            if (process.is(pid, start)) {
                return process;
            }
        }
        return null;
    }

    /** A free place, or the place of the one that has been out for the longest time. */
    private FollowedProcess room() {
        FollowedProcess best = followed[0];
        for (FollowedProcess process : followed) {
            if (process.isFree()) {
                return process;
            }
            best = process.outFor > best.outFor ? process : best;
        }
        return best;
    }

    private void readHost(Scrape scrape) {
        HostFiles files = scrape.files;
        if (cpus <= 0 || turn++ % CPU_COUNT_TURNS == 0) {
            int length = files.read("/sys/devices/system/cpu/online");
            cpus = countCpus(cursor.over(files.content(), 0, Math.max(0, length)));
        }
        uptimeTicks = scrape.uptime.text().scaled(2);
    }

    /** Counts the numbers of a list like "0-3,5" (admin-guide/cputopology.rst); 0 if it is none. */
    static long countCpus(TextCursor text) {
        long count = 0;
        do {
            long first = text.number();
            long last = text.skip("-") ? text.number() : first;
            if (first < 0 || last < first || last > 1 << 16) {
                return 0;
            }
            count += last - first + 1;
        } while (text.skip(","));
        return count;
    }

    private void read(Scrape scrape, FollowedProcess process) {
        HostFiles files = scrape.files;
        if (process.seenTurn != table.turn()) {
            process.end(files.system());
            return;
        }
        process.read(files, cursor);
        if (withCommand && process.commandLength == 0) {
            process.readCommand(files);
        }
        if (withOwner && process.ownerLength < 0) {
            process.ownerLength = owners.name(files, process.userId, process.owner);
        }
        if (withDescriptors) {
            process.countDescriptors(files);
        }
        rate(scrape, process);
    }

    private void rate(Scrape scrape, FollowedProcess process) {
        int userTicks = (int) process.values[FollowedProcess.USER_TICKS];
        int systemTicks = (int) process.values[FollowedProcess.SYSTEM_TICKS];
        long elapsedNanos = scrape.monotonicNanos - process.baseNanos;
        process.hasUtilization = process.baseNanos != 0 && elapsedNanos > 0 && cpus > 0;
        if (process.hasUtilization) {
            double ticks = elapsedNanos / (double) ProcessStat.NANOS_PER_TICK * cpus;
            process.userUtilization = (userTicks - process.baseUserTicks) / ticks;
            process.systemUtilization = (systemTicks - process.baseSystemTicks) / ticks;
        }
        if (scrape.regular) {
            process.baseUserTicks = userTicks;
            process.baseSystemTicks = systemTicks;
            process.baseNanos = scrape.monotonicNanos;
        }
    }

    private void write(Scrape scrape) {
        out = scrape.out;
        bootNanos = scrape.bootNanos;
        writeCpuTime();
        writeUtilization();
        write(ProcessMetrics.MEMORY_USAGE, FollowedProcess.RESIDENT_BYTES);
        write(ProcessMetrics.MEMORY_VIRTUAL, FollowedProcess.VIRTUAL_BYTES);
        write(ProcessMetrics.DISK_IO, Attributes.DISK_DIRECTION,
                Attributes.READ, FollowedProcess.READ_BYTES,
                Attributes.WRITE, FollowedProcess.WRITTEN_BYTES);
        write(ProcessMetrics.THREADS, FollowedProcess.THREADS);
        if (withDescriptors) {
            write(ProcessMetrics.FILE_DESCRIPTORS, FollowedProcess.DESCRIPTORS);
        }
        write(ProcessMetrics.CONTEXT_SWITCHES, ProcessMetrics.CONTEXT_SWITCH_TYPE,
                ProcessMetrics.VOLUNTARY, FollowedProcess.VOLUNTARY_SWITCHES,
                ProcessMetrics.INVOLUNTARY, FollowedProcess.INVOLUNTARY_SWITCHES);
        write(ProcessMetrics.PAGING_FAULTS, Attributes.PAGING_FAULT_TYPE,
                Attributes.MAJOR, FollowedProcess.MAJOR_FAULTS,
                Attributes.MINOR, FollowedProcess.MINOR_FAULTS);
        writeUptime();
    }

    private void writeCpuTime() {
        out.metric(ProcessMetrics.CPU_TIME);
        for (FollowedProcess process : followed) {
            if (!process.isFree()) {
                point(process).attribute(Attributes.CPU_MODE, ProcessMetrics.USER)
                        .value(process.values[FollowedProcess.USER_TICKS] / TICKS_PER_SECOND);
                point(process).attribute(Attributes.CPU_MODE, ProcessMetrics.SYSTEM)
                        .value(process.values[FollowedProcess.SYSTEM_TICKS] / TICKS_PER_SECOND);
            }
        }
    }

    private void writeUtilization() {
        out.metric(ProcessMetrics.CPU_UTILIZATION);
        for (FollowedProcess process : followed) {
            if (!process.isFree() && process.hasUtilization) {
                point(process).attribute(Attributes.CPU_MODE, ProcessMetrics.USER)
                        .value(process.userUtilization);
                point(process).attribute(Attributes.CPU_MODE, ProcessMetrics.SYSTEM)
                        .value(process.systemUtilization);
            }
        }
    }

    private void writeUptime() {
        out.metric(ProcessMetrics.UPTIME);
        for (FollowedProcess process : followed) {
            if (!process.isFree() && uptimeTicks >= process.startTicks) {
                point(process).value((uptimeTicks - process.startTicks) / TICKS_PER_SECOND);
            }
        }
    }

    private void write(Metric metric, int value) {
        out.metric(metric);
        for (FollowedProcess process : followed) {
            write(process, value, null, null);
        }
    }

    private void write(Metric metric, Attribute key, Attribute.Value name1, int value1,
            Attribute.Value name2, int value2) {
        out.metric(metric);
        for (FollowedProcess process : followed) {
            write(process, value1, key, name1);
            write(process, value2, key, name2);
        }
    }

    private void write(FollowedProcess process, int value, Attribute key, Attribute.Value name) {
        if (process.isFree() || process.values[value] < 0) {
            return;
        }
        MetricsWriter point = point(process);
        if (key != null) {
            point.attribute(key, name);
        }
        point.value(process.values[value]);
    }

    /** Begins a point that counts since the process began. */
    private MetricsWriter point(FollowedProcess process) {
        long startNanos = bootNanos + process.startTicks * ProcessStat.NANOS_PER_TICK;
        MetricsWriter point = out.point(startNanos)
                .attribute(ProcessMetrics.PID, (long) process.pid)
                .attribute(ProcessMetrics.EXECUTABLE_NAME, process.name, 0, process.nameLength);
        if (withCommand && process.commandLength > 0) {
            point.attribute(ProcessMetrics.COMMAND, process.command, 0, process.commandLength);
        }
        if (withOwner && process.ownerLength > 0) {
            point.attribute(ProcessMetrics.OWNER, process.owner, 0, process.ownerLength);
        }
        return point;
    }
}
