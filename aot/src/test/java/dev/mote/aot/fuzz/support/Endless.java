package dev.mote.aot.fuzz.support;

/** Recursion without an end, caught. */
public final class Endless {
    private static int depth;

    private Endless() {}

    private static int fall(int x) {
        depth++;
        return fall(x + 1) * 3 + x;
    }

    private static int fallThrough(int x) {
        try {
            return fall(x);
        } finally {
            State.note(1);
        }
    }

    /** The same result however deep the stack is. */
    public static int caught(int x) {
        depth = 0;
        try {
            return fallThrough(x);
        } catch (StackOverflowError e) {
            return depth > 200 && e.getMessage() == null ? x + 1 : depth;
        }
    }
}
