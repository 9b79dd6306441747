package dev.mote.aot.fuzz;

import java.util.ArrayList;
import java.util.List;

/** The local variables in view, innermost last. */
final class Scope {
    /** A local variable or parameter; a fixed one is final, so lambdas may use it. */
    record Variable(String name, Type type, boolean fixed) {}

    private final List<Variable> variables = new ArrayList<>();
    private boolean fixedOnly;
    private int lowest;

    void add(String name, Type type, boolean fixed) {
        variables.add(new Variable(name, type, fixed));
    }

    /** What {@link #release} takes to forget what was added since. */
    int mark() {
        return variables.size();
    }

    void release(int mark) {
        while (variables.size() > mark) {
            variables.removeLast();
        }
    }

    /**
     * While on, only final variables are in view: the inside of a lambda. Returns what was before.
     */
    boolean fixedOnly(boolean on) {
        boolean before = fixedOnly;
        fixedOnly = on;
        return before;
    }

    /** Hides all variables below the mark; returns what was hidden before. */
    int hideBelow(int mark) {
        int before = lowest;
        lowest = mark;
        return before;
    }

    /** A variable of the type, or null. */
    String any(Type type, Dice dice) {
        return choose(type, false, dice);
    }

    /** A variable of the type that may be assigned, or null. */
    String assignable(Type type, Dice dice) {
        return choose(type, true, dice);
    }

    private String choose(Type type, boolean toAssign, Dice dice) {
        List<String> found = new ArrayList<>();
        for (int k = lowest; k < variables.size(); k++) {
            Variable each = variables.get(k);
            boolean visible = each.fixed() ? !toAssign : !fixedOnly;
            if (each.type() == type && visible) {
                found.add(each.name());
            }
        }
        return found.isEmpty() ? null : dice.pick(found);
    }
}
