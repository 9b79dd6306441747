package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.HostMetrics;

/**
 * Pressure stall information (accounting/psi.rst): in how much time threads waited for a resource,
 * from /proc/pressure/{cpu,memory,io,irq}.
 *
 * <pre>
 *   some avg10=0.12 avg60=0.05 avg300=0.01 total=123456
 *   full avg10=0.00 avg60=0.00 avg300=0.00 total=4567         averages in %, total in µs
 * </pre>
 *
 * <p>Of the CPU there is no {@code full} for a whole host: kernels since 5.13 print zeros, which
 * are left out. Kernels before 4.20 have no such files and some have it switched off: no error.
 */
public final class PressureCollector implements Collector {
    private static final String[] RESOURCES = {"cpu", "memory", "io", "irq"};
    private static final int CPU = 0;
    private static final String[] WINDOWS = {"10s", "60s", "300s"};
    private static final String[] AVERAGES = {"avg10=", "avg60=", "avg300="};

    /**
     * Of a reading: three averages in hundredths of a percent, then the total, for some and full.
     */
    static final int TOTAL = 3;
    static final int FIELDS = 4;
    static final int SOME = 0;
    static final int FULL = 1;
    static final int READING = 2 * FIELDS;
    /** What a value is that the file does not have. */
    static final long ABSENT = -1;

    private static final int DECIMALS = 2;
    private static final double HUNDREDTHS_OF_PERCENT = 10_000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final boolean averages;
    private final KeptFile[] sources = new KeptFile[RESOURCES.length];
    private final TextCursor cursor = new TextCursor();
    private final long[] readings = new long[RESOURCES.length * READING];
    private final long[] reading = new long[READING];
    private final CounterStarts starts = new CounterStarts(2 * RESOURCES.length);

    /** @param averages whether to write the kernel's own averages, too */
    public PressureCollector(boolean averages) {
        this.averages = averages;
        for (int at = 0; at < sources.length; at++) {
            sources[at] = KeptFile.optional("/proc/pressure/" + RESOURCES[at]);
        }
    }

    @Override
    public String name() {
        return "pressure";
    }

    @Override
    public int collect(Scrape scrape) {
        int result = 0;
        int found = 0;
        for (int resource = 0; resource < RESOURCES.length; resource++) {
            int each = read(scrape.files, resource);
            if (each == 0) {
                found++;
            } else if (each != -Errno.ENOENT && each != -Errno.EOPNOTSUPP) {
                result = Math.min(result, each);
            }
        }
        writeTotals(scrape);
        if (averages) {
            writeAverages(scrape.out);
        }
        return result == 0 && found == 0 ? -Errno.ENODATA : result;
    }

    private int read(HostFiles files, int resource) {
        int length = sources[resource].read(files);
        int result = length < 0 ? length : parse(cursor.over(files.content(), 0, length), reading);
        for (int at = 0; at < READING; at++) {
            boolean left = result < 0 || resource == CPU && at >= FIELDS;
            readings[resource * READING + at] = left ? ABSENT : reading[at];
        }
        return result;
    }

    /** Parses one file into {@link #READING} numbers; 0, or -EBADMSG if neither line is there. */
    static int parse(TextCursor text, long[] into) {
        boolean found = false;
        for (int at = 0; at < READING; at++) {
            into[at] = ABSENT;
        }
        do {
            if (text.skip("some ")) {
                found |= parseLine(text, into, SOME * FIELDS);
            } else if (text.skip("full ")) {
                found |= parseLine(text, into, FULL * FIELDS);
            }
        } while (text.nextLine());
        return found ? 0 : -Errno.EBADMSG;
    }

    private static boolean parseLine(TextCursor line, long[] into, int offset) {
        for (int at = 0; at < TOTAL; at++) {
            long average = line.skipBlanks().skip(AVERAGES[at]) ? line.scaled(DECIMALS) : ABSENT;
            into[offset + at] = average >= 0 && average <= HUNDREDTHS_OF_PERCENT ? average : ABSENT;
        }
        long total = line.skipBlanks().skip("total=") ? line.number() : ABSENT;
        into[offset + TOTAL] = Math.max(ABSENT, total);
        return total >= 0;
    }

    private void writeTotals(Scrape scrape) {
        scrape.out.metric(HostMetrics.PRESSURE_STALL_TIME);
        for (int row = 0; row < 2 * RESOURCES.length; row++) {
            long micros = readings[row * FIELDS + TOTAL];
            if (micros >= 0) {
                scrape.out.point(starts.of(row, micros, scrape));
                attributes(scrape.out, row).value(micros / MICROS_PER_SECOND);
            }
        }
        starts.end(scrape);
    }

    private void writeAverages(MetricsWriter out) {
        out.metric(HostMetrics.PRESSURE_AVERAGE);
        for (int row = 0; row < 2 * RESOURCES.length; row++) {
            for (int window = 0; window < WINDOWS.length; window++) {
                long average = readings[row * FIELDS + window];
                if (average >= 0) {
                    attributes(out.point(), row)
                            .attribute(HostMetrics.PRESSURE_WINDOW, WINDOWS[window])
                            .value(average / HUNDREDTHS_OF_PERCENT);
                }
            }
        }
    }

    private static MetricsWriter attributes(MetricsWriter out, int row) {
        Attribute.Value scope = row % 2 == SOME ? HostMetrics.SOME : HostMetrics.FULL;
        return out.attribute(HostMetrics.PRESSURE_RESOURCE, RESOURCES[row / 2])
                .attribute(HostMetrics.PRESSURE_SCOPE, scope);
    }
}
