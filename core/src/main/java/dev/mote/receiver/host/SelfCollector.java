package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Clock;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;

/**
 * Mote's own numbers: memory from /proc/self/statm, processor time from /proc/self/schedstat (both
 * in the kernel's Documentation), and every counter of {@link Telemetry}.
 */
public final class SelfCollector implements Collector {
    private static final long PAGE_BYTES = 4096;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Telemetry telemetry;
    /** Mote's own /proc is always the real one, whatever the host's root path is. */
    private final HostFiles own;
    private final long startMonotonicNanos;
    private final long startWallNanos;
    private final KeptFile statm = new KeptFile("/proc/self/statm");
    private final KeptFile schedstat = KeptFile.optional("/proc/self/schedstat");
    private final TextCursor cursor = new TextCursor();

    public SelfCollector(Telemetry telemetry, HostFiles own, Clock clock) {
        this.telemetry = telemetry;
        this.own = own;
        startMonotonicNanos = clock.monotonicNanos();
        startWallNanos = clock.wallNanos();
    }

    @Override
    public String name() {
        return "mote";
    }

    @Override
    public int collect(Scrape scrape) {
        MetricsWriter out = scrape.out;
        out.metric(MoteMetrics.UPTIME);
        out.point().value((scrape.monotonicNanos - startMonotonicNanos) / NANOS_PER_SECOND);
        int memory = writeMemory(out);
        int processor = writeProcessorTime(out);
        writeCounters(out);
        return Math.min(memory, processor);
    }

    private int writeMemory(MetricsWriter out) {
        int length = statm.read(own);
        if (length < 0) {
            return length;
        }
        long pages = cursor.over(own.content(), 0, length).skipWord().number();
        if (pages < 0) {
            return -Errno.EBADMSG;
        }
        out.metric(MoteMetrics.MEMORY);
        out.point(startWallNanos).value(pages * PAGE_BYTES);
        return 0;
    }

    private int writeProcessorTime(MetricsWriter out) {
        int length = schedstat.read(own);
        if (length < 0) {
            return length == -Errno.ENOENT ? 0 : length;
        }
        long nanos = cursor.over(own.content(), 0, length).number();
        if (nanos < 0) {
            return -Errno.EBADMSG;
        }
        out.metric(MoteMetrics.CPU_TIME);
        out.point(startWallNanos).value(nanos / NANOS_PER_SECOND);
        return 0;
    }

    /**
     * All points of one metric together, in the order in which the metrics were first asked for.
     */
    private void writeCounters(MetricsWriter out) {
        for (int first = 0; first < telemetry.size(); first++) {
            if (isFirstOfItsMetric(first)) {
                out.metric(telemetry.get(first).metric);
                for (int at = first; at < telemetry.size(); at++) {
                    if (telemetry.get(at).metric == telemetry.get(first).metric) {
                        write(out, telemetry.get(at));
                    }
                }
            }
        }
    }

    private boolean isFirstOfItsMetric(int index) {
        for (int at = 0; at < index; at++) {
            if (telemetry.get(at).metric == telemetry.get(index).metric) {
                return false;
            }
        }
        return true;
    }

    private void write(MetricsWriter out, Telemetry.Counter counter) {
        out.point(startWallNanos);
        for (int at = 0; at < counter.attributeCount(); at++) {
            out.attribute(counter.key(at), counter.value(at));
        }
        out.value(counter.value());
    }
}
