package dev.mote.aot.fuzz;

/** Writes expressions of reference types other than String. */
final class Objects {
    private final Context context;

    Objects(Context context) {
        this.context = context;
    }

    String of(Type type, int depth) {
        Dice dice = context.dice;
        String variable = context.scope.any(type, dice);
        if (variable != null && (depth <= 0 || dice.chance(45))) {
            return variable;
        }
        return type == Type.NODE ? node(depth) : shape(depth);
    }

    private String node(int depth) {
        Dice dice = context.dice;
        if (depth <= 0) {
            return dice.chance(2) ? "((Node) null)" : "Node.all[" + dice.below(8) + "]";
        }
        String found = switch (dice.below(10)) {
            case 0 -> "((Node) new " + context.hierarchy.concrete(dice).name() + "("
                    + context.of(Type.INT, depth - 1) + ", " + of(Type.NODE, 0) + "))";
            case 1, 2 -> "Node.make(" + context.of(Type.INT, depth - 1) + ", " + of(Type.NODE, 0)
                    + ")";
            case 3 -> of(Type.NODE, depth - 1) + ".next";
            case 4 -> of(Type.NODE, depth - 1) + ".self()";
            case 5 -> context.call(Type.NODE, depth);
            case 6 -> context.virtualCall(Type.NODE, depth);
            case 7 -> dice.chance(80) ? null : "((Node) ("
                    + dice.pick(context.hierarchy.kinds).name() + ") "
                    + of(Type.NODE, depth - 1) + ")";
            case 8 -> context.either(Type.NODE, context.of(Type.BOOLEAN, depth - 1),
                    of(Type.NODE, depth - 1), of(Type.NODE, 0));
            default -> context.element(Type.NODE, depth);
        };
        return found != null ? found : of(Type.NODE, 0);
    }

    private String shape(int depth) {
        Dice dice = context.dice;
        if (depth <= 0) {
            return dice.chance(60) ? "Inputs.shapeAt(" + dice.below(5) + ")"
                    : "((Shape) new Dot(1, 2))";
        }
        return switch (dice.below(4)) {
            case 0 -> "((Shape) new Dot(" + context.of(Type.INT, depth - 1) + ", "
                    + context.of(Type.LONG, depth - 1) + "))";
            case 1 -> "((Shape) new Named(" + context.of(Type.TEXT, depth - 1) + ", "
                    + of(Type.SHAPE, 0) + "))";
            case 2 -> "((Shape) new Couple(" + of(Type.SHAPE, depth - 1) + ", " + of(Type.SHAPE, 0)
                    + "))";
            default -> "Inputs.shapeAt(Tools.at(" + context.of(Type.INT, depth - 1) + ", 5))";
        };
    }

    /** A new array or one in view. */
    String array(Type type, int depth) {
        Dice dice = context.dice;
        if (depth <= 0 || dice.chance(40)) {
            return context.arrayName(type);
        }
        Type element = type.element();
        if (dice.chance(50)) {
            String made = type == Type.NODES && dice.chance(60)
                    ? context.hierarchy.concrete(dice).name() : element.java;
            return "new " + made + "[Tools.size(" + context.of(Type.INT, depth - 1) + ")]";
        }
        if (dice.chance(30)) {
            return context.arrayName(type) + ".clone()";
        }
        StringBuilder out = new StringBuilder("new " + element.java + "[] {");
        for (int k = dice.between(0, 4); k > 0; k--) {
            out.append(context.exactly(element, depth - 1)).append(k > 1 ? ", " : "");
        }
        return out.append("}").toString();
    }
}
