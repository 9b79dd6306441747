package dev.mote.ottl;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import java.util.Arrays;

/** {@code ==, !=, <, <=, >, >=}: values of kinds that cannot be compared are only unequal. */
final class Comparison extends Expression {
    static final String[] OPERATORS = {"==", "!=", "<=", ">=", "<", ">"};
    private static final int EQUAL = 0;
    private static final int UNEQUAL = 1;
    private static final int LESS_OR_EQUAL = 2;
    private static final int GREATER_OR_EQUAL = 3;
    private static final int LESS = 4;
    private static final int INCOMPARABLE = 2;

    private final int operator;
    private final Expression left;
    private final Expression right;

    Comparison(int operator, Expression left, Expression right) {
        super(BOOLEAN);
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    /** Whether values of these kinds can ever compare. */
    static boolean canCompare(int a, int b) {
        return (a & b) != 0 || (a & NUMBER) != 0 && (b & NUMBER) != 0 || a == NIL || b == NIL;
    }

    @Override
    AnyValue value(Item item) {
        AnyValue a = left.value(item);
        AnyValue b = right.value(item);
        int order = compare(a, b);
        return result.bool(switch (operator) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS_OR_EQUAL -> order == 0 || order == -1;
            case GREATER_OR_EQUAL -> order == 0 || order == 1;
            case LESS -> order == -1;
            default -> order == 1;
        });
    }

    private static int compare(AnyValue a, AnyValue b) {
        int kind = a.kind();
        if (kind != b.kind()) {
            return isNumber(a) && isNumber(b) ? compare(a.asDouble(), b.asDouble())
                    : INCOMPARABLE;
        }
        return switch (kind) {
            case AnyValue.NOTHING -> 0;
            case AnyValue.DOUBLE -> compare(a.real(), b.real());
            case AnyValue.INTEGER, AnyValue.BOOLEAN -> a.number() == b.number() ? 0
                    : a.number() < b.number() ? -1 : 1;
            default -> sign(Arrays.compareUnsigned(a.bytes(), a.offset(), a.offset() + a.length(),
                    b.bytes(), b.offset(), b.offset() + b.length()));
        };
    }

    private static boolean isNumber(AnyValue value) {
        return value.kind() == AnyValue.INTEGER || value.kind() == AnyValue.DOUBLE;
    }

    private static int compare(double a, double b) {
        return a == b ? 0 : a < b ? -1 : a > b ? 1 : INCOMPARABLE;
    }

    private static int sign(int value) {
        return value == 0 ? 0 : value < 0 ? -1 : 1;
    }
}
