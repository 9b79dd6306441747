package dev.mote.aot.cases;

/** Whole numbers: division, shifts, overflow, narrowing, order of evaluation. */
final class IntegerCases {
    private static int next;

    private IntegerCases() {}

    static void run() {
        division();
        shifts();
        narrowing();
        order();
        unsigned();
    }

    private static void division() {
        int zero = Out.zero;
        int minusOne = Out.zero - 1;
        Out.trial("int / 0", () -> 5 / zero);
        Out.trial("int % 0", () -> 5 % zero);
        Out.trial("long / 0", () -> 5L / zero);
        Out.trial("long % 0", () -> 5L % zero);
        Out.line("min / -1", Integer.MIN_VALUE / minusOne);
        Out.line("min % -1", Integer.MIN_VALUE % minusOne);
        Out.line("long min / -1", Long.MIN_VALUE / minusOne);
        Out.line("long min % -1", Long.MIN_VALUE % minusOne);
        Out.line("signs", -7 / (2 + zero) + " " + -7 % (2 + zero) + " " + 7 % (-2 + zero));
        Out.trial("compound / 0", () -> {
            int x = 7;
            x /= zero;
            return x;
        });
        Out.trial("byte /= 0", () -> {
            byte x = 7;
            x /= (byte) zero;
            return x;
        });
        Out.line("floor", Math.floorDiv(-7, 2 + zero) + " " + Math.floorMod(-7, 3 + zero));
        Out.trial("floorMod 0", () -> Math.floorMod(5, zero));
    }

    private static void shifts() {
        int one = Out.one;
        long big = Out.one;
        int by33 = 33 * one;
        int byMinus1 = -one;
        Out.line("int shifts", (one << by33) + " " + (one << byMinus1) + " " + (-one >> by33) + " "
                + (-one >>> byMinus1) + " " + (-one >>> by33));
        Out.line("long shifts", (big << 65 * one) + " " + (big << byMinus1) + " " + (-big >>> by33)
                + " " + (-big >> byMinus1));
        Out.line("byte shift", ((byte) -one >>> 4) + " " + (byte) ((byte) -one >>> 4));
        Out.line("shift by long", one << (big + 40));
        byte b = (byte) -one;
        b >>>= 1;
        Out.line("byte >>>=", b);
        char c = 'a';
        c <<= 9;
        Out.line("char <<=", (int) c);
    }

    @SuppressWarnings("lossy-conversions")
    private static void narrowing() {
        int one = Out.one;
        Out.line("to byte", (byte) (200 * one) + " " + (byte) (-129L * one) + " "
                + (short) (70000 * one)
                + " " + (int) (char) (-one) + " " + (int) (0x1_2345_6789L * one));
        byte b = (byte) (127 * one);
        b++;
        short s = (short) (-32768 * one);
        s--;
        char c = (char) (Out.zero);
        c--;
        Out.line("wrap", b + " " + s + " " + (int) c);
        b += 1000.7;
        s *= 3.5f;
        c += 'b';
        Out.line("compound", b + " " + s + " " + (int) c);
        int x = 2_000_000_000 * one;
        x += 1.5e9;
        Out.line("int += double", x);
        long y = Long.MAX_VALUE * one;
        y += 1f;
        Out.line("long += float", y);
        Out.line("overflow", (Integer.MAX_VALUE + one) + " " + (Long.MIN_VALUE - one) + " "
                + -(Integer.MIN_VALUE * one) + " " + Math.abs(Integer.MIN_VALUE * one));
        Out.trial("addExact", () -> Math.addExact(Integer.MAX_VALUE, one));
        Out.trial("multiplyExact", () -> Math.multiplyExact(1L << 62, 4L * one));
        Out.trial("toIntExact", () -> Math.toIntExact(1L << 40));
        Out.line("multiplyHigh", Math.multiplyHigh(Long.MIN_VALUE * one, 3L << 40));
    }

    private static int next() {
        return ++next;
    }

    private static int three(int a, int b, int c) {
        return a * 100 + b * 10 + c;
    }

    private static void order() {
        next = 0;
        Out.line("arguments", three(next(), next(), next()));
        Out.line("operands", next() - next() * next());
        int[] x = new int[5];
        int i = 0;
        x[i++] = i + next() + (i = 3);
        Out.line("array store", x[0] + " " + x[1] + " " + i);
        i = 2;
        i = i++ + ++i;
        int j = 0;
        int[] y = {1, 2, 3};
        y[j] = j = 2;
        Out.line("increments", i + " " + y[0] + " " + y[2] + " " + j);
        y[j] += j = 1;
        Out.line("compound", y[2] + " " + j);
        Out.trial("null array, right side first", () -> {
            int[] none = (int[]) Out.nothing;
            try {
                none[next()] = next();
            } catch (NullPointerException e) {
                return "npe " + next;
            }
            return "none";
        });
        Out.trial("index checked last", () -> {
            int[] small = new int[1];
            try {
                small[7] = next() / Out.zero;
            } catch (ArithmeticException e) {
                return "arithmetic " + next;
            }
            return "none";
        });
    }

    private static void unsigned() {
        int one = Out.one;
        Out.line("unsigned", Integer.divideUnsigned(-5 * one, 3) + " "
                + Long.divideUnsigned(-5L * one, 3)
                + " " + Integer.remainderUnsigned(-5 * one, 7) + " " + Long.remainderUnsigned(-5L,
                7L * one)
                + " " + Integer.compareUnsigned(-one, one) + " " + Integer.toUnsignedString(-one)
                + " "
                + Long.toUnsignedString(-1L * one) + " " + Integer.toUnsignedLong(-one));
        Out.line("bits", Integer.bitCount(-one) + " " + Integer.reverse(5 * one) + " "
                + Long.numberOfLeadingZeros(Out.zero) + " "
                + Integer.numberOfTrailingZeros(Out.zero) + " "
                + Long.rotateLeft(5L * one, 67) + " " + Integer.highestOneBit(100 * one) + " "
                + Long.reverseBytes(0x1122334455667788L * one));
        Out.line("radix", Integer.toHexString(-one) + " " + Long.toBinaryString(5L * one) + " "
                + Integer.toString(-255 * one, 16) + " " + Integer.toOctalString(8 * one));
        Out.trial("parse", () -> Integer.parseInt("-2147483648") + Long.parseLong("+77"));
        Out.trial("parse too big", () -> Integer.parseInt("2147483648"));
        Out.trial("parse empty", () -> Long.parseLong(""));
        Out.trial("parse letters", () -> Integer.parseInt("12x"));
        Out.trial("parse null", () -> Integer.parseInt((String) Out.nothing));
    }
}
