package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.os.Clock;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.Metric;
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
    /** The counters in the order in which they are written; made anew when there are more. */
    private Telemetry.Counter[] grouped = new Telemetry.Counter[0];
    /** Mote's own /proc is always the real one, whatever the host's root path is. */
    private final HostFiles own;
    private final long startMonotonicNanos;
    private final long startWallNanos;
    private final KeptFile statm = new KeptFile("/proc/self/statm");
    private final KeptFile schedstat = KeptFile.optional("/proc/self/schedstat");
    private final TextCursor cursor = new TextCursor();
    private long residentBytes;

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

    /** As last written. */
    long residentBytes() {
        return residentBytes;
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
        residentBytes = pages * PAGE_BYTES;
        out.point(startWallNanos).value(residentBytes);
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

    private void writeCounters(MetricsWriter out) {
        if (grouped.length != telemetry.size()) {
            grouped = group();
        }
        Metric last = null;
        for (Telemetry.Counter counter : grouped) {
            if (counter.metric != last) {
                last = counter.metric;
                out.metric(last);
            }
            write(out, counter);
        }
    }

    /**
     * All counters of one metric together, in the order in which the metrics were first asked for.
     */
    private Telemetry.Counter[] group() {
        Telemetry.Counter[] all = new Telemetry.Counter[telemetry.size()];
        int count = 0;
        for (int at = 0; at < all.length; at++) {
            Telemetry.Counter next = telemetry.get(at);
            int place = count;
            while (place > 0 && all[place - 1].metric != next.metric) {
                place--;
            }
            place = place == 0 ? count : place;
            System.arraycopy(all, place, all, place + 1, count - place);
            all[place] = next;
            count++;
        }
        return all;
    }

    private void write(MetricsWriter out, Telemetry.Counter counter) {
        out.point(startWallNanos);
        for (int at = 0; at < counter.attributeCount(); at++) {
            out.attribute(counter.key(at), counter.value(at));
        }
        out.value(counter.value());
    }
}
