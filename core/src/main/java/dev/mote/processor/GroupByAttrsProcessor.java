package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Regrouping;
import dev.mote.otlp.Rewriter;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * {@code group_by_attrs}: attributes of records become attributes of their resource, and what then
 * has the same resource, scope and metric stands together. Without {@code keys} it only does the
 * latter.
 */
public final class GroupByAttrsProcessor implements Consumer, Edit {
    private final byte[][] keys;
    private final Consumer next;
    private final Counter malformed;
    private final Rewriter walk = new Rewriter(this);
    private final Regrouping groups = new Regrouping();
    private final Buffer out = new Buffer(1024);
    private final Batch result = new Batch();
    /** The resource without the record's attributes. */
    private final Buffer original = new Buffer(256);

    private GroupByAttrsProcessor(Context context, Consumer next) {
        String[] names = context.section.strings("keys");
        context.section.finish();
        keys = new byte[names.length][];
        for (int at = 0; at < names.length; at++) {
            keys[at] = Settings.utf8(names[at]);
        }
        this.next = next;
        malformed = ItemCounters.dropped(context, "malformed");
    }

    public static Consumer from(Context context, Consumer next) {
        return new GroupByAttrsProcessor(context, next);
    }

    @Override
    public Outcome consume(Batch batch) {
        groups.clear();
        if (!walk.rewrite(batch)) {
            malformed.add(batch.items);
            return Outcome.REJECTED;
        }
        groups.writeTo(out.clear());
        return next.consume(result.set(batch.signal, out.bytes(), 0, out.length(), groups.items(),
                batch.timeNanos));
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE || level == Level.RECORD;
    }

    /** Every record goes to its group, none stays in the request that is walked through. */
    @Override
    public boolean keep(Level level, Item item) {
        if (level == Level.RESOURCE) {
            item.resource.writeTo(original.clear());
            return true;
        }
        boolean moved = false;
        for (byte[] key : keys) {
            int piece = item.record.attribute(key);
            if (piece != Message.NONE) {
                item.resource.putEncoded(item.resource.attribute(key), item.record, piece);
                item.record.removeAll(key);
                moved = true;
            }
        }
        groups.append(groups.place(item), item.record);
        if (moved) {
            item.resource.begin(Message.Kind.RESOURCE).read(original.bytes(), 0,
                    original.length());
        }
        return false;
    }
}
