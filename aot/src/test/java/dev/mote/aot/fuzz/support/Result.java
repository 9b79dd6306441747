package dev.mote.aot.fuzz.support;

import java.io.PrintStream;

/** The text of a function's result: exact, and the same wherever the program runs. */
public final class Result {
    /** Where results go; whoever runs the program in a process of his own puts another there. */
    public static PrintStream out = System.out;

    private Result() {}

    public static String of(int x) {
        return Integer.toString(x);
    }

    public static String of(long x) {
        return Long.toString(x);
    }

    /**
     * The bits, so that a fault in the text of doubles shows only where a function makes such text.
     */
    public static String of(float x) {
        return "f" + Integer.toHexString(Float.floatToIntBits(x));
    }

    /** As {@link #of(float)}. */
    public static String of(double x) {
        return "d" + Long.toHexString(Double.doubleToLongBits(x));
    }

    public static String of(boolean x) {
        return x ? "true" : "false";
    }

    public static String of(char x) {
        return "c" + (int) x;
    }

    /** By its text: generated classes all have one that does not depend on where they lie. */
    public static String of(Object x) {
        return x == null ? "null" : x.getClass().getName() + of(x.toString());
    }

    /** Quoted; anything outside printable ASCII as its number. */
    public static String of(String x) {
        if (x == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder("\"");
        for (int k = 0; k < x.length(); k++) {
            char each = x.charAt(k);
            if (each >= ' ' && each < 127) {
                out.append(each);
            } else {
                out.append('<').append((int) each).append('>');
            }
        }
        return out.append('"').toString();
    }

    /**
     * Class and message. A NullPointerException's message is left out: what HotSpot says there is
     * worked out from the bytecode and no program may lean on it. Of a failed cast the part in
     * parentheses (modules and loaders) is left out, and what HotSpot makes up as the cause of a
     * NoClassDefFoundError.
     */
    public static String of(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof NullPointerException) {
            message = "";
        } else if (thrown instanceof ClassCastException && message != null) {
            int loaders = message.indexOf(" (");
            message = loaders < 0 ? message : message.substring(0, loaders);
        }
        Throwable cause = thrown.getCause();
        return "! " + thrown.getClass().getName() + ": " + (message == null ? "null" : of(message))
                + (cause == null || thrown instanceof NoClassDefFoundError ? "" : " by "
                + cause.getClass().getName())
                + " +" + thrown.getSuppressed().length;
    }

    /** Prints one line of the comparison. */
    public static void print(String name, int input, String result, String objects) {
        out.println(name + "#" + input + " " + result + " ; " + State.digest() + objects);
    }
}
