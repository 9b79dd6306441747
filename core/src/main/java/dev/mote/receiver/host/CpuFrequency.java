package dev.mote.receiver.host;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.CpuMetrics;
import java.util.Arrays;

/**
 * The current frequency of each CPU: from /sys/devices/system/cpu/cpuN/cpufreq/scaling_cur_freq
 * (kHz, admin-guide/pm/cpufreq.rst), or, where nothing scales, as in most virtual machines, from
 * the {@code cpu MHz} of /proc/cpuinfo, which only x86 has. That is read once a minute.
 */
final class CpuFrequency {
    private static final int HERTZ_PER_KILOHERTZ = 1000;
    /** "cpu MHz : 2893.202": six decimals make hertz. */
    private static final int MEGAHERTZ_DECIMALS = 6;
    /** A CPU faster than 100 GHz is a misreading. */
    private static final long HERTZ_MAX = 100_000_000_000L;
    /** /proc/cpuinfo costs 20 µs a CPU, and where it is all there is, nothing in it changes. */
    private static final long INFO_NANOS = 60_000_000_000L;

    private final TextCursor cursor = new TextCursor();
    private final Lines lines = new Lines();
    private final Buffer label = new Buffer(16);
    private long[] hertz = new long[0];
    private long nextInfoNanos = Long.MIN_VALUE;
    /** Whether there are scaling_cur_freq files; where not, that is asked once a minute, too. */
    private boolean scales = true;

    /**
     * Writes a point for each CPU whose frequency the host tells; most errors are that it does not.
     */
    int collect(Scrape scrape, CpuTable table) {
        int cpus = table.rows() - 1;
        if (hertz.length < cpus) {
            hertz = new long[cpus];
            nextInfoNanos = Long.MIN_VALUE;
        }
        boolean due = scrape.monotonicNanos >= nextInfoNanos;
        int result = scales || due ? readScaled(scrape.files, table) : -Errno.ENOENT;
        scales = result != -Errno.ENOENT;
        if (result == -Errno.ENOENT) {
            result = scrape.first || !due ? 0 : readInfo(scrape);
        }
        write(scrape.out, table);
        return result;
    }

    /** -ENOENT when the first CPU has no such file: then none has. */
    private int readScaled(HostFiles files, CpuTable table) {
        int result = 0;
        boolean first = true;
        for (int cpu = 0; cpu < table.rows() - 1; cpu++) {
            if (table.isPresent(cpu + 1)) {
                long value = readScaled(files, cpu);
                if (first && value == -Errno.ENOENT) {
                    return -Errno.ENOENT;
                }
                first = false;
                hertz[cpu] = Math.max(0, value);
                result = (int) Math.min(result, value);
            }
        }
        return result;
    }

    private long readScaled(HostFiles files, int cpu) {
        files.path().append("/sys/devices/system/cpu/cpu").append(cpu)
                .append("/cpufreq/scaling_cur_freq");
        int length = files.readPath();
        if (length < 0) {
            return length;
        }
        long kilohertz = cursor.over(files.content(), 0, length).number();
        return kilohertz > 0 && kilohertz < HERTZ_MAX / HERTZ_PER_KILOHERTZ
                ? kilohertz * HERTZ_PER_KILOHERTZ : -Errno.EBADMSG;
    }

    /** The file has 1.5 kB a CPU: too much to hold as a whole where there are many. */
    private int readInfo(Scrape scrape) {
        nextInfoNanos = scrape.monotonicNanos + INFO_NANOS;
        Arrays.fill(hertz, 0);
        int result = lines.open(scrape.files, scrape.files.path().append("/proc/cpuinfo"));
        int cpu = -1;
        while (lines.next()) {
            cpu = parse(cursor.over(lines.bytes(), lines.offset(), lines.length()), cpu, hertz);
        }
        return Math.min(result, lines.result());
    }

    /**
     * Parses a line of /proc/cpuinfo that belongs to CPU {@code cpu}; a frequency that does not fit
     * into {@code hertz} or makes no sense is left out.
     *
     * @return to which CPU the next line belongs, or -1
     */
    static int parse(TextCursor line, int cpu, long[] hertz) {
        if (line.skip("processor")) {
            long next = line.skipBlanks().skip(":") ? line.number() : -1;
            return next >= 0 && next < hertz.length ? (int) next : -1;
        }
        if (cpu >= 0 && line.skip("cpu MHz") && line.skipBlanks().skip(":")) {
            long value = line.scaled(MEGAHERTZ_DECIMALS);
            hertz[cpu] = value > 0 && value < HERTZ_MAX ? value : 0;
        }
        return cpu;
    }

    private void write(MetricsWriter out, CpuTable table) {
        out.metric(CpuMetrics.FREQUENCY);
        for (int cpu = 0; cpu < table.rows() - 1; cpu++) {
            if (table.isPresent(cpu + 1) && hertz[cpu] > 0) {
                CpuNumber.write(out.point(), cpu, label).value(hertz[cpu]);
            }
        }
    }
}
