package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import java.util.Arrays;

/** One key of a map: {@code attributes["a"]}, {@code body["a"]["b"]}. */
final class KeyPath extends Path {
    private final Path map;
    private final byte[] key;

    KeyPath(Path map, String key, String text) {
        super(ANY, map.context, text);
        this.map = map;
        Buffer bytes = new Buffer(key.length()).utf8(key);
        this.key = Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    @Override
    boolean canBeSet() {
        return map.canBeSet();
    }

    @Override
    AnyValue value(Item item) {
        Message message = map.open(item);
        int piece = message == null ? Message.NONE : message.attribute(key);
        if (piece == Message.NONE || !message.value(piece, result)) {
            result.nothing();
        }
        return result;
    }

    @Override
    void set(Item item, AnyValue value) {
        Message message = map.open(item);
        if (message != null) {
            message.put(key, value);
            map.close(item, message);
        }
    }
}
