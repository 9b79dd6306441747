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
 * the {@code cpu MHz} of /proc/cpuinfo, which only x86 has.
 */
final class CpuFrequency {
    private static final int HERTZ_PER_KILOHERTZ = 1000;
    /** "cpu MHz : 2893.202": six decimals make hertz. */
    private static final int MEGAHERTZ_DECIMALS = 6;
    /** A CPU faster than 100 GHz is a misreading. */
    private static final long HERTZ_MAX = 100_000_000_000L;

    private final TextCursor cursor = new TextCursor();
    private final Buffer label = new Buffer(16);
    private long[] hertz = new long[0];

    /**
     * Writes a point for each CPU whose frequency the host tells; most errors are that it does not.
     */
    int collect(Scrape scrape, CpuTable table) {
        int cpus = table.rows() - 1;
        if (hertz.length < cpus) {
            hertz = new long[cpus];
        }
        Arrays.fill(hertz, 0);
        int result = readScaled(scrape.files, table);
        if (result == -Errno.ENOENT) {
            result = readInfo(scrape.files);
        }
        write(scrape.out, table);
        return result;
    }

    private int readScaled(HostFiles files, CpuTable table) {
        int result = -Errno.ENOENT;
        for (int cpu = 0; cpu < table.rows() - 1; cpu++) {
            if (table.isPresent(cpu + 1)) {
                files.path().append("/sys/devices/system/cpu/cpu").append(cpu)
                        .append("/cpufreq/scaling_cur_freq");
                int length = files.readPath();
                if (length < 0) {
                    return length;
                }
                long kilohertz = cursor.over(files.content(), 0, length).number();
                result = kilohertz > 0 && kilohertz < HERTZ_MAX / HERTZ_PER_KILOHERTZ ? 0
                        : -Errno.EBADMSG;
                hertz[cpu] = result == 0 ? kilohertz * HERTZ_PER_KILOHERTZ : 0;
            }
        }
        return result;
    }

    private int readInfo(HostFiles files) {
        int length = files.read("/proc/cpuinfo");
        if (length < 0) {
            return length;
        }
        parse(cursor.over(files.content(), 0, length), hertz);
        return 0;
    }

    /** Parses /proc/cpuinfo; what does not fit into {@code hertz} or makes no sense is left out. */
    static void parse(TextCursor text, long[] hertz) {
        long cpu = -1;
        do {
            if (text.skip("processor")) {
                cpu = text.skipBlanks().skip(":") ? text.number() : -1;
            } else if (text.skip("cpu MHz")) {
                long value = text.skipBlanks().skip(":") ? text.scaled(MEGAHERTZ_DECIMALS) : 0;
                if (cpu >= 0 && cpu < hertz.length && value > 0 && value < HERTZ_MAX) {
                    hertz[(int) cpu] = value;
                }
            }
        } while (text.nextLine());
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
