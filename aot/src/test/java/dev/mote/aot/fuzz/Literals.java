package dev.mote.aot.fuzz;

/** Constants worth trying: the edges of the types and what lies beside them. */
final class Literals {
    private static final String[] INTS = {"0", "1", "(-1)", "2", "7", "31", "32", "33", "63", "127",
        "255", "65535", "(-128)", "1000003", "Integer.MAX_VALUE", "Integer.MIN_VALUE", "(-32768)",
        "10", "3", "'a'", "0x55aa55aa"};
    private static final String[] LONGS = {"0L", "1L", "(-1L)", "2L", "63L", "64L", "65L",
        "1000000007L", "Long.MAX_VALUE", "Long.MIN_VALUE", "0xffffffffL", "(-4294967296L)",
        "(1L << 52)", "9007199254740993L", "10L", "3"};
    private static final String[] DOUBLES = {"0.0", "(-0.0)", "1.0", "(-1.5)", "0.5", "2.5", "1e10",
        "(-1e19)", "1e300", "(-1e-300)", "Double.NaN", "Double.POSITIVE_INFINITY",
        "Double.NEGATIVE_INFINITY", "Double.MIN_VALUE", "2147483647.5", "9.223372036854775807e18",
        "0.1", "3", "1e-310"};
    private static final String[] FLOATS = {"0f", "(-0f)", "1f", "(-1.5f)", "0.1f", "1e10f",
        "(-1e30f)", "Float.NaN", "Float.POSITIVE_INFINITY", "16777217f", "2.5f", "3", "1e-40f"};
    private static final String[] BYTES = {"0", "1", "-1", "127", "-128", "50"};
    private static final String[] SHORTS = {"0", "-1", "32767", "-32768", "300"};
    private static final String[] CHARS = {"'a'", "'0'", "' '", "'\\u00e9'", "'\\uffff'", "'\\0'"};
    private static final String[] TEXTS = {"\"\"", "\"a\"", "\"Aa\"", "\"BB\"", "\"alpha\"",
        "\"12\"", "\"-2147483648\"", "\"caf\\u00e9\"", "\"\\u4e2d\\ud83d\\ude00\"", "\"x=y\"",
        "\"tab\\tquote\\\"\""};

    private Literals() {}

    /** An expression of exactly the type, or for a few numbers one that widens to it. */
    static String of(Type type, Dice dice) {
        return switch (type) {
            case INT -> dice.pick(INTS);
            case LONG -> dice.pick(LONGS);
            case FLOAT -> dice.pick(FLOATS);
            case DOUBLE -> dice.pick(DOUBLES);
            case BOOLEAN -> dice.pick("true", "false");
            case BYTE -> "(byte) (" + dice.pick(BYTES) + ")";
            case SHORT -> "(short) (" + dice.pick(SHORTS) + ")";
            case CHAR -> dice.pick(CHARS);
            case TEXT -> dice.pick(TEXTS);
            default -> throw new IllegalArgumentException("no literal of " + type);
        };
    }
}
