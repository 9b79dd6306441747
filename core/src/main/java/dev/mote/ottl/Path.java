package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;

/** A place in an item: it can be read, and some can be set. */
abstract class Path extends Expression {
    /** As written, for errors. */
    final String text;
    final OttlContext context;
    private final Message asMap = new Message();
    private final dev.mote.bytes.Buffer encoded = new dev.mote.bytes.Buffer(64);

    Path(int types, OttlContext context, String text) {
        super(types);
        this.context = context;
        this.text = text;
    }

    /** Whether {@link #set} does anything. */
    boolean canBeSet() {
        return true;
    }

    abstract void set(Item item, AnyValue value);

    /** The map that is there, to look at and change; null when there is none. */
    Message open(Item item) {
        AnyValue value = value(item);
        boolean map = value.kind() == AnyValue.MAP && asMap.begin(Message.Kind.MAP)
                .read(value.bytes(), value.offset(), value.offset() + value.length());
        return map ? asMap : null;
    }

    /** Puts a changed map back. */
    void close(Item item, Message map) {
        if (map.isChanged()) {
            map.writeTo(encoded.clear());
            result.range(AnyValue.MAP, encoded.bytes(), 0, encoded.length());
            set(item, result);
        }
    }
}
