package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Protobuf;
import java.util.List;

/** A list of values in brackets. */
final class ListLiteral extends Expression {
    final List<Expression> items;
    private final Buffer encoded = new Buffer(32);

    ListLiteral(List<Expression> items) {
        super(LIST);
        this.items = items;
    }

    @Override
    AnyValue value(Item item) {
        encoded.clear();
        for (int at = 0; at < items.size(); at++) {
            int start = Protobuf.begin(encoded, 1);
            items.get(at).value(item).encode(encoded);
            Protobuf.end(encoded, start);
        }
        return result.range(AnyValue.LIST, encoded.bytes(), 0, encoded.length());
    }
}
