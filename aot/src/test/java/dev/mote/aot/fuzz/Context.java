package dev.mote.aot.fuzz;

import java.util.List;

/** What the writers of expressions and statements share while one body is written. */
final class Context {
    final Dice dice;
    final Scope scope = new Scope();
    final Hierarchy hierarchy;
    /** Functions that may be called here. */
    final List<Signature> callable;
    private final Numbers numbers = new Numbers(this);
    private final Truths truths = new Truths(this);
    private final Texts texts = new Texts(this);
    private final Objects objects = new Objects(this);
    private final Boxes boxes = new Boxes(this);
    /** Inside a finally; see {@link Statements#finallyBlock}. */
    boolean inFinally;
    private int names;

    Context(Dice dice, Hierarchy hierarchy, List<Signature> callable) {
        this.dice = dice;
        this.hierarchy = hierarchy;
        this.callable = callable;
    }

    /** A name that no other variable of this body has. */
    String fresh(String prefix) {
        return prefix + names++;
    }

    /** An expression that can be assigned to the type without a cast; an operand anywhere. */
    String of(Type type, int depth) {
        if (depth > 0 && !type.isArray() && type != Type.NODE && dice.chance(12)) {
            String found = dice.pick(hierarchy.features).expression(this, type, depth);
            if (found != null) {
                return "((" + type.java + ") (" + found + "))";
            }
        }
        return switch (type) {
            case BOOLEAN -> truths.of(depth);
            case TEXT -> texts.of(depth);
            case NODE, SHAPE -> objects.of(type, depth);
            case OBJECT -> boxes.of(depth);
            default -> type.isArray() ? objects.array(type, depth) : numbers.of(type, depth);
        };
    }

    /** An expression of one of the numeric types. */
    String number(int depth) {
        return of(dice.pick(Type.NUMBERS), depth);
    }

    /** Arguments in parentheses for the parameters. */
    String arguments(List<Type> parameters, int depth) {
        StringBuilder out = new StringBuilder("(");
        for (Type each : parameters) {
            out.append(out.length() > 1 ? ", " : "").append(exactly(each, depth));
        }
        return out.append(')').toString();
    }

    /** An expression whose own type is the wanted one, as overloads and narrow arguments need. */
    String exactly(Type type, int depth) {
        boolean narrow = type == Type.BYTE || type == Type.SHORT || type == Type.CHAR;
        return narrow ? "(" + type.java + ") " + of(type, depth) : of(type, depth);
    }

    /** A call of an earlier function with this result, or null. */
    String call(Type result, int depth) {
        for (int tries = 0; tries < 4 && !callable.isEmpty(); tries++) {
            Signature each = dice.pick(callable);
            if (each.result() == result) {
                return each.owner() + "." + each.name() + arguments(each.parameters(), depth - 1);
            }
        }
        return null;
    }

    /** A virtual or interface call with this result, or null; the receiver may well be null. */
    String virtualCall(Type result, int depth) {
        for (int tries = 0; tries < 3; tries++) {
            Signature each = dice.pick(hierarchy.methods);
            if (dice.chance(25)) {
                each = dice.pick(hierarchy.faces).method();
            }
            if (each.result() == result) {
                String receiver = of(Type.NODE, Math.min(1, depth - 1));
                String call = "." + each.name() + arguments(each.parameters(), depth - 2);
                return each.owner().equals("Node") ? receiver + call
                        : as(each.owner(), receiver, call, result, depth);
            }
        }
        return null;
    }

    /** A field of this type in some class, behind a cast or an instanceof test, or null. */
    String field(Type type, int depth) {
        Hierarchy.Kind kind = dice.pick(hierarchy.kinds);
        for (Hierarchy.Member each : kind.fields()) {
            if (each.type() == type) {
                String node = of(Type.NODE, Math.min(1, depth - 1));
                return as(kind.name(), node, "." + each.name(), type, depth);
            }
        }
        return null;
    }

    /** A member of the node taken as another class: by a test, or by a cast that may fail. */
    private String as(String owner, String node, String member, Type type, int depth) {
        if (inFinally || dice.chance(12)) {
            return "((" + owner + ") " + node + ")" + member;
        }
        String bound = fresh("q");
        return either(type, node + " instanceof " + owner + " " + bound, bound + member,
                exactly(type, depth - 1));
    }

    /**
     * A conditional. It stands in a cast, so that javac knows its type without looking at where it
     * is used: nested in arguments of overloaded methods it would be looked at again and again.
     */
    String either(Type type, String condition, String yes, String no) {
        return "((" + type.java + ") (" + condition + " ? " + yes + " : " + no + "))";
    }

    /** An element of an array in view. */
    String element(Type type, int depth) {
        Type array = type.array();
        if (array == null) {
            return null;
        }
        String name = arrayName(array);
        return name + "[" + index(name, depth) + "]";
    }

    /** An array variable, or the program's static one. */
    String arrayName(Type array) {
        String name = scope.any(array, dice);
        if (name != null && dice.chance(70)) {
            return name;
        }
        return array == Type.NODES ? "Node.all" : "State." + array.state;
    }

    /** An index into the named array: mostly inside it. */
    String index(String array, int depth) {
        String raw = exactly(Type.INT, Math.min(1, depth - 1));
        return dice.chance(96) ? "Tools.at(" + raw + ", " + array + ".length)" : raw;
    }

    /** An int to switch on, dense around zero or any. */
    String selector(int depth, boolean dense) {
        return "(int) (" + of(Type.INT, depth) + ")" + (dense ? dice.pick(" & 3", " % 5") : "");
    }

    /** A switch expression of the type, on an int or a text. */
    String choice(Type type, int depth) {
        boolean onText = dice.chance(30);
        StringBuilder out = new StringBuilder("((" + type.java + ") switch (");
        out.append(onText ? "State.seen(" + of(Type.TEXT, 1) + ")"
                : selector(depth - 1, dice.chance(60))).append(") {");
        int cases = dice.between(1, 3);
        for (int k = 0; k < cases; k++) {
            String label = onText ? "\"" + dice.pick("alpha", "Aa", "a", "x") + k + "\""
                    : dice.chance(85) ? "" + k : "" + (k * 1000 - 777);
            String more = onText && dice.chance(50) ? k == 0 ? ", \"Aa\"" : k == 1 ? ", \"BB\""
                    : "" : "";
            out.append(" case ").append(label).append(more).append(" -> ")
                    .append(exactly(type, depth - 1)).append(";");
        }
        return out.append(" default -> ").append(exactly(type,
                depth - 1)).append("; })").toString();
    }
}
