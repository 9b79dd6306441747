package dev.mote.aot.fuzz;

/** Writes expressions of type String. */
final class Texts {
    private static final Type[] SHOWN = {Type.INT, Type.LONG, Type.BOOLEAN, Type.CHAR, Type.BYTE,
        Type.SHORT, Type.TEXT, Type.DOUBLE, Type.FLOAT, Type.NODE, Type.SHAPE, Type.OBJECT};

    private final Context context;

    Texts(Context context) {
        this.context = context;
    }

    String of(int depth) {
        Dice dice = context.dice;
        if (depth <= 0 || dice.chance(20)) {
            return leaf();
        }
        int roll = dice.below(100);
        if (roll < 30) {
            return concatenation(depth);
        }
        String other = roll < 60 ? common(depth) : roll < 80 ? library(depth) : made(depth);
        return other != null ? other : leaf();
    }

    private String leaf() {
        Dice dice = context.dice;
        String variable = context.scope.any(Type.TEXT, dice);
        if (variable != null && dice.chance(60)) {
            return variable;
        }
        return dice.chance(20) ? "State.text" : Literals.of(Type.TEXT, dice);
    }

    private String concatenation(int depth) {
        StringBuilder out = new StringBuilder("Tools.cut(\"\"");
        for (int k = context.dice.between(1, 4); k > 0; k--) {
            out.append(" + ").append(context.exactly(context.dice.pick(SHOWN), depth - 1));
        }
        return out.append(")").toString();
    }

    private String common(int depth) {
        Dice dice = context.dice;
        return switch (dice.below(8)) {
            case 0 -> context.call(Type.TEXT, depth);
            case 1 -> context.virtualCall(Type.TEXT, depth);
            case 2 -> context.field(Type.TEXT, depth);
            case 3 -> context.element(Type.TEXT, depth);
            case 4 -> context.choice(Type.TEXT, depth);
            case 5 -> "State.seen(" + of(depth - 1) + ")";
            case 6 -> "(State.text = " + of(depth - 1) + ")";
            default -> context.either(Type.TEXT, context.of(Type.BOOLEAN, depth - 1),
                    of(depth - 1), of(depth - 1));
        };
    }

    private String library(int depth) {
        Dice dice = context.dice;
        String text = of(depth - 1);
        String small = context.of(Type.INT, 1) + " & 3";
        return switch (dice.below(13)) {
            case 11 -> Boxes.text(context, depth);
            case 0 -> "(\"abc\" + " + text + ").substring(" + small + ")";
            case 1 -> "Tools.part(" + text + ", " + context.of(Type.INT, 1) + ", "
                    + context.of(Type.INT, 1) + ")";
            case 2 -> text + ".replace('a', " + context.exactly(Type.CHAR, 1) + ")";
            case 3 -> text + ".trim()";
            case 4 -> "Tools.cut(" + text + ".concat(" + of(1) + "))";
            case 5 -> "Tools.cut(" + text + ".repeat(" + small + "))";
            case 6 -> "Integer.toHexString(" + context.of(Type.INT, depth - 1) + ")";
            case 7 -> "Long.toString(" + context.of(Type.LONG, depth - 1) + ", "
                    + dice.pick("2", "10", "16", "36") + ")";
            case 8 -> "Integer.toString(" + context.of(Type.INT, depth - 1) + ")";
            case 9 -> "Level.at(" + context.of(Type.INT, 1) + ").name()";
            case 10 -> "String.valueOf(" + context.exactly(dice.pick(SHOWN[0], SHOWN[1], SHOWN[3]),
                    depth - 1) + ")";
            default -> "Tools.applied(" + dice.pick("String::trim", "Tools::cut", "State::seen")
                    + ", "
                    + text + ")";
        };
    }

    /** A StringBuilder's result. */
    private String made(int depth) {
        Dice dice = context.dice;
        StringBuilder out = new StringBuilder("Tools.cut(new StringBuilder()");
        for (int k = dice.between(1, 4); k > 0; k--) {
            String shown = context.exactly(dice.pick(SHOWN), depth - 1);
            out.append(switch (dice.below(8)) {
                case 0 -> ".insert(0, " + shown + ")";
                case 1 -> ".reverse()";
                case 2 -> ".append(\"zz\").deleteCharAt(" + context.of(Type.INT, 0) + " & 1)";
                default -> ".append(" + shown + ")";
            });
        }
        return out.append(".toString())").toString();
    }
}
