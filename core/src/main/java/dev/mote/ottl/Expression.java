package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;

/** Something with a value. */
abstract class Expression {
    /** Sets of kinds of values, one bit each. */
    static final int NIL = 1 << AnyValue.NOTHING;
    static final int STRING = 1 << AnyValue.STRING;
    static final int BOOLEAN = 1 << AnyValue.BOOLEAN;
    static final int INTEGER = 1 << AnyValue.INTEGER;
    static final int DOUBLE = 1 << AnyValue.DOUBLE;
    static final int NUMBER = INTEGER | DOUBLE;
    static final int LIST = 1 << AnyValue.LIST;
    static final int MAP = 1 << AnyValue.MAP;
    static final int BYTES = 1 << AnyValue.BYTES;
    static final int ANY = 0xFF;

    private static final String[] WORDS =
            {"nil", "text", "true or false", "an integer", "a double", "a list", "a map", "bytes"};

    /** The kinds that the value may have. */
    final int types;
    final AnyValue result = new AnyValue();

    Expression(int types) {
        this.types = types;
    }

    /** The value now; it is kept in {@link #result}, and lent until the item changes. */
    abstract AnyValue value(Item item);

    final boolean holds(Item item) {
        AnyValue value = value(item);
        return value.kind() == AnyValue.BOOLEAN && value.number() != 0;
    }

    /** A set of kinds for people. */
    static String words(int types) {
        StringBuilder text = new StringBuilder();
        for (int kind = 0; kind < WORDS.length; kind++) {
            if ((types & 1 << kind) != 0) {
                text.append(text.length() > 0 ? " or " : "").append(WORDS[kind]);
            }
        }
        return text.toString();
    }
}
