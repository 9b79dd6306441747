package dev.mote.aot.fuzz.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** The statics that generated code reads and changes; {@link #digest} shows what became of them. */
public final class State {
    /**
     * Calls and open-ended loops that are still allowed: generated code ends when it is used up.
     */
    public static int fuel;
    public static int i;
    public static long l;
    public static float f;
    public static double d;
    public static boolean z;
    public static byte b;
    public static short s;
    public static char c;
    public static String text;
    public static Object object;
    public static ArrayList<Object> list;
    public static HashMap<String, Object> map;
    public static int[] ints;
    public static long[] longs;
    public static float[] floats;
    public static double[] doubles;
    public static boolean[] flags;
    public static byte[] bytes;
    public static short[] shorts;
    public static char[] chars;
    public static String[] texts;
    public static int[][] grid;
    private static int trace;

    private State() {}

    /** Gives each static its first value again. */
    public static void reset(int fuelForOneRun) {
        fuel = fuelForOneRun;
        i = 7;
        l = 11L;
        f = 0.5f;
        d = -2.5;
        z = true;
        b = -3;
        s = 300;
        c = 'q';
        text = "start";
        object = Integer.valueOf(5);
        list = new ArrayList<>();
        list.add("first");
        map = new HashMap<>();
        map.put("one", 1L);
        ints = new int[] {5, -1, 0, 7, Integer.MIN_VALUE, 3, 9, 100};
        longs = new long[] {1, -1, Long.MIN_VALUE, 12345678901L};
        floats = new float[] {0f, -0f, 1.5f, Float.NaN, -1e30f};
        doubles = new double[] {1, -0.0, Double.POSITIVE_INFINITY, 1e-310, 2147483648.5};
        flags = new boolean[] {true, false, true};
        bytes = new byte[] {1, -1, 127, -128, 0, 50, 99, 7};
        shorts = new short[] {1, -1, 32767, -32768};
        chars = new char[] {'a', '0', '\u00e9', '\uffff', 0};
        texts = new String[] {"alpha", "", "gamma", "beta", "Aa", "BB"};
        grid = new int[][] {{1, 2, 3}, {}, null, {-4, 5}};
        trace = 17;
        Bags.reset();
    }

    /** Notes that something happened, in order. */
    public static void note(int what) {
        trace = trace * 31 + what;
    }

    /** Returns x and notes it: shows the order of evaluation. */
    public static int seen(int x) {
        note(x);
        return x;
    }

    /** As {@link #seen(int)}, for two. */
    public static int pair(int x, int y) {
        note(x);
        return x * 31 + y;
    }

    /** As {@link #seen(int)}. */
    public static long seen(long x) {
        note((int) (x ^ x >>> 32));
        return x;
    }

    /** As {@link #seen(int)}. */
    public static double seen(double x) {
        seen(Double.doubleToLongBits(x));
        return x;
    }

    /** As {@link #seen(int)}. */
    public static String seen(String x) {
        note(x == null ? -1 : x.hashCode());
        return x;
    }

    /** As {@link #seen(int)}. */
    public static boolean seen(boolean x) {
        note(x ? 1 : 2);
        return x;
    }

    /** The state as one short text. */
    public static String digest() {
        int h = trace;
        for (int x : ints) {
            h = h * 31 + x;
        }
        for (long x : longs) {
            h = h * 31 + (int) (x ^ x >>> 32);
        }
        for (float x : floats) {
            h = h * 31 + Float.floatToIntBits(x);
        }
        for (double x : doubles) {
            h = h * 31 + (int) (Double.doubleToLongBits(x) >>> 17);
        }
        for (boolean x : flags) {
            h = h * 31 + (x ? 1 : 0);
        }
        for (byte x : bytes) {
            h = h * 31 + x;
        }
        for (short x : shorts) {
            h = h * 31 + x;
        }
        for (char x : chars) {
            h = h * 31 + x;
        }
        for (String x : texts) {
            h = h * 31 + (x == null ? 3 : x.hashCode());
        }
        for (int[] row : grid) {
            for (int k = 0; row != null && k < row.length; k++) {
                h = h * 31 + row[k];
            }
        }
        for (Object x : list) {
            h = h * 31 + Tools.hash(x);
        }
        for (Map.Entry<String, Object> x : map.entrySet()) {
            h = h * 31 + Tools.hash(x.getKey()) * 7 + Tools.hash(x.getValue());
        }
        h = h * 31 + Bags.digest();
        h = h * 31 + Tools.hash(object);
        h = h * 31 + (text == null ? 3 : text.hashCode());
        return i + " " + l + " " + Result.of(f) + " " + Result.of(d) + " " + z + b + s + (int) c
                + " " + h;
    }
}
