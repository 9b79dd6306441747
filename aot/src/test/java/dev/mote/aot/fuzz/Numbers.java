package dev.mote.aot.fuzz;

/** Writes numeric expressions. */
final class Numbers {
    private static final String[] ARITHMETIC = {"+", "-", "*", "/", "%", "+", "-", "*"};
    private static final String[] BITS = {"&", "|", "^"};
    private static final String[] SHIFTS = {"<<", ">>", ">>>"};

    private final Context context;

    Numbers(Context context) {
        this.context = context;
    }

    /** An expression that widens to the type; byte, short and char get exactly their type. */
    String of(Type type, int depth) {
        if (depth <= 0 || context.dice.chance(12)) {
            return leaf(type);
        }
        String common = context.dice.chance(40) ? common(type, depth) : null;
        if (common != null) {
            return common;
        }
        return switch (type) {
            case INT, LONG -> integral(type, depth);
            case FLOAT, DOUBLE -> floating(type, depth);
            default -> "(" + type.java + ") (" + context.number(depth - 1) + ")";
        };
    }

    private String leaf(Type type) {
        Dice dice = context.dice;
        String variable = context.scope.any(type, dice);
        if (variable != null && dice.chance(70)) {
            return variable;
        }
        if (dice.chance(25)) {
            return "State." + type.state;
        }
        if (type == Type.INT && dice.chance(25)) {
            return context.of(Type.NODE, 0) + ".v";
        }
        String literal = Literals.of(type, dice);
        return literal.startsWith("(") ? "(" + literal + ")" : literal;
    }

    /** What all types have alike: calls, fields, elements, choices, side effects. */
    private String common(Type type, int depth) {
        Dice dice = context.dice;
        return switch (dice.below(10)) {
            case 9 -> Boxes.unboxed(context, type, depth);
            case 0 -> context.call(type, depth);
            case 1 -> context.virtualCall(type, depth);
            case 2 -> context.field(type, depth);
            case 3 -> context.element(type, depth);
            case 4 -> dice.chance(40) ? context.choice(type, depth) : ternary(type, depth);
            case 5, 6 -> sideEffect(type, depth);
            case 7 -> ternary(type, depth);
            default -> dice.chance(50) && type != Type.BYTE && type != Type.SHORT
                    && type != Type.CHAR
                    ? seen(type, depth) : null;
        };
    }

    private String ternary(Type type, int depth) {
        return context.either(type, context.of(Type.BOOLEAN, depth - 1),
                context.exactly(type, depth - 1), context.exactly(type, depth - 1));
    }

    private String seen(Type type, int depth) {
        return "(" + type.java + ") State.seen(" + of(type, depth - 1) + ")";
    }

    /** An assignment, an increment or a compound assignment as an operand. */
    private String sideEffect(Type type, int depth) {
        Dice dice = context.dice;
        String target = context.scope.assignable(type, dice);
        if (target == null || dice.chance(30)) {
            target = dice.chance(30) ? context.element(type, depth) : "State." + type.state;
        }
        if (dice.chance(45)) {
            String step = dice.pick("++", "--");
            return dice.chance(50) ? "(" + target + step + ")" : "(" + step + target + ")";
        }
        return "(" + target + compound(type) + value(type, depth) + ")";
    }

    /** The operator of an assignment that is followed by {@link #value}. */
    private String compound(Type type) {
        Dice dice = context.dice;
        if (dice.chance(20)) {
            return type == Type.BYTE || type == Type.SHORT || type == Type.CHAR
                    ? " = (" + type.java + ") " : " = ";
        }
        if (!type.isFloating() && dice.chance(35)) {
            return " " + dice.pick(dice.chance(50) ? BITS : SHIFTS) + "= (int) ";
        }
        String operator = dice.pick(ARITHMETIC);
        boolean divides = operator.equals("/") || operator.equals("%");
        return " " + operator + "= " + (divides && !type.isFloating() && dice.chance(80) ? "1 | "
                : "");
    }

    private String value(Type type, int depth) {
        Type from = context.dice.chance(70) ? type : Type.INT;
        boolean mayNarrow = from == type || type == Type.LONG || type.isFloating();
        return "(" + of(mayNarrow ? from : type, depth - 1) + ")";
    }

    private String integral(Type type, int depth) {
        Dice dice = context.dice;
        int roll = dice.below(100);
        if (roll < 40) {
            return binary(type, dice.pick(ARITHMETIC), depth);
        }
        if (roll < 50) {
            return binary(type, dice.pick(BITS), depth);
        }
        if (roll < 62) {
            Type by = dice.pick(Type.INT, Type.INT, Type.LONG, Type.BYTE);
            return "(" + of(type, depth - 1) + " " + dice.pick(SHIFTS) + " " + of(by, depth - 1)
                    + ")";
        }
        if (roll < 68) {
            return "(" + dice.pick("-", "~") + of(type, depth - 1) + ")";
        }
        if (roll < 80) {
            String narrow = dice.chance(25) ? dice.pick("(byte) ", "(short) ", "(char) ") : "";
            return "((" + type.java + ") " + narrow + "(" + context.number(depth - 1) + "))";
        }
        return type == Type.INT && dice.chance(45) ? Library.toInt(context, depth)
                : Library.integral(context, type, depth);
    }

    private String floating(Type type, int depth) {
        Dice dice = context.dice;
        int roll = dice.below(100);
        if (roll < 60) {
            return binary(type, dice.pick(ARITHMETIC), depth);
        }
        if (roll < 68) {
            return "(-" + of(type, depth - 1) + ")";
        }
        if (roll < 82) {
            return "((" + type.java + ") (" + context.number(depth - 1) + "))";
        }
        return Library.floating(context, type, depth);
    }

    /** One operand may be narrower, so that its conversion is part of the test. */
    private String binary(Type type, String operator, int depth) {
        Dice dice = context.dice;
        Type other = type;
        if (dice.chance(25)) {
            other = switch (type) {
                case INT -> dice.pick(Type.BYTE, Type.SHORT, Type.CHAR);
                case LONG -> dice.pick(Type.INT, Type.CHAR);
                case FLOAT -> dice.pick(Type.INT, Type.LONG, Type.SHORT);
                default -> dice.pick(Type.INT, Type.LONG, Type.FLOAT, Type.BYTE);
            };
        }
        boolean swap = dice.chance(50);
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && !type.isFloating() && dice.chance(80)) {
            return "(" + of(type, depth - 1) + " " + operator + " (" + of(other, depth - 1)
                    + " | 1))";
        }
        return "(" + of(swap ? other : type, depth - 1) + " " + operator + " "
                + of(swap ? type : other, depth - 1) + ")";
    }
}
