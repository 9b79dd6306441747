package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;

/** All attributes of a message. */
final class AttributesPath extends Path {
    private final Buffer encoded = new Buffer(256);
    private final Message copy = new Message();

    AttributesPath(OttlContext context, String text) {
        super(MAP, context, text);
    }

    @Override
    Message open(Item item) {
        return item.at(context.level);
    }

    @Override
    void close(Item item, Message map) {
        // It was changed in its place.
    }

    @Override
    AnyValue value(Item item) {
        copy.begin(Message.Kind.MAP);
        copy.putAll(open(item));
        copy.writeTo(encoded.clear());
        return result.range(AnyValue.MAP, encoded.bytes(), 0, encoded.length());
    }

    /** Another map takes the place of the attributes. */
    @Override
    void set(Item item, AnyValue value) {
        if (value.kind() != AnyValue.MAP) {
            return;
        }
        encoded.clear().put(value.bytes(), value.offset(), value.length());
        Message attributes = open(item);
        for (int piece = 0; piece < attributes.size(); piece++) {
            if (attributes.isAttribute(piece)) {
                attributes.remove(piece);
            }
        }
        if (copy.begin(Message.Kind.MAP).read(encoded.bytes(), 0, encoded.length())) {
            attributes.putAll(copy);
        }
    }
}
