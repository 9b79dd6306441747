package dev.mote.aot;

import java.util.ArrayList;
import java.util.List;

/**
 * The operand stack while a body is translated.
 *
 * <p>A constant, or a local that has not been written since, stays a symbol: no code is made until
 * it is used. Where ways meet, and before a jump, every place is written to its variable.
 */
final class OperandStack {
    private final MethodBody body;
    private final StringBuilder kinds;
    /**
     * For each place a local or a constant in C, or null if the value is in the place's variable.
     */
    private final List<String> symbols = new ArrayList<>();

    OperandStack(MethodBody body, String kinds) {
        this.body = body;
        this.kinds = new StringBuilder(kinds);
        for (int i = 0; i < kinds.length(); i++) {
            symbols.add(null);
        }
    }

    String kinds() {
        return kinds.toString();
    }

    char kindAt(int depth) {
        return kinds.charAt(kinds.length() - 1 - depth);
    }

    /** The variable that the statement is going to write. */
    String push(char kind) {
        kinds.append(kind);
        symbols.add(null);
        String name = variable(kinds.length() - 1);
        if (kind == 'A') {
            body.now.writes.set(body.variables.reference(name));
        }
        return name;
    }

    void pushSymbol(char kind, String symbol) {
        kinds.append(kind);
        symbols.add(symbol);
    }

    /** The popped value in C: a variable or a constant, to be used any number of times. */
    String pop() {
        int place = kinds.length() - 1;
        String value = value(place);
        if (isReference(value)) {
            noteRead(value);
        }
        kinds.setLength(place);
        symbols.remove(place);
        return value;
    }

    private String value(int place) {
        String symbol = symbols.get(place);
        return symbol != null ? symbol : variable(place);
    }

    private String variable(int place) {
        String name = "s" + place + "_" + kinds.charAt(place);
        body.variables.use(name);
        return name;
    }

    static boolean isReference(String value) {
        return value.endsWith("_A") && (value.startsWith("l") || value.startsWith("s"));
    }

    private void noteRead(String reference) {
        int number = body.variables.reference(reference);
        if (!body.now.writes.get(number)) {
            body.now.reads.set(number);
        }
    }

    /** Before a local is written: places that stand for it get its value. */
    void spill(String local) {
        for (int place = 0; place < kinds.length(); place++) {
            if (local.equals(symbols.get(place))) {
                write(place);
            }
        }
    }

    /** Every place to its variable. */
    void materialise() {
        for (int place = 0; place < kinds.length(); place++) {
            if (symbols.get(place) != null) {
                write(place);
            }
        }
    }

    private void write(int place) {
        String symbol = symbols.set(place, null);
        String variable = variable(place);
        if (isReference(symbol)) {
            noteRead(symbol);
            body.now.readsLate.set(body.variables.reference(symbol));
        }
        if (kinds.charAt(place) == 'A') {
            body.now.writes.set(body.variables.reference(variable));
        }
        body.now.add(variable, " = ", symbol, "; ");
    }

    /** Pops that many values and pushes them in this order, 0 being the deepest of them. */
    void move(int count, int... order) {
        String[] values = new String[count];
        char[] kind = new char[count];
        for (int i = count - 1; i >= 0; i--) {
            kind[i] = kindAt(0);
            values[i] = pop();
        }
        boolean[] saved = new boolean[count];
        body.now.add("{ ");
        for (int i = 0; i < count; i++) {
            saved[i] = values[i].startsWith("s");
            if (saved[i]) {
                body.now.add(Types.variable(kind[i]), " t", i, " = ", values[i], "; ");
            }
        }
        for (int i = 0; i < order.length; i++) {
            int from = order[i];
            if (!saved[from]) {
                pushSymbol(kind[from], values[from]);
            } else if (!push(kind[from]).equals(values[from])) {
                body.now.add(variable(kinds.length() - 1), " = t", from, "; ");
            }
        }
        body.now.add("}");
    }
}
