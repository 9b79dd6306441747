package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.ContainerMetrics;
import dev.mote.semconv.Metric;
import dev.mote.semconv.ProcessMetrics;

/**
 * The control group that Mote runs in: the container's use of CPU and memory, and its limits. Both
 * versions of control groups (cgroup-v2.rst, cgroup-v1/). Outside of a container only if the group
 * has a limit of CPU or memory, as a service may have: a group without one says nothing that the
 * host's metrics do not say.
 *
 * <p>The memory numbers under their conventional names: usage is {@code memory.current}, the
 * working set is usage minus {@code inactive_file}, RSS is {@code anon}, available is limit minus
 * working set.
 */
public final class CgroupCollector implements Collector {
    /** Where there was no limit, it is looked for again once in so many collections. */
    private static final int LIMIT_TURNS = 60;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    private final HostFiles own;
    private final boolean inContainer;
    private final TextCursor cursor = new TextCursor();
    private CgroupReading group;
    /** When the group began, after boot. */
    private long beganNanos;
    private int turn;
    private boolean wanted;
    private long baseUsageNanos = -1;
    private long baseNanos;

    /**
     * @param own files below no root path: this is about us, not about the host
     * @param inContainer whether to write without a limit too, see {@link HostView#inContainer}
     */
    public CgroupCollector(HostFiles own, boolean inContainer) {
        this.own = own;
        this.inContainer = inContainer;
    }

    @Override
    public String name() {
        return "cgroup";
    }

    @Override
    public int collect(Scrape scrape) {
        if (group == null) {
            group = new CgroupReading(own);
            beganNanos = readBegan();
        }
        if (wanted || turn % LIMIT_TURNS == 0) {
            group.readLimits();
            wanted = inContainer || group.hasLimit();
        }
        turn++;
        if (!wanted) {
            return -Errno.ENODATA;
        }
        int result = group.read();
        if (result == 0) {
            write(scrape);
        }
        return result;
    }

    /**
     * A group does not tell its age. A container began with its process 1, a service's group with
     * the service: with us.
     */
    private long readBegan() {
        int length = own.read(inContainer ? "/proc/1/stat" : "/proc/self/stat");
        ProcessStat stat = new ProcessStat();
        boolean known = length > 0
                && ProcessStat.parse(cursor.over(own.content(), 0, length), stat);
        return known ? stat.startTicks * ProcessStat.NANOS_PER_TICK : 0;
    }

    private void write(Scrape scrape) {
        MetricsWriter out = scrape.out;
        long startNanos = scrape.bootNanos + beganNanos;
        pair(out, ContainerMetrics.CPU_TIME, startNanos, Attributes.CPU_MODE,
                ProcessMetrics.USER, group.userNanos, ProcessMetrics.SYSTEM, group.systemNanos);
        writeUsage(scrape);
        writeMemory(out, startNanos);
        long minorFaults = group.faults < 0 ? -1 : Math.max(0, group.faults - group.majorFaults);
        out.metric(ContainerMetrics.PAGING_FAULTS);
        number(out, startNanos, Attributes.PAGING_FAULT_TYPE, Attributes.MAJOR, group.majorFaults);
        number(out, startNanos, Attributes.PAGING_FAULT_TYPE, Attributes.MINOR, minorFaults);
        number(out, ContainerMetrics.OOM_KILLS, startNanos, group.oomKills);
        writeLimits(out, startNanos);
        number(out, ContainerMetrics.TASKS, startNanos, group.taskCount);
        number(out, ContainerMetrics.TASK_LIMIT, startNanos, group.taskLimit);
    }

    private void writeUsage(Scrape scrape) {
        long elapsedNanos = scrape.monotonicNanos - baseNanos;
        if (baseUsageNanos >= 0 && group.usageNanos >= baseUsageNanos && elapsedNanos > 0) {
            scrape.out.metric(ContainerMetrics.CPU_USAGE);
            scrape.out.point().value((group.usageNanos - baseUsageNanos) / (double) elapsedNanos);
        }
        if (scrape.regular) {
            baseUsageNanos = group.usageNanos;
            baseNanos = scrape.monotonicNanos;
        }
    }

    private void writeMemory(MetricsWriter out, long startNanos) {
        boolean known = group.memoryUsage >= 0 && group.inactiveFile >= 0;
        long workingSet = known ? Math.max(0, group.memoryUsage - group.inactiveFile) : -1;
        number(out, ContainerMetrics.MEMORY_USAGE, startNanos, group.memoryUsage);
        number(out, ContainerMetrics.MEMORY_WORKING_SET, startNanos, workingSet);
        number(out, ContainerMetrics.MEMORY_RSS, startNanos, group.anonymous);
        if (known && group.memoryLimit >= 0) {
            number(out, ContainerMetrics.MEMORY_AVAILABLE, startNanos,
                    Math.max(0, group.memoryLimit - workingSet));
        }
    }

    private void writeLimits(MetricsWriter out, long startNanos) {
        number(out, ContainerMetrics.MEMORY_LIMIT, startNanos, group.memoryLimit);
        if (group.cpuLimitMicros < 0) {
            return; // then nothing is ever throttled either
        }
        out.metric(ContainerMetrics.CPU_LIMIT);
        out.point().value(group.cpuLimitMicros / MILLION);
        number(out, ContainerMetrics.CPU_PERIODS, startNanos, group.periods);
        number(out, ContainerMetrics.CPU_THROTTLED_PERIODS, startNanos, group.throttledPeriods);
        if (group.throttledNanos >= 0) {
            out.metric(ContainerMetrics.CPU_THROTTLED_TIME);
            out.point(startNanos).value(group.throttledNanos / NANOS_PER_SECOND);
        }
    }

    private static void pair(MetricsWriter out, Metric metric, long startNanos, Attribute key,
            Attribute.Value name1, long nanos1, Attribute.Value name2, long nanos2) {
        if (nanos1 >= 0 && nanos2 >= 0) {
            out.metric(metric);
            out.point(startNanos).attribute(key, name1).value(nanos1 / NANOS_PER_SECOND);
            out.point(startNanos).attribute(key, name2).value(nanos2 / NANOS_PER_SECOND);
        }
    }

    private static void number(MetricsWriter out, Metric metric, long startNanos, long value) {
        if (value >= 0) {
            out.metric(metric);
            out.point(startNanos).value(value);
        }
    }

    private static void number(MetricsWriter out, long startNanos, Attribute key,
            Attribute.Value name, long value) {
        if (value >= 0) {
            out.point(startNanos).attribute(key, name).value(value);
        }
    }
}
