package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Attributes;
import dev.mote.semconv.Convention;
import dev.mote.semconv.CpuMetrics;

/**
 * CPU time and utilization by mode, and how many CPUs there are. Reads the head of /proc/stat
 * (proc.rst, section 1.7):
 *
 * <pre>
 *   cpu  196 0 1930 1500 9 0 199 0 0 0
 *   cpu0 163 0 831 555 1 0 87 0 0 0
 *        user nice system idle iowait irq softirq steal guest guest_nice
 * </pre>
 *
 * <p>The unit is 1/USER_HZ, which is 1/100 s on every architecture that Mote runs on. The kernel
 * counts guest time into user (and guest_nice into nice), so it is not added again, and all modes
 * together are all the time there was. Utilization is a mode's share of the ticks since the last
 * regular collection, so it adds up to 1 whatever the clocks do.
 *
 * <p>With {@code perCpu} each logical CPU has its own points and the host has none: whoever sums up
 * does not count twice.
 */
public final class CpuCollector implements Collector {
    private static final double TICKS_PER_SECOND = 100;
    /** Ten million years: beyond it the number is garbage, and sums could overflow. */
    private static final long TICKS_MAX = 1L << 55;
    private static final int HOST = 0;
    /** Kernels before 2.6 had no more than these: user, nice, system, idle. */
    private static final int MODES_MIN = 4;

    /** The modes in the order in which they are written, and where /proc/stat has them. */
    private static final Attribute.Value[] MODES = {CpuMetrics.USER, CpuMetrics.NICE,
        CpuMetrics.SYSTEM, CpuMetrics.IDLE, CpuMetrics.IOWAIT, CpuMetrics.INTERRUPT,
        CpuMetrics.SOFTIRQ, CpuMetrics.STEAL};
    private static final int INTERRUPT = 5;
    private static final int SOFTIRQ = 6;

    private final boolean perCpu;
    private final CpuFrequency frequency;
    private final CpuCores cores = new CpuCores();
    private final CpuTable table = new CpuTable();
    private final long[] reading = new long[CpuTable.MODES];
    private final Buffer label = new Buffer(16);
    private int logicalCount;

    /**
     * @param perCpu    whether each CPU has its own points
     * @param frequency whether to read frequencies: one file and one point a CPU
     */
    public CpuCollector(boolean perCpu, boolean frequency) {
        this.perCpu = perCpu;
        this.frequency = frequency ? new CpuFrequency() : null;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public int collect(Scrape scrape) {
        int length = scrape.stat.read();
        if (length < 0) {
            return length;
        }
        int result = read(scrape.stat.text());
        int first = perCpu ? HOST + 1 : HOST;
        int end = perCpu ? table.rows() : HOST + 1;
        writeTimes(scrape, first, end);
        writeUtilization(scrape.out, first, end);
        table.end(scrape);
        result = Math.min(result, writeCounts(scrape));
        return frequency == null ? result : Math.min(result, frequency.collect(scrape, table));
    }

    private int read(TextCursor text) {
        table.begin();
        logicalCount = 0;
        int result = 0;
        while (text.startsWith("cpu")) {
            int row = parse(text, reading);
            if (row >= 0) {
                table.update(row, reading);
                logicalCount += row == HOST ? 0 : 1;
            } else {
                result = row;
            }
            text.nextLine();
        }
        return table.isPresent(HOST) ? result : -Errno.EBADMSG;
    }

    /**
     * Parses a line that starts with "cpu".
     *
     * @param into receives {@link CpuTable#MODES} times in ticks
     * @return 0 for the whole host, n + 1 for CPU n, or -EBADMSG
     */
    static int parse(TextCursor line, long[] into) {
        line.skip("cpu");
        long cpu = line.peek() == ' ' ? -1 : line.number();
        if (cpu < -1 || cpu > CpuTable.ROWS_MAX - 2) {
            return -Errno.EBADMSG;
        }
        for (int mode = 0; mode < into.length; mode++) {
            into[mode] = line.number();
            if (into[mode] == TextCursor.NONE && mode >= MODES_MIN) {
                into[mode] = 0;
            }
            if (into[mode] < 0 || into[mode] > TICKS_MAX) {
                return -Errno.EBADMSG;
            }
        }
        return (int) cpu + 1;
    }

    private void writeTimes(Scrape scrape, int first, int end) {
        scrape.out.metric(CpuMetrics.TIME);
        boolean apart = scrape.out.convention() == Convention.OTELCOL;
        for (int row = first; row < end; row++) {
            for (int mode = 0; mode < CpuTable.MODES && table.isPresent(row); mode++) {
                if (mode != SOFTIRQ || apart) {
                    scrape.out.point(scrape.bootNanos + table.sinceNanos(row));
                    long ticks = table.ticks(row, mode);
                    if (mode == INTERRUPT && !apart) {
                        ticks += table.ticks(row, SOFTIRQ);
                    }
                    attributes(scrape.out, row, mode).value(ticks / TICKS_PER_SECOND);
                }
            }
        }
    }

    private void writeUtilization(MetricsWriter out, int first, int end) {
        out.metric(CpuMetrics.UTILIZATION);
        boolean apart = out.convention() == Convention.OTELCOL;
        for (int row = first; row < end; row++) {
            double elapsed = table.isPresent(row) ? table.elapsed(row) : 0;
            for (int mode = 0; mode < CpuTable.MODES && elapsed > 0; mode++) {
                if (mode != SOFTIRQ || apart) {
                    long ticks = table.elapsed(row, mode);
                    if (mode == INTERRUPT && !apart) {
                        ticks += table.elapsed(row, SOFTIRQ);
                    }
                    attributes(out.point(), row, mode).value(ticks / elapsed);
                }
            }
        }
    }

    private MetricsWriter attributes(MetricsWriter out, int row, int mode) {
        if (row != HOST) {
            CpuNumber.write(out, row - 1, label);
        }
        return out.attribute(Attributes.CPU_MODE, MODES[mode]);
    }

    private int writeCounts(Scrape scrape) {
        if (logicalCount == 0) {
            return 0;
        }
        scrape.out.metric(CpuMetrics.LOGICAL_COUNT);
        scrape.out.point().value(logicalCount);
        int physicalCount = cores.count(scrape.files, table, logicalCount);
        if (physicalCount > 0) {
            scrape.out.metric(CpuMetrics.PHYSICAL_COUNT);
            scrape.out.point().value(physicalCount);
        }
        return 0;
    }
}
