package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;

/** {@code + - * /} of numbers; of two integers an integer. Division by zero is nil. */
final class Arithmetic extends Expression {
    private final char operator;
    private final Expression left;
    private final Expression right;

    Arithmetic(char operator, Expression left, Expression right) {
        super(NUMBER | NIL);
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    AnyValue value(Item item) {
        AnyValue a = left.value(item);
        AnyValue b = right.value(item);
        boolean integers = a.kind() == AnyValue.INTEGER && b.kind() == AnyValue.INTEGER;
        boolean numbers = (1 << a.kind() & NUMBER) != 0 && (1 << b.kind() & NUMBER) != 0;
        if (!numbers || integers && operator == '/' && b.number() == 0) {
            return result.nothing();
        }
        return integers ? result.integer(of(a.number(), b.number()))
                : result.real(of(a.asDouble(), b.asDouble()));
    }

    private long of(long a, long b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            default -> a / b;
        };
    }

    private double of(double a, double b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            default -> a / b;
        };
    }
}
