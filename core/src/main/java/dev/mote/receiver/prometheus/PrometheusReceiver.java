package dev.mote.receiver.prometheus;

import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.semconv.MoteMetrics;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** Scrapes targets as Prometheus does. */
public final class PrometheusReceiver implements Component {
    private final String id;
    private final List<ScrapeJob> jobs = new ArrayList<>();

    private PrometheusReceiver(Context context, Consumer next) {
        id = context.id;
        Telemetry.Counter duplicates = dropped(context, "duplicate");
        Telemetry.Counter incomplete = dropped(context, "malformed");
        for (ScrapeSettings job : ScrapeSettings.from(context)) {
            jobs.add(new ScrapeJob(context, job, duplicates, incomplete, next));
        }
    }

    private static Telemetry.Counter dropped(Context context, String reason) {
        return context.telemetry.counter(PrometheusMetrics.DROPPED_POINTS,
                PrometheusMetrics.REASON, reason, MoteMetrics.RECEIVER, context.id);
    }

    /** Makes the receiver that a section of the config describes. */
    public static PrometheusReceiver from(Context context, Consumer next) {
        return new PrometheusReceiver(context, next);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int doWork(long nowNanos) {
        int done = 0;
        for (int at = 0; at < jobs.size(); at++) {
            done += jobs.get(at).doWork(nowNanos);
        }
        return done;
    }

    @Override
    public long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (int at = 0; at < jobs.size(); at++) {
            next = Math.min(next, jobs.get(at).nextDeadlineNanos());
        }
        return next;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        for (int at = 0; at < jobs.size(); at++) {
            jobs.get(at).close();
        }
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
