package dev.mote.aot.fuzz.support;

/** Boxes in arithmetic, comparisons and conditionals; characters and bytes in sums of text. */
public final class Boxed {
    private Boxed() {}

    /** A sum through a box that is counted up. */
    public static int number(Object object, int x) {
        Integer boxed = x;
        boxed++;
        boxed += object instanceof Integer i ? i : object instanceof Character c ? c : 3;
        Integer[] all = {boxed, null, x};
        all[0]--;
        Object either = x > 0 ? boxed : Character.valueOf('c');
        return all[x & 3 & ~(x >> 31)] + either.hashCode();
    }

    /** The conditional of an Integer and a Long is a long. */
    public static long mixed(boolean which, int x, long y) {
        Integer a = x == 7 ? null : Integer.valueOf(x);
        Long b = y;
        Object result = which ? a : b;
        return ((Number) result).longValue() + (which ? 'a' : x);
    }

    /** Boxes of small numbers are the same objects. */
    @SuppressWarnings("BoxedReferenceEquality")
    public static boolean same(int x, long y) {
        Integer a = x % 128;
        Integer b = x % 128;
        Long c = y & 127;
        Object d = y & 127;
        return a == b && c == d && c.equals(d) && !c.equals((Object) a) && a <= x;
    }

    /** Sums of text, and of what is not yet text. */
    public static String text(char c, byte b, String s) {
        String result = c + b + s + c + b + (char) (c + 1) + null + 1.0f;
        result += c;
        c += 1;
        b += (byte) 200;
        b >>>= 1;
        c++;
        return Tools.cut(result + (int) c + b);
    }
}
