package dev.mote.processor;

import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import java.util.List;

/**
 * {@code attributes}: actions on the attributes of data points, log records and spans.
 *
 * <pre>
 *   attributes:
 *     actions:
 *       - {key: region, value: eu-1, action: upsert}
 *       - {key: http.request.header.authorization, action: delete}
 * </pre>
 */
public final class AttributesProcessor implements Edit {
    private final List<AttributeAction> actions;
    private final Matcher include;
    private final Matcher exclude;

    private AttributesProcessor(Context context) {
        actions = AttributeAction.listFrom(context.section, "actions");
        include = Matcher.from(context.section, "include");
        exclude = Matcher.from(context.section, "exclude");
        context.section.finish();
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new AttributesProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RECORD;
    }

    @Override
    public boolean keep(Level level, Item item) {
        if ((include == null || include.matches(item))
                && (exclude == null || !exclude.matches(item))) {
            for (int at = 0; at < actions.size(); at++) {
                actions.get(at).apply(item.record);
            }
        }
        return true;
    }
}
