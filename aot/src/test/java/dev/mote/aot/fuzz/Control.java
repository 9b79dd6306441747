package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Writes the statements that hold other statements. */
final class Control {
    private static final String[] CAUGHT = {"ArithmeticException", "NullPointerException",
        "ArrayIndexOutOfBoundsException", "NegativeArraySizeException", "ClassCastException",
        "ArrayStoreException", "Fault", "IllegalStateException", "StringIndexOutOfBoundsException"};
    private static final String[] CAUGHT_LAST = {"RuntimeException", "Exception", "Throwable"};

    private final Context context;
    private final Dice dice;
    private final Source out;
    private final Statements statements;

    Control(Context context, Source out, Statements statements) {
        this.context = context;
        this.dice = context.dice;
        this.out = out;
        this.statements = statements;
    }

    /** Writes the statement that the roll, below 43, asks for. */
    void any(int depth, int roll) {
        if (roll < 13) {
            branch(depth);
        } else if (roll < 18) {
            counted(depth);
        } else if (roll < 21) {
            open(depth);
        } else if (roll < 23) {
            each(depth);
        } else if (roll < 28) {
            oldSwitch(depth);
        } else if (roll < 31) {
            newSwitch(depth);
        } else if (roll < 33) {
            patternSwitch(depth);
        } else if (roll < 38) {
            attempt(depth);
        } else if (roll < 40) {
            withResource(depth);
        } else if (roll < 41) {
            locked(depth);
        } else {
            anonymous();
        }
    }

    private void branch(int depth) {
        out.open("if (" + context.of(Type.BOOLEAN, 2) + ")");
        statements.block(depth);
        if (dice.chance(50)) {
            out.next("else");
            statements.block(depth);
        }
        out.close();
    }

    /** A label before the loop, or none. */
    private String label(StringBuilder head) {
        if (!dice.chance(35)) {
            return "";
        }
        String label = context.fresh("loop");
        head.append(label).append(": ");
        return label;
    }

    private void counted(int depth) {
        StringBuilder head = new StringBuilder();
        String label = label(head);
        String name = context.fresh("k");
        boolean isLong = dice.chance(20);
        head.append("for (").append(isLong ? "long " : "int ").append(name);
        if (dice.chance(70)) {
            head.append(" = 0; ").append(name).append(" < ").append(dice.between(2, 6)).append("; ")
                    .append(name).append("++)");
        } else {
            head.append(" = ").append(dice.between(3,
                    12)).append("; ").append(name).append(" >= 0; ")
                    .append(name).append(" -= ").append(dice.between(1, 4)).append(")");
        }
        out.open(head.toString());
        int mark = context.scope.mark();
        String copy = context.fresh("v");
        out.line("final " + (isLong ? "long " : "int ") + copy + " = " + name + ";");
        context.scope.add(copy, isLong ? Type.LONG : Type.INT, true);
        statements.loopBody(depth, label);
        out.close();
        context.scope.release(mark);
    }

    private void open(int depth) {
        StringBuilder head = new StringBuilder();
        String label = label(head);
        String condition = "State.fuel-- > 0 && " + context.of(Type.BOOLEAN, 2);
        if (dice.chance(50)) {
            out.open(head + "while (" + condition + ")");
            statements.loopBody(depth, label);
            out.close();
        } else {
            out.open(head + "do");
            statements.loopBody(depth, label);
            out.close(" while (" + condition + ");");
        }
    }

    private void each(int depth) {
        if (dice.chance(25)) {
            eachObject(depth);
            return;
        }
        Type array = dice.pick(Type.INTS, Type.BYTES, Type.DOUBLES, Type.TEXTS, Type.NODES,
                Type.CHARS);
        StringBuilder head = new StringBuilder();
        String label = label(head);
        String name = context.fresh("v");
        out.open(head + "for (" + array.element().java + " " + name + " : "
                + context.arrayName(array)
                + ")");
        int mark = context.scope.mark();
        out.line("if (State.fuel-- < 0) {");
        out.line("    break;");
        out.line("}");
        context.scope.add(name, array.element(), false);
        statements.loopBody(depth, label);
        out.close();
        context.scope.release(mark);
    }

    private void eachObject(int depth) {
        String name = context.fresh("v");
        out.open("for (Object " + name + " : State." + dice.pick("list", "map.values()") + ")");
        int mark = context.scope.mark();
        context.scope.add(name, Type.OBJECT, false);
        statements.loopBody(depth, "");
        out.close();
        context.scope.release(mark);
    }

    private void oldSwitch(int depth) {
        boolean sparse = dice.chance(30);
        boolean onText = dice.chance(25);
        out.open("switch (" + (onText ? "Tools.cut(" + context.of(Type.TEXT, 2) + ")"
                : context.selector(2, !sparse)) + ")");
        int cases = dice.between(1, 4);
        for (int k = 0; k < cases; k++) {
            String value = onText ? dice.pick("\"Aa\"", "\"BB\"", "\"alpha\"", "\"\"") : "";
            value = onText ? (k == 0 ? value : "\"t" + k + "\"") : "" + (sparse ? k * 1000 - 1 : k);
            out.open("case " + value + ":");
            statements.block(depth);
            if (dice.chance(65)) {
                out.line("break;");
            }
            out.close();
        }
        out.line("default:");
        out.line("    State.note(" + cases + ");");
        out.close();
    }

    private void newSwitch(int depth) {
        boolean onLevel = dice.chance(50);
        out.open("switch (" + (onLevel ? "Level.at(" + context.of(Type.INT, 2) + ")"
                : context.exactly(Type.CHAR, 2)) + ")");
        String[] labels = onLevel ? new String[] {"LOW", "MIDDLE, TOP"}
                : new String[] {"'a', 'b', 'q'", "'0'", "'\\uffff'"};
        for (String each : labels) {
            out.open("case " + each + " ->");
            statements.block(depth);
            out.close();
        }
        out.line("default -> State.note(5);");
        out.close();
    }

