package dev.mote.aot.fuzz;

/** Writes boolean expressions. */
final class Truths {
    private final Context context;

    Truths(Context context) {
        this.context = context;
    }

    String of(int depth) {
        Dice dice = context.dice;
        if (depth <= 0) {
            String variable = context.scope.any(Type.BOOLEAN, dice);
            return variable != null && dice.chance(60) ? variable
                    : dice.pick("State.z", "State.z", "(State.i > 3)", Literals.of(Type.BOOLEAN,
                    dice));
        }
        int roll = dice.below(100);
        if (roll < 50) {
            return comparison(depth);
        }
        if (roll < 66) {
            return "(" + of(depth - 1) + " " + dice.pick("&&", "||", "&&", "||", "&", "|", "^")
                    + " "
                    + of(depth - 1) + ")";
        }
        if (roll < 72) {
            return "(!" + of(depth - 1) + ")";
        }
        String other = roll < 86 ? common(depth) : about(depth);
        return other != null ? other : of(depth - 1);
    }

    private String comparison(int depth) {
        Dice dice = context.dice;
        Type type = dice.pick(Type.WIDE);
        Type other = dice.chance(75) ? type : dice.pick(Type.NUMBERS);
        return "(" + context.of(type, depth - 1) + " " + dice.pick("<", ">", "<=", ">=", "==", "!=")
                + " " + context.of(other, depth - 1) + ")";
    }

    private String common(int depth) {
        Dice dice = context.dice;
        return switch (dice.below(7)) {
            case 0 -> context.call(Type.BOOLEAN, depth);
            case 1 -> context.virtualCall(Type.BOOLEAN, depth);
            case 2 -> context.field(Type.BOOLEAN, depth);
            case 3 -> context.element(Type.BOOLEAN, depth);
            case 4 -> "State.seen(" + of(depth - 1) + ")";
            case 5 -> "(State.z " + dice.pick("=", "&=", "|=", "^=") + " " + of(depth - 1) + ")";
            default -> context.either(Type.BOOLEAN, of(depth - 1), of(depth - 1), of(depth - 1));
        };
    }

    /** Questions about texts and objects. */
    private String about(int depth) {
        Dice dice = context.dice;
        String node = context.of(Type.NODE, depth - 1);
        return switch (dice.below(9)) {
            case 7 -> Boxes.truth(context, depth);
            case 0 -> context.of(Type.TEXT, 1) + ".equals(" + context.of(Type.TEXT, 1) + ")";
            case 1 -> context.of(Type.TEXT, 1) + dice.pick(".isEmpty()", ".startsWith(\"a\")",
                    ".contains(\"e\")", ".endsWith(\"a\")");
            case 2 -> "(" + node + " == " + context.of(Type.NODE, 1) + ")";
            case 3 -> "(" + node + " instanceof " + dice.pick(context.hierarchy.kinds).name() + ")";
            case 4 -> "(" + node + " instanceof " + dice.pick(context.hierarchy.faces).name() + ")";
            case 5 -> dice.pick("Double", "Float") + "." + dice.pick("isNaN", "isInfinite") + "("
                    + context.of(Type.FLOAT, depth - 1) + ")";
            case 6 -> context.of(Type.SHAPE, 1) + ".equals(" + context.of(Type.SHAPE, 1) + ")";
            default -> context.inFinally ? null
                    : "(" + context.of(Type.SHAPE, 1) + " instanceof Dot(int "
                            + pattern(depth);
        };
    }

    /** The rest of a record pattern on Dot, with a condition on the first component. */
    private String pattern(int depth) {
        String x = context.fresh("x");
        String y = context.fresh("y");
        return x + ", long " + y + ") && " + x + " <= " + y + " + " + context.of(Type.INT,
                depth - 1)
                + ")";
    }
}
