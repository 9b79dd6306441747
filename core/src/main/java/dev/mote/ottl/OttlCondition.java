package dev.mote.ottl;

import dev.mote.otlp.Item;

/** A condition on an item. */
public final class OttlCondition {
    private final Expression expression;

    OttlCondition(Expression expression) {
        this.expression = expression;
    }

    public boolean holds(Item item) {
        return expression.holds(item);
    }
}
