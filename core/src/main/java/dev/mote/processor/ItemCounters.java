package dev.mote.processor;

import dev.mote.component.Context;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;

/** What processors and connectors count of the items that they do not hand on. */
public final class ItemCounters {
    private ItemCounters() {
    }

    /** Lost, for a reason. */
    public static Counter dropped(Context context, String reason) {
        return context.telemetry.counter(MoteMetrics.PROCESSOR_DROPPED_ITEMS,
                MoteMetrics.PROCESSOR, context.id, MoteMetrics.REASON, reason);
    }

    /** Left out on purpose. */
    public static Counter filtered(Context context) {
        return context.telemetry.counter(MoteMetrics.PROCESSOR_FILTERED_ITEMS,
                MoteMetrics.PROCESSOR, context.id);
    }
}
