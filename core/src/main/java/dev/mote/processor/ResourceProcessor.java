package dev.mote.processor;

import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import java.util.List;

/**
 * {@code resource}: actions on the attributes of resources; the actions are those of
 * {@link AttributesProcessor}.
 */
public final class ResourceProcessor implements Edit {
    private final List<AttributeAction> actions;

    private ResourceProcessor(Context context) {
        actions = AttributeAction.listFrom(context.section, "attributes");
        context.section.finish();
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new ResourceProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE;
    }

    @Override
    public boolean keep(Level level, Item item) {
        for (int at = 0; at < actions.size(); at++) {
            actions.get(at).apply(item.resource);
        }
        return true;
    }
}
