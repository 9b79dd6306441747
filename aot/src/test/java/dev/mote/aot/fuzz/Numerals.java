package dev.mote.aot.fuzz;

/** Numbers as text, their bits, and mathematics that is defined to the last bit. */
final class Numerals implements Feature {
    @Override
    public String expression(Context context, Type type, int depth) {
        return switch (type) {
            case INT -> integer(context, depth);
            case LONG -> longer(context, depth);
            case FLOAT -> context.dice.pick("Float.parseFloat(Float.toString(", "Math.nextUp((",
                    "Math.ulp((", "Float.intBitsToFloat(Float.floatToIntBits(", "Math.nextDown((")
                    + "(float) " + context.of(Type.FLOAT, depth - 1) + "))";
            case DOUBLE -> floating(context, depth);
            case TEXT -> text(context, depth);
            case BOOLEAN -> context.dice.pick("Character.isLetter", "Character.isDigit",
                    "Character.isWhitespace", "Character.isUpperCase",
                    "Character.isLetterOrDigit", "Character.isSurrogate",
                    "Character.isJavaIdentifierPart", "Character.isISOControl") + "("
                    + context.exactly(Type.CHAR, depth - 1) + ")";
            case CHAR -> "Character." + context.dice.pick("toUpperCase", "toLowerCase",
                    "reverseBytes") + "(" + context.exactly(Type.CHAR, depth - 1) + ")";
            default -> null;
        };
    }

    private static String integer(Context context, int depth) {
        Dice dice = context.dice;
        String a = "(int) " + context.of(Type.INT, depth - 1);
        String b = "(int) " + context.of(Type.INT, 1);
        String d = "(double) " + context.of(Type.DOUBLE, depth - 1);
        return switch (dice.below(10)) {
            case 0 -> "Math." + dice.pick("absExact", "negateExact", "incrementExact",
                    "decrementExact") + "(" + a + ")";
            case 1 -> "Math.getExponent(" + d + ")";
            case 2 -> "Double.compare(" + d + ", " + context.of(Type.DOUBLE, 1) + ")";
            case 3 -> "Double.hashCode(" + d + ")";
            case 4 -> "Integer." + dice.pick("signum", "lowestOneBit", "hashCode", "bitCount")
                    + "(" + a + ")";
            case 5 -> "Integer.decode(" + dice.pick("\"0x\" + Integer.toHexString(" + a + ")",
                    "\"-0\" + Integer.toOctalString(" + a + ")", context.of(Type.TEXT, 1)) + ")";
            case 6 -> "Character.digit(" + context.exactly(Type.CHAR, 1) + ", 16)";
            case 7 -> "Character.getNumericValue(" + context.exactly(Type.CHAR, 1) + ")";
            case 8 -> "Math." + dice.pick("ceilDiv", "ceilMod") + "(" + a + ", " + b + ")";
            default -> "Math.clamp((long) " + a + ", -5, 1000) + " + b;
        };
    }

    private static String longer(Context context, int depth) {
        Dice dice = context.dice;
        String a = "(long) " + context.of(Type.LONG, depth - 1);
        String b = "(long) " + context.of(Type.LONG, 1);
        return switch (dice.below(8)) {
            case 0 -> "Math.multiplyHigh(" + a + ", " + b + ")";
            case 1 -> "Math.unsignedMultiplyHigh(" + a + ", " + b + ")";
            case 2 -> "Math.multiplyFull((int) " + a + ", (int) " + b + ")";
            case 3 -> "Long.parseLong(Long.toString(" + a + ", 7), 7)";
            case 4 -> "Long.parseUnsignedLong(Long.toUnsignedString(" + a + "))";
            case 5 -> "Long." + dice.pick("compress", "expand") + "(" + a + ", " + b + ")";
            case 6 -> "Double.doubleToLongBits(" + context.of(Type.DOUBLE, depth - 1) + ")";
            default -> "Math." + dice.pick("multiplyExact", "addExact", "floorDiv", "ceilMod")
                    + "(" + a + ", " + b + ")";
        };
    }

    private static String floating(Context context, int depth) {
        Dice dice = context.dice;
        String a = "(double) " + context.of(Type.DOUBLE, depth - 1);
        String b = "(double) " + context.of(Type.DOUBLE, 1);
        return switch (dice.below(6)) {
            case 0 -> "Double.parseDouble(Double.toString(" + a + "))";
            case 1 -> "StrictMath." + dice.pick("sin", "cos", "tan", "exp", "log", "cbrt", "atan",
                    "log10", "sinh", "expm1", "log1p", "asin", "tanh") + "(" + a + ")";
            case 2 -> "StrictMath." + dice.pick("pow", "hypot", "atan2", "IEEEremainder")
                    + "(" + a + ", " + b + ")";
            case 3 -> "Math." + dice.pick("nextUp", "nextDown", "toRadians", "signum", "ulp")
                    + "(" + a + ")";
            case 4 -> "Math.fma(" + a + ", " + b + ", 0.5)";
            default -> "StrictMath." + dice.pick("nextAfter(" + a + ", " + b + ")", "scalb(" + a
                    + ", " + context.of(Type.INT, 1) + ")", "copySign(" + a + ", " + b + ")")
                    + (dice.chance(20) ? " / 0" : "");
        };
    }

    private static String text(Context context, int depth) {
        Dice dice = context.dice;
        return switch (dice.below(6)) {
            case 0 -> "Double.toString(" + context.of(Type.DOUBLE, depth - 1) + ")";
            case 1 -> "Float.toString((float) " + context.of(Type.FLOAT, depth - 1) + ")";
            case 2 -> "Double.toHexString(" + context.of(Type.DOUBLE, depth - 1) + ")";
            case 3 -> "Integer." + dice.pick("toBinaryString", "toOctalString", "toUnsignedString")
                    + "(" + context.of(Type.INT, depth - 1) + ")";
            case 4 -> "Long." + dice.pick("toHexString", "toUnsignedString") + "("
                    + context.of(Type.LONG, depth - 1) + ")";
            default -> "String.valueOf(Double.parseDouble(" + context.of(Type.TEXT, 1) + "))";
        };
    }
}
