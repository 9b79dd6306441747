package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.CpuMetrics;
import dev.mote.semconv.Metric;

/**
 * Load averages, from /proc/loadavg (proc.rst, section 1.8):
 *
 * <pre>
 *   0.76 0.18 0.06 3/163 404
 *   1 min, 5 min, 15 min, running/all threads, last process id
 * </pre>
 */
public final class LoadCollector implements Collector {
    private static final Metric[] METRICS =
        {CpuMetrics.LOAD_1M, CpuMetrics.LOAD_5M, CpuMetrics.LOAD_15M};
    /** The kernel prints two decimals. */
    private static final int DECIMALS = 2;
    private static final double PARTS = 100;

    private final long[] load = new long[METRICS.length];

    @Override
    public String name() {
        return "load";
    }

    @Override
    public int collect(Scrape scrape) {
        int length = scrape.load.read();
        if (length < 0) {
            return length;
        }
        int result = parse(scrape.load.text(), load);
        return result < 0 ? result : write(scrape.out);
    }

    /** Parses the three averages, in hundredths; 0 or -EBADMSG. */
    static int parse(TextCursor text, long[] into) {
        for (int at = 0; at < into.length; at++) {
            into[at] = text.scaled(DECIMALS);
            if (into[at] < 0) {
                return -Errno.EBADMSG;
            }
        }
        return 0;
    }

    private int write(MetricsWriter out) {
        for (int at = 0; at < METRICS.length; at++) {
            out.metric(METRICS[at]);
            out.point().value(load[at] / PARTS);
        }
        return 0;
    }
}
