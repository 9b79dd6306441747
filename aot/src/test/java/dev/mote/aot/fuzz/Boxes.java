package dev.mote.aot.fuzz;

/** Writes expressions of type Object, and what is taken out of one: boxing, generics, patterns. */
final class Boxes {
    private static final Type[] BOXED = {Type.INT, Type.LONG, Type.DOUBLE, Type.FLOAT, Type.CHAR,
        Type.BYTE, Type.SHORT, Type.BOOLEAN, Type.TEXT, Type.TEXT, Type.SHAPE, Type.NODE};

    private final Context context;

    Boxes(Context context) {
        this.context = context;
    }

    String of(int depth) {
        Dice dice = context.dice;
        String variable = context.scope.any(Type.OBJECT, dice);
        if (depth <= 0) {
            return variable != null && dice.chance(60) ? variable
                    : dice.pick("State.object", "((Object) 1.5)", "((Object) \"o\")",
                    "((Object) 'c')");
        }
        if (variable != null && dice.chance(25)) {
            return variable;
        }
        String made = switch (dice.below(9)) {
            case 0 -> "State.map.get(" + context.of(Type.TEXT, depth - 1) + ")";
            case 1 -> "State.list.get(Tools.at(" + context.of(Type.INT, depth - 1)
                    + ", State.list.size()))";
            case 2 -> context.either(Type.OBJECT, context.of(Type.BOOLEAN, depth - 1),
                    of(depth - 1), of(0));
            case 3 -> "((Object) Level.at(" + context.of(Type.INT, depth - 1) + "))";
            case 4 -> context.call(Type.OBJECT, depth);
            case 5 -> context.virtualCall(Type.OBJECT, depth);
            default -> null;
        };
        return made != null ? made
                : "((Object) (" + context.exactly(dice.pick(BOXED), depth - 1) + "))";
    }

    /** A number or a boolean out of an object: unboxed after a test, or by a cast that may fail. */
    static String unboxed(Context context, Type type, int depth) {
        String box = switch (type) {
            case INT -> "Integer";
            case CHAR -> "Character";
            default -> Character.toUpperCase(type.java.charAt(0)) + type.java.substring(1);
        };
        String object = context.of(Type.OBJECT, depth - 1);
        if (context.inFinally || context.dice.chance(10)) {
            return "((" + type.java + ") (" + box + ") " + object + ")";
        }
        String bound = context.fresh("q");
        return context.either(type, object + " instanceof " + box + " " + bound,
                "(" + type.java + ") " + bound, context.exactly(type, depth - 1));
    }

    /** int from generic code. */
    static String number(Context context, int depth) {
        Dice dice = context.dice;
        String text = context.of(Type.TEXT, depth - 1);
        String parameter = context.fresh("x");
        return switch (dice.below(5)) {
            case 0 -> "(int) new Holder<String>(" + text + ").map(" + parameter + " -> Tools.hash("
                    + parameter + ")).get()";
            case 1 -> "(int) new Holder<Integer>((int) " + context.of(Type.INT, 1)
                    + ").swap(3)";
            case 2 -> "new Holder<>(" + text + ").compareTo(new Holder.OfText("
                    + context.of(Type.TEXT, 1) + "))";
            case 3 -> "Tools.hash(" + context.of(Type.OBJECT, depth - 1) + ")";
            default -> "State." + dice.pick("list", "map") + ".size()";
        };
    }

    /** A text from generic code. */
    static String text(Context context, int depth) {
        Dice dice = context.dice;
        String holder = dice.pick("Holder<String>", "Holder.OfText");
        String text = context.of(Type.TEXT, depth - 1);
        return switch (dice.below(3)) {
            case 0 -> "((Holder<String>) new " + holder + "(" + text + ")).swap("
                    + context.of(Type.TEXT, 1) + ")";
            case 1 -> "((Holder<String>) new " + holder + "(" + text + ")).get()";
            default -> "new Holder<>(" + context.exactly(Type.LONG, depth - 1)
                    + ").map(Object::toString).get()";
        };
    }

    /** boolean from objects. */
    static String truth(Context context, int depth) {
        String object = context.of(Type.OBJECT, depth - 1);
        String bound = context.fresh("q");
        return switch (context.dice.below(context.inFinally ? 1 : 4)) {
            case 0 -> object + ".equals(" + context.of(Type.OBJECT, 1) + ")";
            case 1 -> "(" + object + " instanceof String " + bound + " && " + bound
                    + ".length() > " + context.of(Type.INT, 1) + ")";
            case 2 -> "(Integer.valueOf((int) " + context.of(Type.INT, 1)
                    + ") == Integer.valueOf((int) "
                    + context.of(Type.INT, 1) + "))";
            default -> "State.map.containsKey(" + context.of(Type.TEXT, 1) + ")";
        };
    }
}
