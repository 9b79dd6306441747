package dev.mote.aot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One bytecode instruction in the intermediate form: C text over the method's typed variables and
 * what liveness and the effects pass must know about it.
 *
 * <p>The text may hold two marks that later passes fill in: {@link #CHECK} becomes the test for a
 * pending exception if the callee may throw; {@link #KEEP_OUT} keeps alive what must survive a
 * collection here.
 */
final class Statement {
    static final char CHECK = '\u0001';
    static final char KEEP_OUT = '\u0002';

    final StringBuilder text = new StringBuilder();
    /** Reference variables read before this statement writes any. */
    final BitSet reads = new BitSet();
    final BitSet writes = new BitSet();
    /** Those of the references read that are read after a call in the statement. */
    final BitSet readsLate = new BitSet();
    final List<Integer> successors = new ArrayList<>(2);
    /** The list of exception handlers around it, if it can throw; or -1. */
    int handlers = -1;
    /** The class that this statement initialises first, or null. */
    JavaClass initialises;
    /**
     * Whose effects decide about CHECK and KEEP_OUT; null if there is no call or they are known.
     */
    Callee callee;

    Statement add(Object... parts) {
        for (Object part : parts) {
            text.append(part);
        }
        return this;
    }
}
