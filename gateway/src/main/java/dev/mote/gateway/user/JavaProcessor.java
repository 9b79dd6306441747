package dev.mote.gateway.user;

import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Rewriter;
import dev.mote.processor.ItemCounters;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * {@code java}: a user's code in a pipeline. Whatever it throws, the loop goes on.
 *
 * <pre>
 *   java:
 *     jar: /etc/mote/tenant.jar
 *     class: com.example.Tenant
 *     settings: {header: x-tenant}
 *     on_error: pass
 * </pre>
 */
public final class JavaProcessor implements Consumer, Edit {
    private final Context context;
    private final UserProcessor code;
    private final boolean dropsOnError;
    private final ItemView view = new ItemView();
    private final Rewriter rewriter = new Rewriter(this);
    private final Consumer next;
    private final Counter filtered;
    private final Counter malformed;
    private final Counter droppedFailed;
    private final Counter failures;
    private boolean failureSaid;
    /** Items of the batch that were dropped because the code failed. */
    private int dropped;

    JavaProcessor(Context context, UserProcessor code, boolean dropsOnError, Consumer next) {
        this.context = context;
        this.code = code;
        this.dropsOnError = dropsOnError;
        this.next = next;
        filtered = ItemCounters.filtered(context);
        malformed = ItemCounters.dropped(context, "malformed");
        droppedFailed = ItemCounters.dropped(context, "failed");
        failures = context.telemetry.counter(MoteMetrics.PROCESSOR_FAILED_ITEMS,
                MoteMetrics.PROCESSOR, context.id);
    }

    /** Makes the processor that a section describes; what is wrong is told with its place. */
    public static Consumer from(Context context, Consumer next) {
        UserCode code = UserCode.from(context.section);
        boolean drops = context.section.choice("on_error", 0, "pass", "drop") == 1;
        context.section.finish();
        return new JavaProcessor(context, code.load(), drops, next);
    }

    @Override
    public Outcome consume(Batch batch) {
        dropped = 0;
        if (!rewriter.rewrite(batch)) {
            malformed.add(batch.items);
            return Outcome.REJECTED;
        }
        Batch result = rewriter.result();
        Outcome outcome = result.length == 0 ? Outcome.ACCEPTED : next.consume(result);
        if (outcome == Outcome.ACCEPTED) {
            filtered.add(rewriter.leftOut() - dropped);
            droppedFailed.add(dropped);
        }
        return outcome;
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RECORD;
    }

    @Override
    public boolean keep(Level level, Item item) {
        try {
            boolean keeps = code.process(view.over(item));
            view.apply();
            return keeps;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
            failures.add(1);
            say(failure);
            dropped += dropsOnError ? 1 : 0;
            return !dropsOnError;
        }
    }

    /** The first failure tells where to look; the counter tells of the others. */
    private void say(Throwable failure) {
        if (!failureSaid) {
            failureSaid = true;
            StackTraceElement[] at = failure.getStackTrace();
            context.log.warning(context.id + ": the processor's code failed, and the item is "
                    + (dropsOnError ? "dropped" : "passed on as it was") + ": " + failure
                    + (at.length == 0 ? "" : " at " + at[0]));
        }
    }
}
