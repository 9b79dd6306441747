package dev.mote.aot.fuzz;

import java.util.List;

/** Writes methods: static functions and the members of the hierarchy. */
final class Bodies {
    private Bodies() {}

    /** The shortest expression of a type. */
    static String plain(Type type) {
        return switch (type) {
            case BOOLEAN -> "true";
            case TEXT -> "\"-\"";
            case NODE -> "Node.all[0]";
            case SHAPE, OBJECT -> "null";
            case INTS -> "State.ints";
            default -> "(" + type.java + ") 1";
        };
    }

    /** Arguments of the shortest kind for a method. */
    static String plain(Signature method) {
        StringBuilder out = new StringBuilder("(");
        for (Type each : method.parameters()) {
            out.append(out.length() > 1 ? ", " : "").append(plain(each));
        }
        return out.append(')').toString();
    }

    /** Declares the parameters in the scope; the text between the parentheses. */
    static String parameters(Signature method, Scope scope, boolean fixed) {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < method.parameters().size(); k++) {
            Type type = method.parameters().get(k);
            out.append(k > 0 ? ", " : "").append(fixed && k == 0 ? "final " : "")
                    .append(type.java).append(" p").append(k);
            scope.add("p" + k, type, fixed && k == 0);
        }
        return out.toString();
    }

    /** A static function of the signature, seeded on its own. */
    static void function(Signature signature, long seed, Hierarchy hierarchy,
            List<Signature> callable,
            Source out) {
        Dice dice = new Dice(seed);
        Context context = new Context(dice, hierarchy, callable);
        String parameters = parameters(signature, context.scope, dice.chance(50));
        out.open("static " + signature.result().java + " " + signature.name() + "(" + parameters
                + ")");
        new Statements(context, out, signature.result())
                .body(dice.between(1, 3), plain(signature.result()));
        out.close();
    }

    /** A method of a class; the prefix holds what stands before the result's type. */
    static void method(Signature method, String prefix, Context context, Source out,
            int statements) {
        int mark = context.scope.mark();
        String parameters = parameters(method, context.scope, false);
        out.open(prefix + method.result().java + " " + method.name() + "(" + parameters + ")");
        new Statements(context, out, method.result()).body(statements, plain(method.result()));
        out.close();
        context.scope.release(mark);
    }
}
