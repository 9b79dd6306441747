package dev.mote.aot;

import java.util.BitSet;

/**
 * Which reference variables are still read later: before and after each statement of a body.
 *
 * <p>The collector scans the C stack without knowing its layout, and gcc may keep only an address
 * computed from a reference. So every live reference is named after each call that may collect.
 */
final class Liveness {
    final BitSet[] in;
    final BitSet[] out;

    Liveness(MethodBody body) {
        Statement[] statements = body.statements();
        in = new BitSet[statements.length];
        out = new BitSet[statements.length];
        for (int i = 0; i < statements.length; i++) {
            in[i] = new BitSet();
            out[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = statements.length - 1; i >= 0; i--) {
                if (statements[i] != null) {
                    changed |= update(body, statements[i], i);
                }
            }
        }
    }

    private boolean update(MethodBody body, Statement s, int at) {
        for (int successor : s.successors) {
            out[at].or(in[successor]);
        }
        BitSet before = (BitSet) out[at].clone();
        before.andNot(s.writes);
        before.or(s.reads);
        if (s.handlers >= 0) {
            int caught = body.variables.reference("s0_A");
            for (Handlers.Row row : body.handlers.rows(s.handlers)) {
                BitSet handler = (BitSet) in[row.handler()].clone();
                handler.clear(caught);
                before.or(handler);
            }
        }
        if (before.equals(in[at])) {
            return false;
        }
        in[at] = before;
        return true;
    }
}
