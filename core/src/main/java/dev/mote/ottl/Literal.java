package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;

/** A value that stands in the text. */
final class Literal extends Expression {
    /** The text itself, when it is one. */
    final String text;

    private Literal(int types, String text) {
        super(types);
        this.text = text;
    }

    static Literal nil() {
        return new Literal(NIL, null);
    }

    static Literal text(String text) {
        Literal literal = new Literal(STRING, text);
        literal.result.string(text);
        return literal;
    }

    static Literal integer(long value) {
        Literal literal = new Literal(INTEGER, null);
        literal.result.integer(value);
        return literal;
    }

    static Literal real(double value) {
        Literal literal = new Literal(DOUBLE, null);
        literal.result.real(value);
        return literal;
    }

    static Literal bool(boolean value) {
        Literal literal = new Literal(BOOLEAN, null);
        literal.result.bool(value);
        return literal;
    }

    @Override
    AnyValue value(Item item) {
        return result;
    }
}
