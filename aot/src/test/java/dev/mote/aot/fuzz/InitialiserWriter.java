package dev.mote.aot.fuzz;

import java.util.Map;

/**
 * Writes classes {@code Init0 …} whose static initialisers use each other, note their order, and
 * sometimes fail: whoever touches such a class first decides what happens, for good.
 */
final class InitialiserWriter {
    static final int CLASSES = 8;

    private InitialiserWriter() {}

    static void write(Dice dice, Map<String, String> files) {
        for (int k = 0; k < CLASSES; k++) {
            Source out = new Source();
            out.line("package fz;");
            out.line("import dev.mote.aot.fuzz.support.*;");
            int parent = k > 0 && dice.chance(40) ? dice.below(k) : -1;
            out.open("class Init" + k + (parent < 0 ? "" : " extends Init" + parent));
            out.line("static final int FOLDED = " + k + ";");
            out.line("static int value" + k + " = State.seen(" + (k + 500) + ");");
            out.line("static final Integer BOXED" + k + " = value" + k + " + other();");
            out.open("static int other()");
            int used = dice.below(CLASSES);
            out.line("return " + (dice.chance(60) ? "Init" + used + ".value" + used : "Level.HIGH"
                    + ".steps(" + k + ")") + ";");
            out.close();
            if (dice.chance(30)) {
                out.open("static");
                out.line(dice.pick("State.note(1 / (value" + k + " - value" + k + "));",
                        "Object o = \"\" + value" + k + "; State.note((Integer) o);",
                        "if (value" + k + " > 0) throw new Error(\"init" + k + "\");"));
                out.close();
            }
            out.close();
            files.put("Init" + k, out.toString());
        }
    }

    /** An int that may trigger an initialiser. */
    static String use(Dice dice) {
        int k = dice.below(CLASSES);
        return switch (dice.below(4)) {
            case 0 -> "Init" + k + ".FOLDED";
            case 1 -> "(int) Init" + k + ".BOXED" + k;
            case 2 -> "new Init" + k + "[2].length";
            default -> "(Init" + k + ".value" + k + "++)";
        };
    }
}
