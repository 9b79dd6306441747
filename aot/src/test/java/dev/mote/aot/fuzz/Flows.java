package dev.mote.aot.fuzz;

/** Control flow in odd places: finally that leaves, labelled blocks, yield, endless recursion. */
final class Flows implements Feature {
    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        if (dice.chance(50)) {
            return odd(context, type, depth);
        }
        return switch (type) {
            case INT -> dice.chance(3) ? "Endless.caught(" + context.of(Type.INT, 1) + ")"
                    : "Boxed.number(" + context.of(Type.OBJECT, 1) + ", "
                    + context.of(Type.INT, depth - 1) + ")";
            case LONG -> "Boxed.mixed(" + context.of(Type.BOOLEAN, 1) + ", "
                    + context.of(Type.INT, 1) + ", " + context.of(Type.LONG, 1) + ")";
            case BOOLEAN -> "Boxed.same(" + context.of(Type.INT, 1) + ", "
                    + context.of(Type.LONG, 1) + ")";
            case TEXT -> "Boxed.text(" + context.exactly(Type.CHAR, 1) + ", "
                    + context.exactly(Type.BYTE, 1) + ", " + context.of(Type.TEXT, 1) + ")";
            default -> null;
        };
    }

    /**
     * A switch that yields out of an if, and that throws. Out of a try it yields only where nothing
     * else is being computed: javac's code generator fails on a new object that waits for it.
     */
    private static String odd(Context context, Type type, int depth) {
        String name = context.fresh("y");
        return "(switch (" + context.selector(depth - 1, true) + ") { case 0 -> "
                + context.exactly(type, depth - 1) + "; case 1, 2 -> { " + type.java + " " + name
                + " = " + context.exactly(type, 1) + "; if (" + context.of(Type.BOOLEAN, 1)
                + ") { yield " + name + "; } State.note(5); yield " + name + "; } case 3 ->"
                + " throw new IllegalStateException(\"three\"); default -> "
                + context.exactly(type, depth - 1) + "; })";
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        switch (context.dice.below(5)) {
            case 0 -> overriding(context, out, statements, depth);
            case 1 -> labelled(context, out, statements, depth);
            case 2 -> nested(context, out, statements, depth);
            case 3 -> yields(context, out);
            default -> rethrown(context, out, statements, depth);
        }
        return true;
    }

    /** A finally that throws away what was on its way, by leaving a loop. */
    private static void overriding(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("way");
        out.open(name + ": while (State.fuel-- > 0)");
        out.open("try");
        statements.block(depth);
        out.next("finally");
        out.open("if (State.seen(State.i) > " + context.dice.below(20) + ")");
        out.line(context.dice.pick("break ", "continue ") + name + ";");
        out.close();
        out.line("State.note(11);");
        out.close();
        out.close();
    }

    private static void labelled(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("block");
        out.open(name + ":");
        out.open("if (" + context.of(Type.BOOLEAN, 1) + ")");
        out.line("State.note(12);");
        out.line("break " + name + ";");
        out.close();
        statements.block(depth);
        out.open("synchronized (State.ints)");
        out.open("if (" + context.of(Type.BOOLEAN, 1) + ")");
        out.line("break " + name + ";");
        out.close();
        out.close();
        statements.block(Math.min(depth, 1));
        out.close();
    }

    private static void yields(Context context, Source out) {
        Type type = context.dice.pick(Type.INT, Type.TEXT, Type.DOUBLE);
        String name = context.fresh("v");
        out.open(type.java + " " + name + " = switch (" + context.selector(1, true) + ")");
        out.line("case 1 -> " + context.exactly(type, 1) + ";");
        out.open("default ->");
        out.open("try");
        out.open("if (" + context.of(Type.BOOLEAN, 2) + ")");
        out.line(type.java + " y" + name + " = " + context.exactly(type, 2) + ";");
        out.line("yield y" + name + ";");
        out.close();
        out.line("throw new Fault(State.i, null);");
        out.next("catch (Fault e" + name + ")");
        out.line(type.java + " y" + name + " = " + context.exactly(type, 1) + ";");
        out.line("yield y" + name + ";");
        out.next("finally");
        out.line("State.note(14);");
        out.close();
        out.close();
        out.close(";");
        context.scope.add(name, type, false);
    }

    /** Finally in finally in catch. */
    private static void nested(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("e");
        out.open("try");
        out.open("try");
        statements.block(depth);
        out.next("finally");
        out.open("try");
        out.line("State.i = 100 / " + context.of(Type.INT, 1) + ";");
        out.next("finally");
        out.line("State.note(13);");
        out.close();
        out.close();
        out.next("catch (RuntimeException " + name + ")");
        out.line("State.text = Tools.cut(Result.of(" + name + "));");
        out.open("if (" + context.of(Type.BOOLEAN, 1) + ")");
        out.line("throw new Fault(State.i, " + name + ");");
        out.close();
        out.next("finally");
        statements.finallyBlock(depth);
        out.close();
    }

    private static void rethrown(Context context, Source out, Statements statements, int depth) {
        String name = context.fresh("e");
        out.open("try (Resource r" + name + " = " + context.dice.pick("null", "new Resource("
                + context.of(Type.INT, 1) + ")") + "; Resource s" + name + " = new Resource(3))");
        statements.block(depth);
        out.next("catch (IllegalStateException | Fault | ArithmeticException " + name + ")");
        out.line(name + ".addSuppressed(new Exception(Result.of(" + name + ")));");
        out.open("if (" + context.of(Type.BOOLEAN, 1) + ")");
        out.line("throw " + name + ";");
        out.close();
        out.line("State.note(" + name + ".getSuppressed().length);");
        out.close();
    }
}
