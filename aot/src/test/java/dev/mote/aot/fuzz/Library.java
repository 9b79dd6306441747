package dev.mote.aot.fuzz;

/** Calls of the Java library with numbers: the methods that a compiler might treat as its own. */
final class Library {
    private Library() {}

    /** int or long from the same type. */
    static String integral(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String owner = type == Type.INT ? "Integer" : "Long";
        String a = context.of(type, depth - 1);
        String b = context.of(type, depth - 1);
        String cast = "(" + type.java + ") ";
        return switch (dice.below(17)) {
            case 0 -> owner + ".rotateLeft(" + a + ", " + context.of(Type.INT, depth - 1) + ")";
            case 1 -> owner + ".divideUnsigned(" + a + ", " + b + " | 1)";
            case 2 -> owner + ".remainderUnsigned(" + a + ", " + b + " | 1)";
            case 3 -> owner + ".bitCount(" + a + ")";
            case 4 -> owner + ".compare(" + a + ", " + b + ")";
            case 5 -> owner + ".numberOfLeadingZeros(" + a + ")";
            case 6 -> owner + ".numberOfTrailingZeros(" + a + ")";
            case 7 -> owner + ".reverse(" + a + ")";
            case 8 -> owner + ".reverseBytes(" + a + ")";
            case 9 -> owner + ".highestOneBit(" + a + ")";
            case 10 -> "Math.floorMod(" + a + ", " + b + " | 1)";
            case 11 -> "Math.floorDiv(" + a + ", " + b + ")";
            case 12 -> "Math.abs(" + a + ")";
            case 13 -> "Math." + dice.pick("min", "max") + "(" + a + ", " + b + ")";
            case 14 -> dice.chance(60) ? "Math.abs(" + a + ")" : "Math."
                    + dice.pick("addExact", "subtractExact", "multiplyExact") + "(" + a + ", " + b
                    + ")";
            case 15 -> owner + ".compareUnsigned(" + a + ", " + b + ")";
            default -> cast + "Math.round(" + context.of(type == Type.INT ? Type.FLOAT
                    : Type.DOUBLE,
                    depth - 1) + ")";
        };
    }

    /** int from something else. */
    static String toInt(Context context, int depth) {
        Dice dice = context.dice;
        return switch (dice.below(15)) {
            case 0 -> context.of(Type.TEXT, depth - 1) + ".length()";
            case 1 -> context.of(Type.TEXT, depth - 1) + ".hashCode()";
            case 2 -> context.of(Type.TEXT, 1) + ".compareTo(" + context.of(Type.TEXT, 1) + ")";
            case 3 -> context.of(Type.TEXT, 1) + ".indexOf(" + context.of(Type.TEXT, 0) + ")";
            case 4 -> "Tools.letter(" + context.of(Type.TEXT, 1) + ", " + context.of(Type.INT, 1)
                    + ")";
            case 5 -> "Integer.parseInt(" + (dice.chance(15) ? context.of(Type.TEXT, 1)
                    : "Integer.toString(" + context.of(Type.INT, 1) + ")") + ")";
            case 6 -> "Math.toIntExact(" + context.of(Type.LONG, depth - 1) + " >> 32)";
            case 7 -> "Float.floatToIntBits(" + context.of(Type.FLOAT, depth - 1) + ")";
            case 8 -> context.arrayName(dice.pick(Type.INTS, Type.BYTES, Type.NODES, Type.DOUBLES))
                    + ".length";
            case 9 -> "Tools.sum(" + context.of(Type.INT, depth - 1) + ", "
                    + context.of(Type.INT, depth - 1) + ")";
            case 10 -> "Level.at(" + context.of(Type.INT, 1) + ")."
                    + dice.pick("ordinal()", "steps(" + context.of(Type.INT, 1) + ")");
            case 11 -> context.of(Type.SHAPE, depth - 1) + ".weight()";
            case 13 -> InitialiserWriter.use(dice);
            case 12 -> Boxes.number(context, depth);
            default -> lambda(context, depth);
        };
    }

    /** float or double. */
    static String floating(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String a = context.of(type, depth - 1);
        if (type == Type.FLOAT) {
            return switch (dice.below(4)) {
                case 0 -> "Math.abs(" + a + ")";
                case 1 -> "Float.intBitsToFloat(" + context.of(Type.INT, depth - 1) + ")";
                case 2 -> "Math.signum(" + a + ")";
                default -> "Math." + dice.pick("min", "max") + "(" + a + ", " + context.of(type, 1)
                        + ")";
            };
        }
        return switch (dice.below(6)) {
            case 0 -> "Math.abs(" + a + ")";
            case 1 -> "Double.longBitsToDouble(" + context.of(Type.LONG, depth - 1) + ")";
            case 2 -> "Math." + dice.pick("floor", "ceil", "rint", "sqrt", "ulp") + "(" + a + ")";
            case 3 -> "StrictMath.copySign(" + a + ", " + context.of(Type.DOUBLE, 1) + ")";
            default -> "Math." + dice.pick("min", "max") + "(" + a + ", " + context.of(type, 1)
                    + ")";
        };
    }

    /** A lambda over an int, applied; it sees only final variables and its parameter. */
    static String lambda(Context context, int depth) {
        String parameter = context.fresh("x");
        boolean before = context.scope.fixedOnly(true);
        int mark = context.scope.mark();
        context.scope.add(parameter, Type.INT, true);
        String body = context.exactly(Type.INT, depth - 1);
        context.scope.release(mark);
        context.scope.fixedOnly(before);
        return "Tools." + context.dice.pick("apply", "guarded") + "((int " + parameter + ") -> "
                + body
                + ", " + context.of(Type.INT, depth - 1) + ")";
    }
}
