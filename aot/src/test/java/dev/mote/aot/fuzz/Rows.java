package dev.mote.aot.fuzz;

/** Arrays of arrays, arrays as objects, stores that fail, and the methods of Arrays. */
final class Rows implements Feature {
    private static final Type[] SORTED = {Type.INTS, Type.LONGS, Type.DOUBLES, Type.FLOATS,
        Type.BYTES, Type.SHORTS, Type.CHARS};

    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        String small = "Tools.size(" + context.of(Type.INT, 1) + ")";
        return switch (type) {
            case INT -> switch (dice.below(8)) {
                case 0 -> "new int[" + small + "][" + small + "].length";
                case 1 -> "Tools.volume(new long[" + small + "][" + small + "][])";
                case 2 -> "Arrays.hashCode(" + context.arrayName(dice.pick(SORTED)) + ")";
                case 3 -> "Arrays.binarySearch(" + sorted(dice, context) + ")";
                case 4 -> "State.grid[Tools.at(" + context.of(Type.INT, depth - 1) + ", 4)]["
                        + context.of(Type.INT, 1) + " & 3]";
                case 5 -> "State.grid.clone()[" + context.of(Type.INT, 1) + " & 3].length";
                case 6 -> "Arrays.mismatch(State.bytes, new byte[" + small + "])";
                default -> "((int[]) " + context.of(Type.OBJECT, 1) + ").length";
            };
            case BOOLEAN -> switch (dice.below(3)) {
                case 0 -> "Arrays.equals(" + context.arrayName(Type.INTS) + ", "
                        + context.of(Type.INTS, depth - 1) + ")";
                case 1 -> "(((Object) " + context.arrayName(dice.pick(Type.INTS, Type.TEXTS,
                        Type.NODES)) + ") instanceof " + dice.pick("int[]", "Object[]",
                        "Cloneable", "Comparable<?>[]", "String[]", "Node[]") + ")";
                default -> "Arrays.deepEquals(State.grid, new int[" + small + "][" + small + "])";
            };
            case TEXT -> switch (dice.below(4)) {
                case 0 -> "Tools.cut(Arrays.toString(" + context.arrayName(dice.pick(SORTED))
                        + "))";
                case 1 -> "Tools.cut(Arrays.deepToString(State.grid))";
                case 2 -> "Tools.cut(Arrays.asList(" + context.arrayName(Type.TEXTS)
                        + ").toString())";
                default -> context.of(dice.pick(SORTED), 1) + ".getClass()." + dice.pick(
                        "getName()", "getSimpleName()");
            };
            default -> null;
        };
    }

    private static String sorted(Dice dice, Context context) {
        return dice.chance(50) ? "new int[] {-5, 0, 3, 1000}, " + context.of(Type.INT, 1)
                : "new String[] {\"Aa\", \"a\", \"beta\"}, " + context.of(Type.TEXT, 1);
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        Dice dice = context.dice;
        Type type = dice.pick(SORTED);
        String array = context.arrayName(type);
        String number = context.of(Type.INT, 1);
        switch (dice.below(6)) {
            case 0 -> stores(context, out);
            case 1 -> out.line("Arrays.sort(" + array + ");");
            case 2 -> out.line("Arrays.sort(" + array + ", " + number + " & 3, "
                    + context.of(Type.INT, 1) + " & 7);");
            case 3 -> out.line("Arrays.fill(" + array + ", " + number + " & 1, " + array
                    + ".length, " + context.exactly(type.element(), 1) + ");");
            case 4 -> out.line("System.arraycopy(" + array + ", " + number + " & 1, "
                    + context.arrayName(dice.chance(85) ? type : dice.pick(SORTED)) + ", "
                    + context.of(Type.INT, 1) + " & 1, "
                    + dice.pick("2", "1", "0", context.of(Type.INT, 1) + " % 9") + ");");
            default -> {
                String name = context.fresh("v");
                out.line(type.java + " " + name + " = Arrays." + dice.pick("copyOf(" + array
                        + ", ", "copyOfRange(" + array + ", 1, ") + "Tools.size(" + number
                        + "));");
                context.scope.add(name, type, true);
            }
        }
        return true;
    }

    /** An array whose own type is narrower than it looks. */
    private static void stores(Context context, Source out) {
        Dice dice = context.dice;
        String name = context.fresh("v");
        out.line("final Object[] " + name + " = " + dice.pick("new String[3]", "new Integer[3]",
                "new Object[3]", "new Number[3]", "new int[3][]", "new Comparable<?>[3]",
                "new " + dice.pick(context.hierarchy.kinds).name() + "[3]", "State.grid.clone()",
                "new " + dice.pick(context.hierarchy.faces).name() + "[3]") + ";");
        out.line(name + "[" + context.of(Type.INT, 1) + " & 3] = "
                + dice.pick(context.of(Type.OBJECT, 2), context.of(Type.NODE, 1), "new int[2]")
                + ";");
        out.line("State.object = " + name + "[1] instanceof String ? " + name + "[1] : " + name
                + "[0] == null;");
    }
}
