package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of random components under a sealed interface: members, patterns, switches. */
final class Records implements Feature {
    private static final Type[] COMPONENTS = {Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE,
        Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR, Type.TEXT, Type.TEXT};
    /** Stands for a component that is a part itself. */
    private static final Type INNER = null;

    /** A record: its name and the types of its components c0, c1, ... */
    private record Shape(String name, List<Type> components) {}

    private final List<Shape> shapes = new ArrayList<>();

    Records(Dice dice) {
        for (int k = 0; k < 5; k++) {
            List<Type> components = new ArrayList<>();
            for (int n = dice.below(5); n > 0; n--) {
                components.add(dice.chance(20) ? INNER : dice.pick(COMPONENTS));
            }
            shapes.add(new Shape("Rec" + k, components));
        }
    }

    private static String type(Type component) {
        return component == INNER ? "Part" : component.java;
    }

    @Override
    public void declare(Dice dice, Hierarchy hierarchy, Map<String, String> files) {
        Source out = Source.file();
        out.open("sealed interface Part permits Rec0, Rec1, Rec2, Rec3, Rec4");
        out.line("default int size() { return 1; }");
        out.open("static Part at(int n)");
        out.open("return switch (n & 7)");
        Context context = new Context(dice, hierarchy, List.of());
        for (int k = 0; k < shapes.size(); k++) {
            out.line("case " + k + " -> " + made(shapes.get(k), context, 0) + ";");
        }
        out.line("case 5 -> null;");
        out.line("default -> " + made(dice.pick(shapes), context, 1) + ";");
        out.close(";");
        out.close();
        out.close();
        files.put("Part", out.toString());
        for (Shape each : shapes) {
            files.put(each.name, source(each, dice));
        }
    }

    private static String source(Shape shape, Dice dice) {
        Source out = Source.file();
        StringBuilder components = new StringBuilder();
        for (int k = 0; k < shape.components.size(); k++) {
            components.append(k > 0 ? ", " : "").append(type(shape.components.get(k)))
                    .append(" c").append(k);
        }
        out.open("record " + shape.name + "(" + components + ") implements Part");
        boolean hasText = shape.components.contains(Type.TEXT);
        if (hasText && dice.chance(50)) {
            int k = shape.components.indexOf(Type.TEXT);
            out.open(shape.name);
            out.line("State.note(" + k + ");");
            out.line(dice.chance(50) ? "c" + k + " = c" + k + " == null ? \"none\" : c" + k + ";"
                    : "if (c" + k + " == null) throw new IllegalArgumentException(\"c" + k
                            + "\");");
            out.close();
        }
        if (dice.chance(40)) {
            out.line("@Override public int size() { return Part.super.size() + "
                    + shape.components.size() + "; }");
        }
        out.close();
        return out.toString();
    }

    private String made(Shape shape, Context context, int depth) {
        StringBuilder out = new StringBuilder("new " + shape.name + "(");
        for (int k = 0; k < shape.components.size(); k++) {
            Type each = shape.components.get(k);
            out.append(k > 0 ? ", " : "").append(each != INNER ? context.exactly(each, depth - 1)
                    : depth > 0 ? made(context.dice.pick(shapes), context, depth - 1) : "null");
        }
        return out.append(")").toString();
    }

    /** A part, now and then null. */
    private String part(Context context, int depth) {
        return context.dice.chance(40)
                ? "Part.at(" + context.of(Type.INT, Math.min(1, depth - 1)) + ")"
                : "((Part) " + made(context.dice.pick(shapes), context, Math.min(2, depth))
                        + ")";
    }

    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        if (context.inFinally) {
            return null;
        }
        if (type == Type.OBJECT) {
            return "((Object) " + part(context, depth) + ")";
        }
        if (dice.chance(30)) {
            return choice(context, type, depth);
        }
        if (type == Type.BOOLEAN) {
            return dice.chance(50)
                    ? part(context, depth) + ".equals(" + part(context, depth) + ")"
                    : "(" + part(context, depth) + " instanceof " + pattern(dice.pick(shapes),
                            context, 1, new ArrayList<>()) + ")";
        }
        if (type == Type.TEXT && dice.chance(60)) {
            return "Tools.cut(" + part(context, depth) + ".toString())";
        }
        if (type == Type.INT && dice.chance(60)) {
            return part(context, depth) + dice.pick(".hashCode()", ".size()");
        }
        Shape shape = dice.pick(shapes);
        int k = shape.components.indexOf(type);
        return k < 0 ? null : made(shape, context, depth) + ".c" + k + "()";
    }

    /** A record pattern; what it binds goes to the list as scope variables. */
    private String pattern(Shape shape, Context context, int depth,
            List<Scope.Variable> bound) {
        StringBuilder out = new StringBuilder(shape.name + "(");
        for (int k = 0; k < shape.components.size(); k++) {
            Type each = shape.components.get(k);
            out.append(k > 0 ? ", " : "");
            if (each == INNER && depth > 0 && context.dice.chance(60)) {
                out.append(pattern(context.dice.pick(shapes), context, depth - 1, bound));
            } else if (context.dice.chance(20)) {
                out.append("_");
            } else {
                String name = context.fresh("b");
                out.append(context.dice.chance(40) ? "var" : type(each)).append(' ').append(name);
                if (each != INNER) {
                    bound.add(new Scope.Variable(name, each, false));
                }
            }
        }
        return out.append(")").toString();
    }

    /** A condition without an assignment on what is final: what javac allows in a guard. */
    private static String guard(Context context) {
        boolean before = context.scope.fixedOnly(true);
        String number = context.scope.any(context.dice.pick(Type.NUMBERS), context.dice);
        context.scope.fixedOnly(before);
        return " when State.seen(" + (number == null ? "State.i" : number) + " > "
                + context.dice.below(9) + ")";
    }

    /** An exhaustive switch: each record with a pattern that may fail, then whole. */
    private String choice(Context context, Type type, int depth) {
        StringBuilder out = new StringBuilder("(switch (" + part(context, depth) + ") {");
        if (context.dice.chance(40)) {
            out.append(" case null -> ").append(context.exactly(type, 0)).append(";");
        }
        for (Shape each : shapes) {
            if (context.dice.chance(60)) {
                List<Scope.Variable> bound = new ArrayList<>();
                int mark = context.scope.mark();
                String pattern = pattern(each, context, 1, bound);
                bound.forEach(v -> context.scope.add(v.name(), v.type(), true));
                String guard = context.dice.chance(50) ? guard(context) : "";
                out.append(" case ").append(pattern).append(guard).append(" -> ")
                        .append(context.exactly(type, depth - 1)).append(";");
                context.scope.release(mark);
                if (guard.isEmpty() && pattern.indexOf("Rec", 4) < 0) {
                    continue;
                }
            }
            out.append(" case ").append(each.name).append(" _ -> ")
                    .append(context.exactly(type, 0)).append(";");
        }
        return out.append(" })").toString();
    }
}
