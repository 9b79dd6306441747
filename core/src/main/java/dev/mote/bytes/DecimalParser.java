package dev.mote.bytes;

/**
 * Reads decimal text as the nearest double, ties to even, for any number of digits. Most numbers
 * (at most 15 digits, a power of ten up to 22) are decided by one exact floating-point operation
 * (William Clinger, "How to read floating point numbers accurately", 1990), the rest by exact whole
 * numbers.
 *
 * <p>Owns its memory and keeps no result but the last value; one instance serves one thread.
 */
public final class DecimalParser {
    /**
     * Digits that are kept; what follows only matters by not being zero, since no point half-way
     * between two doubles has more than 767.
     */
    private static final int DIGITS_MAX = 800;
    /** Exponents beyond this are infinite or zero whatever the digits that were kept. */
    private static final int EXPONENT_MAX = 1_200;
    private static final int EXACT_POWER_MAX = 22;
    private static final long EXACT_WHOLE_MAX = 1L << 53;

    private static final int EXPONENT_BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private final BigNatural number = new BigNatural();
    private byte[] text;
    private int at;
    private int limit;
    private int digits;
    private long leading;
    private int exponent;
    private boolean inexact;
    private double value;

    /**
     * Reads all of the text: {@code [+-] digits [. digits] [e [+-] digits]}, NaN, Inf or Infinity.
     *
     * @return whether it is a number; {@link #value} has it then
     */
    public boolean parse(byte[] text, int offset, int length) {
        this.text = text;
        at = offset;
        limit = offset + length;
        boolean negative = at < limit && text[at] == '-';
        if (negative || at < limit && text[at] == '+') {
            at++;
        }
        if (!readWord()) {
            if (!readDigits() || !readExponent() || at != limit) {
                return false;
            }
            value = nearest();
        }
        if (negative) {
            value = -value;
        }
        return true;
    }

    public double value() {
        return value;
    }

    private boolean readWord() {
        if (is("NaN")) {
            value = Double.NaN;
            return true;
        }
        value = Double.POSITIVE_INFINITY;
        return is("Inf") || is("Infinity");
    }

    private boolean is(String word) {
        if (limit - at != word.length()) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (text[at + index] != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** Reads digits with at most one point among them; fails when there is no digit. */
    private boolean readDigits() {
        number.setZero();
        digits = 0;
        leading = 0;
        exponent = 0;
        inexact = false;
        boolean any = false;
        boolean point = false;
        for (; at < limit; at++) {
            int next = text[at];
            if (next == '.' && !point) {
                point = true;
                continue;
            }
            if (next < '0' || next > '9') {
                break;
            }
            any = true;
            add(next - '0', point);
        }
        return any;
    }

    private void add(int digit, boolean point) {
        if (digits >= DIGITS_MAX) {
            inexact |= digit != 0;
            exponent += point ? 0 : 1;
            return;
        }
        exponent -= point ? 1 : 0;
        if (digits == 0 && digit == 0) {
            return;
        }
        digits++;
        if (digits <= 18) {
            leading = leading * 10 + digit;
        } else {
            if (digits == 19) {
                number.multiplyAdd(0, (int) (leading >>> 32));
                number.shiftLeft(32);
                number.multiplyAdd(1, (int) leading);
            }
            number.multiplyAdd(10, digit);
        }
    }

    private boolean readExponent() {
        if (at >= limit || text[at] != 'e' && text[at] != 'E') {
            return true;
        }
        at++;
        boolean negative = at < limit && text[at] == '-';
        if (negative || at < limit && text[at] == '+') {
            at++;
        }
        int start = at;
        int power = 0;
        for (; at < limit && text[at] >= '0' && text[at] <= '9'; at++) {
            power = Math.min(power * 10 + text[at] - '0', 100_000_000);
        }
        exponent += negative ? -power : power;
        return at > start;
    }

    private double nearest() {
        if (digits == 0) {
            return 0;
        }
        if (digits <= 18 && leading <= EXACT_WHOLE_MAX && Math.abs(exponent) <= EXACT_POWER_MAX) {
            return exponent < 0 ? leading / power(-exponent) : leading * power(exponent);
        }
        if (exponent > EXPONENT_MAX || digits + exponent > 310) {
            return Double.POSITIVE_INFINITY;
        }
        if (digits + exponent < -325) {
            return 0;
        }
        return exact();
    }

    /** A power of ten that a double holds exactly. */
    private static double power(int exponent) {
        double power = 1;
        for (int count = 0; count < exponent; count++) {
            power *= 10;
        }
        return power;
    }

    private double exact() {
        if (digits <= 18) {
            number.multiplyAdd(0, (int) (leading >>> 32));
            number.shiftLeft(32);
            number.multiplyAdd(1, (int) leading);
        }
        int powerOfTwo = exponent;
        if (exponent >= 0) {
            number.multiplyByPowerOfFive(exponent);
        } else {
            // The quotient must keep 64 bits: 5^n has at most n × 7/3 + 1.
            int shift = Math.max(0, -exponent * 7 / 3 + 66 - number.bitLength());
            number.shiftLeft(shift);
            inexact |= number.divideByPowerOfFive(-exponent);
            powerOfTwo -= shift;
        }
        int lowest = number.bitLength() - 64;
        long top = lowest >= 0 ? number.bits(lowest) : number.bits(0) << -lowest;
        inexact |= lowest > 0 && number.anyBitBelow(lowest);
        return round(top, powerOfTwo + lowest);
    }

    /** The double nearest to top × 2^power, and a little more if {@link #inexact}. */
    private double round(long top, int power) {
        int binary = power + 63;
        if (binary > EXPONENT_BIAS) {
            return Double.POSITIVE_INFINITY;
        }
        int dropped = 63 - FRACTION_BITS + Math.max(0, 1 - EXPONENT_BIAS - binary);
        if (dropped > 64) {
            return 0;
        }
        long kept = dropped == 64 ? 0 : top >>> dropped;
        long half = 1L << dropped - 1;
        long rest = dropped == 64 ? top : top & (half << 1) - 1;
        int compared = Long.compareUnsigned(rest, half);
        if (compared > 0 || compared == 0 && (inexact || (kept & 1) != 0)) {
            kept++;
        }
        long field = Math.max(0, binary + EXPONENT_BIAS - 1);
        boolean subnormal = binary < 1 - EXPONENT_BIAS;
        return Double.longBitsToDouble(subnormal ? kept : (field << FRACTION_BITS) + kept);
    }
}
