package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Enums with fields, bodies and an interface; switches over them, lookups, sets and maps. */
final class Enums implements Feature {
    /** The constants of each enum. */
    private final List<List<String>> enums = new ArrayList<>();

    Enums(Dice dice) {
        for (int k = 0; k < 2; k++) {
            List<String> constants = new ArrayList<>();
            for (int n = dice.between(1, 6); n > 0; n--) {
                constants.add("C" + constants.size());
            }
            enums.add(constants);
        }
    }

    @Override
    public void declare(Dice dice, Hierarchy hierarchy, Map<String, String> files) {
        for (int k = 0; k < enums.size(); k++) {
            files.put("En" + k, source(k, dice, hierarchy));
        }
    }

    private String source(int k, Dice dice, Hierarchy hierarchy) {
        Context context = new Context(dice, hierarchy, List.of());
        context.scope.add("x", Type.INT, true);
        Source out = Source.file();
        out.open("enum En" + k + " implements IntUnaryOperator");
        List<String> constants = enums.get(k);
        for (int n = 0; n < constants.size(); n++) {
            String end = n == constants.size() - 1 ? ";" : ",";
            String head = constants.get(n) + dice.pick("", "(" + n + ")", "(" + (n * 7 - 3) + ")");
            if (dice.chance(50)) {
                out.line(head + end);
                continue;
            }
            out.open(head);
            out.line("final int own = State.seen(" + n + ");");
            out.line("@Override public int applyAsInt(int x) { return own + base + "
                    + context.of(Type.INT, 2) + "; }");
            out.close(end);
        }
        out.line("static int made = State.seen(" + (700 + k) + ");");
        out.line("final int base;");
        out.line("En" + k + "() { this(5); }");
        out.line("En" + k + "(int base) { this.base = base; State.note(base); }");
        out.line("@Override public int applyAsInt(int x) { return base ^ x; }");
        out.line("static En" + k + " at(int n) { return values()[Tools.at(n, values().length)]; }");
        out.close();
        return out.toString();
    }

    private String one(Context context, int k) {
        Dice dice = context.dice;
        return switch (dice.below(4)) {
            case 0 -> "En" + k + "." + dice.pick(enums.get(k));
            case 1 -> "En" + k + ".valueOf(\"C\" + (" + context.of(Type.INT, 1) + " & 3))";
            default -> "En" + k + ".at(" + context.of(Type.INT, 1) + ")";
        };
    }

    @Override
    public String expression(Context context, Type type, int depth) {
        Dice dice = context.dice;
        int k = dice.below(enums.size());
        String one = one(context, k);
        if (dice.chance(25)) {
            return choice(context, type, depth, k);
        }
        return switch (type) {
            case INT -> switch (dice.below(5)) {
                case 0 -> one + ".ordinal()";
                case 1 -> one + ".compareTo(" + one(context, k) + ")";
                case 2 -> one + ".base";
                case 3 -> "En" + k + ".made++";
                default -> one + ".applyAsInt(" + context.of(Type.INT, depth - 1) + ")";
            };
            case TEXT -> one + dice.pick(".name()", ".toString()", ".getDeclaringClass().getName()",
                    ".getClass().getName()");
            case BOOLEAN -> dice.chance(50) ? "(" + one + " == " + one(context, k) + ")"
                    : "EnumSet.of(" + one + ", " + one(context, k) + ").contains("
                            + one(context, k) + ")";
            case OBJECT -> one;
            default -> null;
        };
    }

    private String choice(Context context, Type type, int depth, int k) {
        StringBuilder out = new StringBuilder("(switch (" + one(context, k) + ") {");
        boolean all = context.dice.chance(50);
        String name = context.fresh("y");
        for (String each : enums.get(k)) {
            if (all || context.dice.chance(50)) {
                out.append(" case ").append(each);
                out.append(context.dice.chance(70) ? " -> "
                        + context.exactly(type, depth - 1) + ";"
                        : " -> { " + type.java + " " + name + " = " + context.exactly(type, 1)
                                + "; State.note(" + each.charAt(1) + "); yield " + name + "; }");
            }
        }
        return out.append(all ? "" : " default -> " + context.exactly(type, 0) + ";")
                .append(" })").toString();
    }

    @Override
    public boolean statement(Context context, Source out, Statements statements, int depth) {
        int k = context.dice.below(enums.size());
        String map = context.fresh("m");
        String each = context.fresh("k");
        out.line("EnumMap<En" + k + ", Integer> " + map + " = new EnumMap<>(En" + k + ".class);");
        out.line(map + ".merge(" + one(context, k) + ", " + context.of(Type.INT, 1)
                + " + 0, Integer::sum);");
        out.line(map + ".put(" + one(context, k) + ", 3);");
        out.open("for (En" + k + " " + each + " : " + map + ".keySet())");
        out.line("State.note(" + each + ".ordinal() + " + map + ".get(" + each + "));");
        out.close();
        return true;
    }
}
