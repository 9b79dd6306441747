package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;

/** {@code and}, {@code or} of two conditions, {@code not} of one. */
final class Logic extends Expression {
    enum Kind { AND, OR, NOT }

    private final Kind kind;
    private final Expression left;
    private final Expression right;

    /** {@code right} is null for {@code not}. */
    Logic(Kind kind, Expression left, Expression right) {
        super(BOOLEAN);
        this.kind = kind;
        this.left = left;
        this.right = right;
    }

    @Override
    AnyValue value(Item item) {
        return result.bool(switch (kind) {
            case AND -> left.holds(item) && right.holds(item);
            case OR -> left.holds(item) || right.holds(item);
            case NOT -> !left.holds(item);
        });
    }
}
