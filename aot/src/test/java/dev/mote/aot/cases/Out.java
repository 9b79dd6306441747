package dev.mote.aot.cases;

/** Lines of a case, and the few values that the compilers must not know. */
final class Out {
    /** Not final, so that nothing is folded at compile time. */
    static int zero;
    static int one = 1;
    static double nan = Double.NaN;
    static double huge = 1e30;
    static Object nothing;

    /** Something to try that may throw. */
    interface Step {
        Object run() throws Throwable;
    }

    private Out() {}

    static void line(String name, Object value) {
        System.out.println(name + " = " + value);
    }

    /** Prints what the step returns, or the class and message of what it throws. */
    static void trial(String name, Step step) {
        String result;
        try {
            result = String.valueOf(step.run());
        } catch (Throwable e) {
            result = describe(e);
        }
        System.out.println(name + " = " + result);
    }

    /**
     * Class and message, the causes, and how many were suppressed. Left out: the helpful part of a
     * null pointer's message, the loaders in a failed cast's, and what HotSpot makes up as the
     * cause of a NoClassDefFoundError.
     */
    static String describe(Throwable thrown) {
        String message = thrown instanceof NullPointerException && thrown.getMessage() != null
                && thrown.getMessage().contains("because") ? null : thrown.getMessage();
        if (thrown instanceof ClassCastException && message != null && message.contains(" (")) {
            message = message.substring(0, message.indexOf(" ("));
        }
        return "threw " + thrown.getClass().getName() + ": " + message
                + (thrown.getSuppressed().length == 0 ? "" : " +" + thrown.getSuppressed().length)
                + (thrown.getCause() == null || thrown instanceof NoClassDefFoundError ? ""
                : " by " + describe(thrown.getCause()));
    }
}
