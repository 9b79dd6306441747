package dev.mote.aot.fuzz.support;

/** Arguments for generated functions: mostly the edges of each type. */
public final class Inputs {
    private static final int[] INTS = {0, 1, -1, 7, Integer.MIN_VALUE, Integer.MAX_VALUE, -12345,
            33,
        65535, -128, 31, 1000003};
    private static final long[] LONGS = {0, -1, 5, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, -99,
            64,
        0xffffffffL, 9007199254740993L, -4294967296L};
    private static final double[] DOUBLES = {0, -0.0, 1.5, Double.NaN, 1e19, -1e300,
        Double.NEGATIVE_INFINITY, 2147483648.0, 0.1, Double.MIN_VALUE, -2.5, 4503599627370497.5};
    private static final float[] FLOATS = {0f, -0f, 2.5f, Float.NaN, 1e10f, -1e30f, 16777217f,
        Float.POSITIVE_INFINITY, 0.1f, Float.MIN_VALUE};
    private static final String[] TEXTS = {"", "a", "hello", "Aa", "BB", "12", "-7", "caf\u00e9",
        "\u4e2d\ud83d\ude00", null, "x=y;z", "beta"};

    private Inputs() {}

    /** The n-th int of a fixed row that repeats; the other methods likewise. */
    public static int intAt(int n) {
        return INTS[n % INTS.length];
    }

    public static long longAt(int n) {
        return LONGS[n % LONGS.length];
    }

    public static float floatAt(int n) {
        return FLOATS[n % FLOATS.length];
    }

    public static double doubleAt(int n) {
        return DOUBLES[n % DOUBLES.length];
    }

    public static boolean booleanAt(int n) {
        return (n & 1) == 0;
    }

    public static byte byteAt(int n) {
        return (byte) INTS[(n + 3) % INTS.length];
    }

    public static short shortAt(int n) {
        return (short) INTS[(n + 5) % INTS.length];
    }

    public static char charAt(int n) {
        return (char) INTS[(n + 7) % INTS.length];
    }

    public static String textAt(int n) {
        return TEXTS[n % TEXTS.length];
    }

    public static Shape shapeAt(int n) {
        return switch (n % 5) {
            case 0 -> new Dot(n, -n);
            case 1 -> new Named(textAt(n), new Dot(1, n));
            case 2 -> n == 7 ? null : new Dot(n, 9);
            case 3 -> new Couple(new Dot(n, 3), new Named("inner", null));
            default -> new Named(null, null);
        };
    }

    /** A boxed value, a text or null. */
    public static Object objectAt(int n) {
        return switch (n % 7) {
            case 0 -> intAt(n);
            case 1 -> longAt(n);
            case 2 -> doubleAt(n);
            case 3 -> charAt(n);
            case 4 -> textAt(n);
            case 5 -> new Dot(n, 1);
            default -> booleanAt(n);
        };
    }

    public static int[] intsAt(int n) {
        int[] made = new int[n % 6];
        for (int k = 0; k < made.length; k++) {
            made[k] = intAt(n + k);
        }
        return made;
    }
}
