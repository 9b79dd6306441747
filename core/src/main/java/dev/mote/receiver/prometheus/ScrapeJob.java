package dev.mote.receiver.prometheus;

import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** A job with its targets: those of the config, and those that are found at the time. */
final class ScrapeJob {
    private final Context context;
    private final ScrapeSettings settings;
    private final Telemetry.Counter duplicates;
    private final Telemetry.Counter incomplete;
    private final Consumer next;
    private final List<ScrapeTarget> targets = new ArrayList<>();
    private boolean begun;
    private boolean closed;

    ScrapeJob(Context context, ScrapeSettings settings, Telemetry.Counter duplicates,
            Telemetry.Counter incomplete, Consumer next) {
        this.context = context;
        this.settings = settings;
        this.duplicates = duplicates;
        this.incomplete = incomplete;
        this.next = next;
        for (TargetSettings target : settings.targets) {
            try {
                targets.add(target(target));
            } catch (IllegalArgumentException e) {
                context.section.problems().error(context.section.place(), e.getMessage());
            }
        }
    }

    private ScrapeTarget target(TargetSettings target) {
        return new ScrapeTarget(context, settings, target, duplicates, incomplete, next);
    }

    int doWork(long nowNanos) {
        boolean changed = false;
        for (int at = 0; !closed && at < settings.discoveries.size(); at++) {
            changed |= settings.discoveries.get(at).doWork(context.os().files(), context.log,
                    nowNanos);
        }
        int done = 0;
        for (int at = 0; at < targets.size(); at++) {
            if (!begun) {
                targets.get(at).begin(nowNanos);
            }
            done += targets.get(at).doWork(nowNanos);
        }
        begun = true;
        if (changed) {
            follow(nowNanos);
        }
        return done;
    }

    /** Begins with the targets that are new, and ends those that are gone. */
    private void follow(long nowNanos) {
        List<TargetSettings> wanted = new ArrayList<>(settings.targets);
        for (Discovery discovery : settings.discoveries) {
            for (TargetGroup group : discovery.groups()) {
                add(group, wanted);
            }
        }
        for (int at = targets.size() - 1; at >= 0; at--) {
            if (find(wanted, targets.get(at).settings()) < 0) {
                targets.remove(at).end();
            }
        }
        for (TargetSettings each : wanted) {
            boolean isNew = true;
            for (ScrapeTarget target : targets) {
                isNew &= !target.settings().isSame(each);
            }
            if (isNew) {
                begin(each, nowNanos);
            }
        }
    }

    private void begin(TargetSettings each, long nowNanos) {
        try {
            ScrapeTarget target = target(each);
            target.begin(nowNanos);
            targets.add(target);
        } catch (IllegalArgumentException e) {
            context.log.warning(context.id + ": " + e.getMessage());
        }
    }

    private void add(TargetGroup group, List<TargetSettings> to) {
        for (String address : group.targets()) {
            try {
                TargetSettings target = TargetSettings.of(settings, address, group.labels());
                if (target != null && find(to, target) < 0) {
                    to.add(target);
                }
            } catch (IllegalArgumentException e) {
                context.log.warning(context.id + ": " + e.getMessage());
            }
        }
    }

    private static int find(List<TargetSettings> all, TargetSettings target) {
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at).isSame(target)) {
                return at;
            }
        }
        return -1;
    }

    long nextDeadlineNanos() {
        long deadline = begun ? Long.MAX_VALUE : 0;
        for (int at = 0; at < targets.size(); at++) {
            deadline = Math.min(deadline, targets.get(at).nextDeadlineNanos());
        }
        for (int at = 0; !closed && at < settings.discoveries.size(); at++) {
            deadline = Math.min(deadline, settings.discoveries.get(at).nextDeadlineNanos());
        }
        return deadline;
    }

    void close() {
        closed = true;
        for (Discovery discovery : settings.discoveries) {
            discovery.close();
        }
        for (int at = 0; at < targets.size(); at++) {
            targets.get(at).close();
        }
    }
}
