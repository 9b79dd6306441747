package dev.mote.receiver.host;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.NetworkMetrics;

/**
 * Connects to the configured targets and tells how long it took. Nothing here waits: the probes
 * begin one timeout before a collection is due and have all ended by then, so a collection writes
 * the results of the probes that ended since the one before, and at first there are none. A probe
 * that failed is a count of errors by reason and status 0; it has no duration.
 */
public final class TcpCheckCollector implements Collector, Component {
    /** Each target costs a resolver, 0.5 kB, and one socket for as long as connecting takes. */
    public static final int TARGETS_MAX = 64;
    public static final long TIMEOUT_NANOS_BY_DEFAULT = 2_000_000_000L;

    private static final double NANOS_PER_MILLI = 1e6;

    private final TcpProbe[] probes;
    private final long intervalNanos;
    private final long timeoutNanos;
    /** The first ones begin at once. */
    private long nextProbeNanos;
    /** When the first collection took place, after boot: since then errors are counted. */
    private long beganNanos = -1;

    /**
     * Both an entry of the list of collectors and a component of the loop.
     *
     * @param targets {@code HOST:PORT}, at most {@link #TARGETS_MAX}
     * @param intervalNanos from one collection to the next
     * @throws IllegalArgumentException with words for people
     */
    public TcpCheckCollector(EventLoop loop, String[] targets, long intervalNanos,
            long timeoutNanos) {
        if (targets.length > TARGETS_MAX) {
            throw new IllegalArgumentException("tcp_check: " + targets.length
                    + " targets; at most " + TARGETS_MAX + " can be checked");
        }
        this.intervalNanos = intervalNanos;
        this.timeoutNanos = timeoutNanos;
        probes = new TcpProbe[targets.length];
        for (int at = 0; at < targets.length; at++) {
            probes[at] = new TcpProbe(loop, targets[at], timeoutNanos);
        }
    }

    @Override
    public String name() {
        return "tcp_check";
    }

    @Override
    public String id() {
        return "host_metrics/tcp_check";
    }

    @Override
    public int collect(Scrape scrape) {
        if (beganNanos < 0) {
            beganNanos = Math.max(0, scrape.wallNanos - scrape.bootNanos);
        }
        write(scrape);
        if (scrape.regular) {
            for (TcpProbe probe : probes) {
                probe.forget();
            }
            nextProbeNanos = scrape.monotonicNanos + Math.max(0, intervalNanos - timeoutNanos);
        }
        return 0;
    }

    private void write(Scrape scrape) {
        MetricsWriter out = scrape.out;
        out.metric(NetworkMetrics.TCP_CHECK_DURATION);
        for (TcpProbe probe : probes) {
            if (probe.ended && probe.durationNanos >= 0) {
                out.point().attribute(NetworkMetrics.TCP_CHECK_ENDPOINT, probe.endpoint)
                        .value(probe.durationNanos / NANOS_PER_MILLI);
            }
        }
        out.metric(NetworkMetrics.TCP_CHECK_STATUS);
        for (TcpProbe probe : probes) {
            if (probe.ended) {
                out.point().attribute(NetworkMetrics.TCP_CHECK_ENDPOINT, probe.endpoint)
                        .value(probe.durationNanos >= 0 ? 1L : 0L);
            }
        }
        out.metric(NetworkMetrics.TCP_CHECK_ERRORS);
        for (TcpProbe probe : probes) {
            writeErrors(out, scrape.bootNanos + beganNanos, probe);
        }
    }

    /** Only the reasons that occurred: most never do. */
    private static void writeErrors(MetricsWriter out, long startNanos, TcpProbe probe) {
        for (int type = 0; type < probe.errors.length; type++) {
            if (probe.errors[type] > 0) {
                out.point(startNanos)
                        .attribute(NetworkMetrics.TCP_CHECK_ENDPOINT, probe.endpoint)
                        .attribute(NetworkMetrics.ERROR_TYPE, TcpProbe.ERROR_TYPES[type])
                        .value(probe.errors[type]);
            }
        }
    }

    @Override
    public int doWork(long nowNanos) {
        int begun = 0;
        if (nowNanos >= nextProbeNanos) {
            nextProbeNanos = Long.MAX_VALUE;
            for (TcpProbe probe : probes) {
                probe.begin(nowNanos);
            }
            begun = probes.length;
        }
        for (TcpProbe probe : probes) {
            probe.doWork(nowNanos);
        }
        return begun;
    }

    @Override
    public long nextDeadlineNanos() {
        long next = nextProbeNanos;
        for (TcpProbe probe : probes) {
            next = Math.min(next, probe.nextDeadlineNanos());
        }
        return next;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        nextProbeNanos = Long.MAX_VALUE;
        for (TcpProbe probe : probes) {
            probe.cancel();
        }
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
