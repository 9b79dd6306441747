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
    private final List<ScrapeTarget> targets = new ArrayList<>();
    private boolean begun;

    private PrometheusReceiver(Context context, Consumer next) {
        id = context.id;
        Telemetry.Counter duplicates = dropped(context, "duplicate");
        Telemetry.Counter incomplete = dropped(context, "malformed");
        for (ScrapeSettings job : ScrapeSettings.from(context.section)) {
            for (TargetSettings target : job.targets) {
                try {
                    targets.add(new ScrapeTarget(context, job, target, duplicates, incomplete,
                            next));
                } catch (IllegalArgumentException e) {
                    context.section.problems().error(context.section.place(), e.getMessage());
                }
            }
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
        for (int at = 0; at < targets.size(); at++) {
            if (!begun) {
                targets.get(at).begin(nowNanos);
            }
            done += targets.get(at).doWork(nowNanos);
        }
        begun = true;
        return done;
    }

    @Override
    public long nextDeadlineNanos() {
        long next = begun ? Long.MAX_VALUE : 0;
        for (int at = 0; at < targets.size(); at++) {
            next = Math.min(next, targets.get(at).nextDeadlineNanos());
        }
        return next;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        for (int at = 0; at < targets.size(); at++) {
            targets.get(at).close();
        }
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
