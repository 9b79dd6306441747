package dev.mote.processor;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/**
 * {@code memory_limiter}: takes no more while what waits in Mote's memory, in exporters' queues and
 * in processors, has reached {@code limit_mib} less {@code spike_limit_mib}. Senders are told to
 * come again, nothing is lost. It counts bytes and so is exact; how much memory the process has is
 * for its cgroup to limit. {@code check_interval} is accepted and not needed: every batch is
 * checked.
 */
public final class MemoryLimiterProcessor implements Consumer {
    private static final int MIB_MAX = 1 << 20;

    private final Telemetry telemetry;
    private final Consumer next;
    private final long limitBytes;
    private final Counter refused;
    /** What to add up: found at the first batch, when everything has been made. */
    private Counter[] waiting;

    private MemoryLimiterProcessor(Context context, Consumer next) {
        this.next = next;
        telemetry = context.telemetry;
        context.section.duration("check_interval", 0, 0, Long.MAX_VALUE);
        long limit = context.section.integer("limit_mib", 0, 1, MIB_MAX);
        long spike = context.section.integer("spike_limit_mib", limit / 5, 0, MIB_MAX);
        if (limit == 0) {
            context.section.problems().error(context.section.place(), "limit_mib is missing");
        } else if (spike >= limit) {
            context.section.problems().error(context.section.place(),
                    "spike_limit_mib must be less than limit_mib");
        }
        context.section.finish();
        limitBytes = limit - spike << 20;
        refused = telemetry.counter(MoteMetrics.PROCESSOR_REFUSED_ITEMS, MoteMetrics.PROCESSOR,
                context.id);
    }

    public static Consumer from(Context context, Consumer next) {
        return new MemoryLimiterProcessor(context, next);
    }

    @Override
    public Outcome consume(Batch batch) {
        if (waiting == null) {
            waiting = findWaiting();
        }
        long bytes = batch.length;
        for (Counter each : waiting) {
            bytes += each.value();
        }
        if (bytes > limitBytes) {
            refused.add(batch.items);
            return Outcome.RETRY_LATER;
        }
        return next.consume(batch);
    }

    private Counter[] findWaiting() {
        Counter[] found = new Counter[telemetry.size()];
        int count = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            Counter each = telemetry.get(at);
            if (each.metric == MoteMetrics.EXPORTER_QUEUE_BYTES
                    || each.metric == MoteMetrics.PROCESSOR_QUEUE_BYTES) {
                found[count++] = each;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
