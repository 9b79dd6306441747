package dev.mote.aot.fuzz.support;

import java.util.ArrayList;

/** Small steps that generated code calls. */
public final class Tools {
    private static final int LONGEST_TEXT = 40;

    /** A function of an int, for lambdas. */
    public interface IntStep {
        int apply(int x);
    }

    /** A function of a text, for lambdas and method references. */
    public interface TextStep {
        String apply(String x);
    }

    private Tools() {}

    /** An index below length for any x; 0 when length is 0, which then is out of bounds. */
    public static int at(int x, int length) {
        return length == 0 ? 0 : (x & 0x7fffffff) % length;
    }

    /** A small array length, now and then a negative one. */
    public static int size(int x) {
        return x % 11 == 0 && x < 0 ? x >> 25 : x & 15;
    }

    /** A character of the text, sometimes from past its end. */
    public static int letter(String x, int at) {
        return x.charAt(at % 13 == 0 ? 9 : at(at, x.length()));
    }

    /** A part of the text; sometimes from or to where there is none. */
    public static String part(String x, int from, int to) {
        if (from % 13 == 0) {
            return x.substring(2, 1 + (to & 3));
        }
        int start = from & 1;
        return ("x" + x).substring(start, start + at(to, x.length() + 1));
    }

    /** The start of a text: keeps repeated concatenation in bounds. */
    public static String cut(String x) {
        return x == null || x.length() <= LONGEST_TEXT ? x : x.substring(0, LONGEST_TEXT);
    }

    public static int apply(IntStep step, int x) {
        return step.apply(x) ^ step.apply(x + 1);
    }

    public static String applied(TextStep step, String x) {
        return cut(step.apply(x));
    }

    /** Catches what the step throws and gives its class name's length instead. */
    public static int guarded(IntStep step, int x) {
        try {
            return step.apply(x);
        } catch (RuntimeException e) {
            State.note(e.getClass().getName().hashCode());
            return e.getClass().getName().length();
        }
    }

    /** A hash that is the same in every run. */
    public static int hash(Object x) {
        return x == null ? 3 : x.toString().hashCode();
    }

    /** Keeps a list short. */
    public static void add(ArrayList<Object> list, Object x) {
        if (list.size() < 20) {
            list.add(x);
        }
    }

    /** A text after a change in place. */
    public static String changed(String text, int at, char c) {
        StringBuilder builder = new StringBuilder(text);
        if ((at & 8) == 0) {
            builder.setCharAt(at & 3, c);
        } else {
            builder.setLength(at & 15);
            builder.append(c);
        }
        return builder.toString();
    }

    /** The lengths at each level of an array of arrays. */
    public static int volume(long[][][] x) {
        int sum = x.length;
        for (long[][] each : x) {
            sum = sum * 3 + (each == null ? 1 : each.length);
        }
        return sum;
    }

    public static int sum(int... all) {
        int sum = all.length;
        for (int each : all) {
            sum = sum * 7 + each;
        }
        return sum;
    }
}
