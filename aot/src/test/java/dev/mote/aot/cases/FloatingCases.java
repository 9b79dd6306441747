package dev.mote.aot.cases;

/** Floating point: NaN, infinities, conversions, remainders and the text of numbers. */
final class FloatingCases {
    private FloatingCases() {}

    static void run() {
        comparisons();
        conversions();
        arithmetic();
        text();
    }

    private static void comparisons() {
        double nan = Out.nan;
        float fnan = (float) nan;
        Out.line("nan", (nan < 1) + " " + (nan > 1) + " " + (nan == nan) + " " + (nan != nan) + " "
                + !(nan < 1) + " " + !(nan >= 1) + " " + (nan <= 1 ? 1 : 2));
        Out.line("float nan", (fnan < 1) + " " + !(fnan > 1) + " " + (fnan != fnan));
        Out.line("compare", Double.compare(nan, 1) + " " + Double.compare(0.0, -0.0 * Out.one) + " "
                + Float.compare(fnan, fnan) + " " + (0.0 == -0.0 * Out.one));
        Out.line("equals", Double.valueOf(nan).equals(nan) + " "
                + Double.valueOf(0.0).equals(-0.0));
        Out.line("min max", Math.min(-0.0, 0.0 * Out.one) + " " + Math.max(-0.0 * Out.one, 0.0)
                + " "
                + Math.max(nan, 1) + " " + Math.min(fnan, 1f));
    }

    private static void conversions() {
        double nan = Out.nan;
        double huge = Out.huge;
        float fhuge = (float) huge;
        Out.line("to int", (int) nan + " " + (int) huge + " " + (int) -huge + " "
                + (int) (2147483647.9 * Out.one) + " " + (int) (-2147483648.9 * Out.one) + " "
                + (int) (-3.99 * Out.one));
        Out.line("to long", (long) nan + " " + (long) huge + " " + (long) -huge + " "
                + (long) (huge / 1e12));
        Out.line("float to", (int) fhuge + " " + (long) -fhuge + " " + (int) (float) nan);
        Out.line("to narrow", (byte) nan + " " + (byte) huge + " " + (short) -huge + " "
                + (int) (char) huge
                + " " + (byte) (300.7 * Out.one) + " " + (int) (char) (-1.5 * Out.one));
        long big = 9007199254740993L * Out.one;
        int odd = 16777217 * Out.one;
        Out.line("rounding", (double) big + " " + (float) big + " " + (float) odd + " "
                + (float) 0.1
                + " " + (float) (1e-50 * Out.one) + " " + (float) (1e50 * Out.one));
        Out.line("round", Math.round(nan) + " " + Math.round(huge) + " "
                + Math.round(2.5 * Out.one) + " "
                + Math.round(-2.5 * Out.one) + " " + Math.round(0.49999999999999994 * Out.one) + " "
                + Math.round(1.5f * Out.one) + " " + Math.round(fhuge));
        Out.line("bits", Double.doubleToLongBits(nan) + " " + Float.floatToIntBits((float) nan)
                + " "
                + Long.toHexString(Double.doubleToRawLongBits(-0.0 * Out.one)) + " "
                + Float.intBitsToFloat(0x3fc00000 * Out.one));
    }

    private static void arithmetic() {
        double one = Out.one;
        Out.line("by zero", 1.0 / Out.zero + " " + -1.0 / Out.zero + " " + 0.0 / Out.zero);
        Out.line("remainder", 5 % (0.0 * one) + " " + -7.5 % (2 * one) + " " + 1e300 % (3.7 * one)
                + " "
                + 5f % (1f / Out.zero) + " " + -0.0 % one);
        Out.line("functions", Math.floor(-0.5 * one) + " " + Math.ceil(-0.5 * one) + " "
                + Math.rint(2.5 * one) + " " + Math.sqrt(-one) + " " + Math.abs(-0.0 * one) + " "
                + Math.signum(-3.5 * one) + " " + Math.ulp(one) + " " + Math.copySign(2 * one,
                -0.0) + " "
                + Math.nextUp(one) + " " + Math.scalb(one, 70));
        Out.line("no fused multiply-add", 0.1 * one * 3 - 0.3 * one);
        Out.line("fma", Math.fma(0.1 * one, 10.0, -1.0));
        float f = 0.1f * Out.one;
        Out.line("float stays float", f * 3 + " " + (f + 0.2f) + " " + (double) f * 3);
    }

    private static void text() {
        double[] doubles = {0.1, 1e7, 1e-3, 9.999e-4, 123456789.125, 1e21, 5e-324, Double.MAX_VALUE,
            2e-3, 100, 1e16, 4.35, 1.0E23, 2.2250738585072014E-308, 1.7976931348623157E308, 3e10};
        StringBuilder out = new StringBuilder();
        for (double each : doubles) {
            out.append(each * Out.one).append(' ').append(-each).append(' ');
            out.append((float) each).append(' ');
        }
        Out.line("text", out.toString());
        for (String each : new String[] {"1", "-0.0", "1e400", "4.9e-324", "0x1p3", "NaN", " 7.5 ",
            "1.7976931348623159e308", "123456789012345678901234567890", "2.5f"}) {
            Out.trial("parse " + each, () -> Double.parseDouble(each));
        }
        Out.trial("parse empty", () -> Double.parseDouble(" "));
        Out.trial("parse words", () -> Double.parseDouble("one"));
        Out.trial("parse float", () -> Float.parseFloat("16777217") + Float.parseFloat("1e-46"));
        Out.line("hash", Double.hashCode(1.5 * Out.one) + " " + Float.hashCode(1.5f * Out.one));
    }
}
