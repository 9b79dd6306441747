package dev.mote.cli;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.semconv.Metric;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends a real collection through every exporter of an agent, and waits for what the far ends say.
 * The exporters tell in their own words, on standard error, what went wrong; here it is judged.
 */
public final class Deliveries implements Component {
    private static final long WAIT_NANOS = 10_000_000_000L;

    private final EventLoop loop;
    private final Telemetry telemetry;
    private long untilNanos = Long.MAX_VALUE;

    /** @param loop with the receiver and the exporters, which begin when it turns */
    public Deliveries(EventLoop loop, Telemetry telemetry) {
        this.loop = loop;
        this.telemetry = telemetry;
    }

    void examine(Findings findings) {
        List<String> exporters = exporters();
        if (exporters.isEmpty()) {
            findings.note("nothing is delivered; to deliver, set OTEL_EXPORTER_OTLP_ENDPOINT");
            return;
        }
        loop.add(this);
        untilNanos = loop.os().clock().monotonicNanos() + WAIT_NANOS;
        while (!allAnswered(exporters) && loop.os().clock().monotonicNanos() < untilNanos) {
            if (loop.turn()) {
                break;
            }
        }
        for (int at = 0; at < exporters.size(); at++) {
            String exporter = exporters.get(at);
            long sent = sum(MoteMetrics.EXPORTER_SENT_POINTS, exporter);
            if (sent > 0) {
                findings.good(exporter + ": the far end took " + sent + " data points");
            } else {
                findings.trouble(exporter + ": the far end has taken nothing",
                        "the reason stands above; check the endpoint and its headers");
            }
        }
    }

    @Override
    public String id() {
        return "doctor";
    }

    @Override
    public int doWork(long nowNanos) {
        return 0;
    }

    /** The loop wakes for us, so that the wait has an end. */
    @Override
    public long nextDeadlineNanos() {
        return untilNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
    }

    @Override
    public boolean isDrained() {
        return true;
    }

    private List<String> exporters() {
        List<String> found = new ArrayList<>();
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            String id = exporterOf(counter);
            if (counter.metric == MoteMetrics.EXPORTER_SENT_POINTS && id != null
                    && !found.contains(id)) {
                found.add(id);
            }
        }
        return found;
    }

    private static String exporterOf(Telemetry.Counter counter) {
        for (int at = 0; at < counter.attributeCount(); at++) {
            if (counter.key(at) == MoteMetrics.EXPORTER) {
                return counter.value(at);
            }
        }
        return null;
    }

    private boolean allAnswered(List<String> exporters) {
        for (int at = 0; at < exporters.size(); at++) {
            if (sum(MoteMetrics.EXPORTER_REQUESTS, exporters.get(at)) == 0) {
                return false;
            }
        }
        return true;
    }

    private long sum(Metric metric, String exporter) {
        long sum = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            if (counter.metric == metric && exporter.equals(exporterOf(counter))) {
                sum += counter.value();
            }
        }
        return sum;
    }
}
