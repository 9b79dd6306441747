package dev.mote.processor;

import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code resource_detection}: puts what Mote knows of its own host (and the {@code OTEL_RESOURCE_
 * ATTRIBUTES}) on every resource. {@code override: false} leaves values that are there;
 * {@code attributes} names the ones to put. {@code detectors} is accepted as the collector has it:
 * Mote has detected already, by the same sources.
 */
public final class ResourceDetectionProcessor implements Edit {
    private final List<byte[]> keys = new ArrayList<>();
    private final List<AnyValue> values = new ArrayList<>();
    private final boolean override;

    private ResourceDetectionProcessor(Context context) {
        override = context.section.bool("override", true);
        List<String> wanted = Arrays.asList(context.section.strings("attributes"));
        context.section.strings("detectors");
        context.section.finish();
        for (int at = 0; at < context.host.size(); at++) {
            String key = context.host.key(at);
            boolean own = key.startsWith("service.") && !wanted.contains(key);
            if (!own && (wanted.isEmpty() || wanted.contains(key))) {
                keys.add(Settings.utf8(key));
                values.add(new AnyValue().string(context.host.value(at)));
            }
        }
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new ResourceDetectionProcessor(context), next);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE;
    }

    @Override
    public boolean keep(Level level, Item item) {
        for (int at = 0; at < keys.size(); at++) {
            int piece = item.resource.attribute(keys.get(at));
            if (piece == Message.NONE || override) {
                item.resource.put(piece, keys.get(at), 0, keys.get(at).length, values.get(at));
            }
        }
        return true;
    }
}