    /** A switch that takes records apart. */
    private void patternSwitch(int depth) {
        if (context.inFinally) {
            branch(depth);
            return;
        }
        if (dice.chance(50)) {
            typeSwitch(depth);
            return;
        }
        String x = context.fresh("v");
        String y = context.fresh("v");
        String name = context.fresh("v");
        out.open("switch (" + context.of(Type.SHAPE, 2) + ")");
        int mark = context.scope.mark();
        context.scope.add(x, Type.INT, true);
        context.scope.add(y, Type.LONG, false);
        out.open("case Dot(int " + x + ", long " + y + ")"
                + (dice.chance(50) ? " when " + x + " != 1 ->" : " ->"));
        statements.block(depth);
        out.close();
        context.scope.release(mark);
        context.scope.add(name, Type.TEXT, false);
        String inner = dice.pick("Shape ", "Dot(int ", "var ");
        String part = context.fresh("v");
        out.open("case Named(String " + name + ", " + inner + part
                + (inner.startsWith("Dot") ? ", var " + context.fresh("v") + ")" : "") + ") ->");
        statements.block(depth);
        out.close();
        context.scope.release(mark);
        if (dice.chance(50)) {
            out.line("case null -> State.note(6);");
        }
        out.line("default -> State.note(7);");
        out.close();
    }

    /** A switch on what an object is. */
    private void typeSwitch(int depth) {
        out.open("switch (" + context.of(Type.OBJECT, 2) + ")");
        int mark = context.scope.mark();
        Type[] types = {Type.INT, Type.TEXT, Type.DOUBLE, Type.NODE, Type.CHAR};
        String[] boxes = {"Integer", "String", "Double", "Node", "Character"};
        for (int k = dice.below(2); k < types.length; k += dice.between(1, 2)) {
            String name = context.fresh("v");
            String guard = dice.pick("", "", " when State.seen(State.z)", " when State.l < 5");
            out.open("case " + boxes[k] + " " + name + guard + " ->");
            String taken = context.fresh("v");
            out.line("final " + types[k].java + " " + taken + " = " + name + ";");
            context.scope.add(taken, types[k], true);
            statements.block(depth);
            out.close();
            context.scope.release(mark);
        }
        if (dice.chance(50)) {
            out.line("case null, default -> State.note(8);");
        } else {
            out.line("case Dot(var a" + mark + ", var b" + mark + ") -> State.note(a" + mark
                    + ");");
            out.line("default -> State.note(9);");
        }
        out.close();
    }

    private void attempt(int depth) {
        out.open("try");
        statements.block(depth);
        handlers(depth);
        out.close();
    }

    /** Catches, and perhaps a finally, for the try before; leaves the last one open. */
    private void handlers(int depth) {
        List<String> caught = new ArrayList<>();
        for (int k = dice.below(3); k > 0; k--) {
            String type = dice.pick(CAUGHT);
            if (!caught.contains(type)) {
                caught.add(type);
            }
        }
        if (caught.isEmpty() || dice.chance(40)) {
            caught.add(dice.pick(CAUGHT_LAST));
        }
        for (String type : caught) {
            String name = context.fresh("e");
            out.next("catch (" + type + " " + name + ")");
            out.line("State.text = Tools.cut(" + (type.equals("NullPointerException")
                    || type.length() < 17 ? name + ".getClass().getName()" : name + ".getMessage()")
                    + ");");
            if (type.equals("Fault")) {
                out.line("State.i += " + name + ".code;");
            }
            statements.block(Math.min(depth, 1));
            if (dice.chance(15)) {
                out.open("if (State.z)");
                out.line("throw " + name + ";");
                out.close();
            }
        }
        if (dice.chance(50)) {
            out.next("finally");
            statements.finallyBlock(depth);
        }
    }

    private void withResource(int depth) {
        String first = context.fresh("r");
        String second = dice.chance(50) ? "; Resource " + context.fresh("r") + " = new Resource("
                + context.of(Type.INT, 1) + ")" : "";
        out.open("try (Resource " + first + " = new Resource(" + context.of(Type.INT, 2) + ")"
                + second
                + ")");
        statements.block(depth);
        if (dice.chance(70)) {
            handlers(depth);
        }
        out.close();
    }

    private void locked(int depth) {
        out.open("synchronized (" + context.of(Type.NODE, 1) + ")");
        statements.block(depth);
        out.close();
    }

    /** A subclass without a name that captures what is final here. */
    private void anonymous() {
        Hierarchy.Kind kind = context.hierarchy.concrete(dice);
        String name = context.fresh("v");
        Signature method = dice.pick(context.hierarchy.methods);
        out.open("Node " + name + " = new " + kind.name() + "(" + context.of(Type.INT, 2) + ", "
                + context.of(Type.NODE, 1) + ")");
        StringBuilder parameters = new StringBuilder();
        for (Type each : method.parameters()) {
            parameters.append(parameters.isEmpty() ? "" : ", ").append(each.java).append(' ')
                    .append(context.fresh("p"));
        }
        out.open("@Override " + method.result().java + " " + method.name() + "(" + parameters
                + ")");
        boolean before = context.scope.fixedOnly(true);
        out.line("return State.fuel-- < 0 ? super." + method.name() + Bodies.plain(method) + " : "
                + context.exactly(method.result(), 2) + ";");
        context.scope.fixedOnly(before);
        out.close();
        out.close(";");
        context.scope.add(name, Type.NODE, false);
    }
}
