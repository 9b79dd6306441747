package dev.mote.receiver.host;

import dev.mote.bytes.TextCursor;
import dev.mote.component.Component;
import dev.mote.os.Clock;
import dev.mote.os.Errno;
import dev.mote.otlp.MetricsWriter;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.List;

/**
 * Calls the collectors at their interval and hands on what they write, as one batch a collection. A
 * collector that fails costs a counter and, when the failure begins and when it ends, one line.
 */
public final class HostReceiver implements Component {
    /** The scopes of the points: the host's, and Mote's own. */
    public static final String HOST_SCOPE = "mote/host";
    private static final String SELF_SCOPE = "mote/self";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Two boot times further apart than this are a clock that was set, not a rounded second. */
    private static final long BOOT_DRIFT_NANOS = 2 * NANOS_PER_SECOND;

    private final String id;
    private final Clock clock;
    private final Scrape scrape;
    private final List<Collector> collectors;
    private final SelfCollector self;
    private final int[] lastResult;
    private final Telemetry.Counter[] errors;
    private final Telemetry.Counter collections;
    private final Telemetry.Counter missed;
    private final Telemetry.Counter accepted;
    private final Log log;
    private final long intervalNanos;
    private Delivery delivery = (regular, wallNanos) -> { };
    private long nextNanos;
    private long lastNanos = Long.MIN_VALUE;
    private long lastDurationNanos;
    private boolean finished;

    /** Told before each collection, so that it can make ready to receive it. */
    public interface Delivery {
        void begins(boolean regular, long wallNanos);
    }

    public HostReceiver(String id, Clock clock, Scrape scrape, List<Collector> collectors,
            SelfCollector self, long intervalNanos, Telemetry telemetry, Log log) {
        this.id = id;
        this.clock = clock;
        this.scrape = scrape;
        this.collectors = collectors;
        this.self = self;
        this.intervalNanos = intervalNanos;
        this.log = log;
        lastResult = new int[collectors.size()];
        errors = new Telemetry.Counter[collectors.size()];
        for (int at = 0; at < errors.length; at++) {
            errors[at] = telemetry.counter(MoteMetrics.COLLECTOR_ERRORS, MoteMetrics.COLLECTOR,
                    collectors.get(at).name());
        }
        collections = telemetry.counter(MoteMetrics.COLLECTIONS);
        missed = telemetry.counter(MoteMetrics.COLLECTIONS_MISSED);
        accepted = telemetry.counter(MoteMetrics.RECEIVER_ACCEPTED_POINTS, MoteMetrics.RECEIVER,
                id);
        nextNanos = clock.monotonicNanos();
    }

    public void deliverTo(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos < nextNanos || finished) {
            return 0;
        }
        long late = (nowNanos - nextNanos) / intervalNanos;
        missed.add(late);
        nextNanos += (late + 1) * intervalNanos;
        return collect(true);
    }

    /**
     * Collects out of turn when the last collection is older than {@code maxAgeNanos}: for readers
     * who want to see the host as it is now. Does not reach the exporters.
     */
    public void refresh(long maxAgeNanos) {
        if (clock.monotonicNanos() - lastNanos > maxAgeNanos && !finished) {
            collect(false);
        }
    }

    /** When the last collection took place, monotonic; {@link Long#MIN_VALUE} before the first. */
    public long lastNanos() {
        return lastNanos;
    }

    /** What was resident of Mote itself then; 0 when it is not known. */
    public long residentBytes() {
        return self.residentBytes();
    }

    public long intervalNanos() {
        return intervalNanos;
    }

    private int collect(boolean regular) {
        scrape.regular = regular;
        scrape.first = lastNanos == Long.MIN_VALUE;
        scrape.monotonicNanos = clock.monotonicNanos();
        scrape.wallNanos = clock.wallNanos();
        scrape.begin();
        readBootTime();
        delivery.begins(regular, scrape.wallNanos);
        MetricsWriter out = scrape.out;
        out.begin(scrape.wallNanos, scrape.bootNanos);
        for (int at = 0; at < collectors.size(); at++) {
            note(at, collectors.get(at).collect(scrape));
        }
        collections.add(regular ? 1 : 0);
        out.scope(SELF_SCOPE);
        writeDuration(out);
        self.collect(scrape);
        int points = out.end();
        accepted.add(regular ? points : 0);
        lastNanos = scrape.monotonicNanos;
        lastDurationNanos = clock.monotonicNanos() - scrape.monotonicNanos;
        return points;
    }

    /** The duration of the collection before: this one's is not known yet. */
    private void writeDuration(MetricsWriter out) {
        if (lastNanos != Long.MIN_VALUE) {
            out.metric(MoteMetrics.COLLECTION_DURATION);
            out.point().value(lastDurationNanos / (double) NANOS_PER_SECOND);
        }
    }

    /**
     * Reads {@code btime} of /proc/stat anew each time, since it moves when the clock is set; small
     * movements are rounding, and a start time must not tremble.
     */
    private void readBootTime() {
        if (scrape.stat.read() <= 0) {
            return;
        }
        TextCursor text = scrape.stat.text();
        if (!text.seekLine("btime ")) {
            return;
        }
        long bootNanos = text.number() * NANOS_PER_SECOND;
        if (bootNanos > 0 && Math.abs(bootNanos - scrape.bootNanos) > BOOT_DRIFT_NANOS) {
            scrape.bootNanos = bootNanos;
        }
    }

    private void note(int index, int result) {
        int effective = result == -Errno.ENODATA ? 0 : result;
        if (effective < 0) {
            errors[index].add(1);
        }
        if (effective != lastResult[index]) {
            String name = "host_metrics: " + collectors.get(index).name();
            if (effective < 0) {
                log.warning(name + ": " + Errno.describe(effective)
                        + "; its metrics are left out until it can be read");
            } else {
                log.info(name + ": can be read again");
            }
            lastResult[index] = effective;
        }
    }

    @Override
    public long nextDeadlineNanos() {
        return finished ? Long.MAX_VALUE : nextNanos;
    }

    /** Collects a last time, so that what happened since the last collection is not lost. */
    @Override
    public void beginShutdown(long nowNanos) {
        collect(true);
        finished = true;
    }

    @Override
    public boolean isDrained() {
        return finished;
    }
}
