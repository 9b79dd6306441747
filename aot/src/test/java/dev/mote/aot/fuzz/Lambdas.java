package dev.mote.aot.fuzz;

/** Functions as values: lambdas that capture, method references of every kind, composition. */
final class Lambdas implements Feature {
    /** A lambda body: only its parameter and what is final is in view. */
    private static String body(Context context, String parameter, Type parameterType, Type result,
            int depth) {
        boolean before = context.scope.fixedOnly(true);
        int mark = context.scope.mark();
        context.scope.add(parameter, parameterType, true);
        String body = "((" + result.java + ") "
                + context.exactly(result, Math.min(2, depth - 1)) + ")";
        context.scope.release(mark);
        context.scope.fixedOnly(before);
        return body;
    }

    private static String lambda(Context context, Type parameterType, Type result, int depth) {
        String parameter = context.fresh("x");
        String body = body(context, parameter, parameterType, result, depth);
        return context.dice.chance(60) ? parameter + " -> " + body
                : parameter + " -> { State.note(" + depth + "); return " + body + "; }";
    }

    @Override
    public String expression(Context context, Type type, int depth) {
        return switch (type) {
            case INT -> number(context, depth);
            case LONG -> "((LongBinaryOperator) " + context.dice.pick("Math::max", "Math::floorMod",
                    "Long::sum", "(a, b) -> a * 31 + b") + ").applyAsLong("
                    + context.of(Type.LONG, depth - 1) + ", " + context.of(Type.LONG, 1) + " | 1)";
            case DOUBLE -> "((IntToDoubleFunction) (" + lambda(context, Type.INT, Type.DOUBLE,
                    depth) + ")).applyAsDouble(" + context.of(Type.INT, 1) + ")";
            case TEXT -> text(context, depth);
            case BOOLEAN -> "((Predicate<String>) (" + lambda(context, Type.TEXT, Type.BOOLEAN,
                    depth) + "))" + context.dice.pick("", ".negate()", ".and(String::isEmpty)",
                    ".or(Objects::isNull)") + ".test(" + context.of(Type.TEXT, 1) + ")";
            case OBJECT -> context.dice.pick("((Supplier<Object>) ArrayList::new)",
                    "((Supplier<Object>) () -> " + lambdaFree(context) + ")") + ".get()";
            default -> null;
        };
    }

    private static String lambdaFree(Context context) {
        boolean before = context.scope.fixedOnly(true);
        String body = context.exactly(Type.TEXT, 1);
        context.scope.fixedOnly(before);
        return body;
    }

    private static String number(Context context, int depth) {
        Dice dice = context.dice;
        String argument = context.of(Type.INT, 1);
        return switch (dice.below(6)) {
            case 0 -> "((IntUnaryOperator) (" + lambda(context, Type.INT, Type.INT, depth) + "))"
                    + (dice.chance(50) ? "" : dice.pick(".andThen(", ".compose(")
                            + dice.pick("Math::abs", "Integer::reverse", "k -> k * 3") + ")")
                    + ".applyAsInt(" + argument + ")";
            case 1 -> "((IntBinaryOperator) " + dice.pick("Integer::compare", "Math::min",
                    "Math::multiplyExact", "State::pair") + ").applyAsInt(" + argument + ", "
                    + context.of(Type.INT, 1) + ")";
            case 2 -> "((ToIntFunction<String>) " + dice.pick("String::length", "String::hashCode",
                    "Integer::parseInt", "Tools::hash") + ").applyAsInt("
                    + context.of(Type.TEXT, 1) + ")";
            case 3 -> "((IntFunction<int[]>) int[]::new).apply(Tools.size(" + argument
                    + ")).length";
            case 4 -> "((Supplier<Integer>) " + context.of(Type.TEXT, 1) + "::length).get()";
            default -> "((Function<Object, Integer>) (" + lambda(context, Type.OBJECT, Type.INT,
                    depth) + ")).andThen(" + dice.pick("Object::toString", "k -> \"\" + k")
                    + ").andThen(String::length).apply((int) " + argument + ")";
        };
    }

    private static String text(Context context, int depth) {
        Dice dice = context.dice;
        String argument = context.of(Type.TEXT, 1);
        return switch (dice.below(4)) {
            case 0 -> "((UnaryOperator<String>) (" + lambda(context, Type.TEXT, Type.TEXT, depth)
                    + ")).apply(" + argument + ")";
            case 1 -> "Tools.cut(((BiFunction<String, String, String>) String::concat).apply("
                    + argument + ", " + context.of(Type.TEXT, 1) + "))";
            case 2 -> "((Function<String, Holder<String>>) Holder::new).apply(" + argument
                    + ").get()";
            default -> "((IntFunction<String>) Integer::" + dice.pick("toString", "toHexString")
                    + ").apply(" + context.of(Type.INT, depth - 1) + ")";
        };
    }

    /** A local function that is called twice, or that calls itself through an array. */
    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("run");
        if (context.dice.chance(50)) {
            out.open("Runnable " + name + " = () ->");
            boolean before = context.scope.fixedOnly(true);
            int mark = context.scope.mark();
            out.line("State.i += " + context.exactly(Type.INT, 2) + ";");
            out.line("State.text = " + context.exactly(Type.TEXT, 2) + ";");
            context.scope.release(mark);
            context.scope.fixedOnly(before);
            out.close(";");
            out.line(name + ".run();");
            out.line(name + ".run();");
        } else {
            String parameter = context.fresh("x");
            out.line("IntUnaryOperator[] " + name + " = new IntUnaryOperator[1];");
            out.line(name + "[0] = " + parameter + " -> State.fuel-- < 0 ? " + parameter + " : "
                    + name + "[0].applyAsInt(" + parameter + " ^ "
                    + body(context, parameter, Type.INT, Type.INT, 2) + ");");
            out.line("State.i ^= " + name + "[0].applyAsInt(" + context.of(Type.INT, 1) + ");");
        }
        return true;
    }
}
