package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes the statements of one body. */
final class Statements {
    private static final Type[] LOCALS = {Type.INT, Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE,
        Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR, Type.TEXT, Type.NODE, Type.SHAPE,
        Type.OBJECT};
    private static final Type[] ARRAYS = {Type.INTS, Type.LONGS, Type.FLOATS, Type.DOUBLES,
            Type.FLAGS,
        Type.BYTES, Type.SHORTS, Type.CHARS, Type.TEXTS, Type.NODES};

    private final Context context;
    private final Dice dice;
    private final Source out;
    private final Type result;
    private final Control control;
    /** The labels of the loops around this place; an empty one for a loop without. */
    private final List<String> loops = new ArrayList<>();

    Statements(Context context, Source out, Type result) {
        this.context = context;
        this.dice = context.dice;
        this.out = out;
        this.result = result;
        this.control = new Control(context, out, this);
    }

    /** A whole body: fuel, statements, the result. */
    void body(int statements, String whenEmpty) {
        out.line("if (--State.fuel < 0) {");
        out.line("    return " + whenEmpty + ";");
        out.line("}");
        for (int k = 0; k < statements; k++) {
            statement(2);
        }
        out.line("return " + context.exactly(result, 2) + ";");
    }

    /** One to three statements whose variables end with them. */
    void block(int depth) {
        int mark = context.scope.mark();
        for (int k = dice.between(1, 2); k > 0; k--) {
            statement(depth);
        }
        context.scope.release(mark);
    }

    /**
     * As {@link #block}, in a finally. No patterns here: javac copies the block to each way out,
     * and then the verifier may refuse its stack maps.
     */
    void finallyBlock(int depth) {
        boolean before = context.inFinally;
        context.inFinally = true;
        block(Math.min(depth, 1));
        context.inFinally = before;
    }

    /** As {@link #block}, inside a loop. */
    void loopBody(int depth, String label) {
        loops.add(label);
        int mark = context.scope.mark();
        for (int k = dice.between(1, 2); k > 0; k--) {
            statement(depth);
        }
        if (dice.chance(40)) {
            jump();
        }
        context.scope.release(mark);
        loops.removeLast();
    }

    void statement(int depth) {
        if (depth > 0 && dice.chance(10) && dice.pick(context.hierarchy.features)
                .statement(context, out, this, depth - 1)) {
            return;
        }
        int roll = dice.below(100);
        if (roll < 20) {
            declare();
        } else if (roll < 42) {
            assign();
        } else if (roll < 50) {
            store();
        } else if (roll < 54) {
            mutate();
        } else if (roll < 57) {
            leave();
        } else if (depth <= 0) {
            out.line("State.i ^= " + context.exactly(Type.INT, 2) + ";");
        } else {
            control.any(depth - 1, roll - 57);
        }
    }

    private void declare() {
        boolean array = dice.chance(18);
        Type type = array ? dice.pick(ARRAYS) : dice.pick(LOCALS);
        boolean fixed = dice.chance(35);
        String name = context.fresh("v");
        String value = array ? context.of(type, 2) : context.exactly(type, dice.between(1, 3));
        out.line((fixed ? "final " : "") + type.java + " " + name + " = " + value + ";");
        context.scope.add(name, type, fixed);
    }

    private void assign() {
        Type type = dice.pick(LOCALS);
        String target = context.scope.assignable(type, dice);
        if (target == null) {
            if (type.state == null) {
                declare();
                return;
            }
            target = "State." + type.state;
        }
        if (!type.isNumber() || dice.chance(25)) {
            out.line(target + " = " + context.exactly(type, 2) + ";");
            return;
        }
        String[] operators = type.isFloating() ? new String[] {"+", "-", "*", "/", "%"}
                : new String[] {"+", "-", "*", "/", "%", "<<", ">>", ">>>", "&", "|", "^"};
        boolean mixed = !type.isFloating() && dice.chance(15);
        String operator = mixed ? dice.pick("+", "-", "*", "/") : dice.pick(operators);
        Type from = mixed ? dice.pick(Type.WIDE) : type;
        boolean safe = (operator.equals("/") || operator.equals("%")) && !from.isFloating()
                && dice.chance(80);
        out.line(target + " " + operator + "= " + (safe ? "1 | " : "") + context.of(from,
                dice.between(1, 3)) + ";");
    }

    private void store() {
        Type type = dice.pick(ARRAYS);
        String array = context.arrayName(type);
        String index = context.index(array, 2);
        boolean plain = !type.element().isNumber() || dice.chance(50);
        String value = plain ? context.exactly(type.element(), 2) : context.of(type.element(), 2);
        String operator = plain ? " = " : " " + dice.pick("+", "-", "*", "+", "-", "*", "/")
                + "= ";
        out.line(array + "[" + index + "]" + operator + value + ";");
    }

    /** Changes an object or the grid. */
    private void mutate() {
        switch (dice.below(7)) {
            case 4 -> out.line("Tools.add(State.list, " + context.of(Type.OBJECT, 2) + ");");
            case 5 -> out.line("State.map.put(Tools.cut(" + context.of(Type.TEXT, 2) + "), "
                    + context.of(Type.OBJECT, 2) + ");");
            case 6 -> out.line("State." + dice.pick("list.remove(", "map.remove(\"\" + ")
                    + context.of(Type.INT, 1) + " % 3);");
            case 0 -> out.line(context.of(Type.NODE, 1) + ".v " + dice.pick("=", "+=", "^=") + " "
                    + context.exactly(Type.INT, 3) + ";");
            case 1 -> out.line(context.of(Type.NODE, 1) + ".next = " + context.of(Type.NODE, 2)
                    + ";");
            case 2 -> out.line("State.grid[Tools.at(" + context.of(Type.INT, 2) + ", 4)]["
                    + context.of(Type.INT, 1) + " & 1] += " + context.of(Type.INT, 2) + ";");
            default -> out.line("State.grid = new int[Tools.at(" + context.of(Type.INT, 1)
                    + ", 4) + 1][Tools.size(" + context.of(Type.INT, 2) + ")];");
        }
    }

    /** Throws, returns or jumps, under a condition. */
    private void leave() {
        if (!loops.isEmpty() && dice.chance(40)) {
            jump();
            return;
        }
        out.open("if (" + context.of(Type.BOOLEAN, 2) + ")");
        if (dice.chance(50)) {
            out.line("return " + context.exactly(result, 2) + ";");
        } else {
            out.line("throw " + failure() + ";");
        }
        out.close();
    }

    private String failure() {
        String text = context.of(Type.TEXT, 1);
        return switch (dice.below(6)) {
            case 0 -> "new IllegalStateException(" + text + ")";
            case 1 -> "new ArithmeticException(" + text + ")";
            case 2 -> "new Fault(" + context.of(Type.INT, 2) + ", new RuntimeException(" + text
                    + "))";
            case 3 -> "new UnsupportedOperationException()";
            case 4 -> "new IndexOutOfBoundsException(" + context.exactly(Type.INT, 2) + ")";
            default -> "new Error(" + text + ")";
        };
    }

    /** Breaks or continues a loop around, under a condition. */
    private void jump() {
        String label = dice.pick(loops);
        String to = label.isEmpty() || label.equals(loops.getLast()) && dice.chance(50) ? "" : " "
                + label;
        out.open("if (" + context.of(Type.BOOLEAN, 2) + ")");
        out.line(dice.pick("break", "continue") + to + ";");
        out.close();
    }
}
