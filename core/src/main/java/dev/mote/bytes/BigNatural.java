package dev.mote.bytes;

/**
 * One exact natural number of bounded size: 32 bits a digit, lowest first. Decimal text needs it
 * where 64 bits do not decide a rounding. Sized once; nothing is allocated while calculating.
 */
final class BigNatural {
    /**
     * 3,072 bits. Reading needs the most: 800 digits times 2^64 before a division are 2,722 bits,
     * and 2^64 times 5^1128 are 2,684.
     */
    private static final int DIGITS_MAX = 96;

    /** The largest power of five in an int. */
    private static final int FIVE_POWER = 1_220_703_125;
    private static final int FIVE_POWER_EXPONENT = 13;

    private final int[] digits = new int[DIGITS_MAX];
    private int count;

    /** Becomes 2^exponent. */
    void setPowerOfTwo(int exponent) {
        count = (exponent >> 5) + 1;
        for (int at = 0; at < count; at++) {
            digits[at] = 0;
        }
        digits[count - 1] = 1 << exponent;
    }

    void setZero() {
        count = 0;
    }

    boolean isZero() {
        return count == 0;
    }

    /** How many bits the number has, without leading zeros. */
    int bitLength() {
        return count == 0 ? 0 : 32 * count - Integer.numberOfLeadingZeros(digits[count - 1]);
    }

    /** Becomes this × factor + summand; both are unsigned. */
    void multiplyAdd(int factor, int summand) {
        long carry = summand & 0xFFFF_FFFFL;
        long by = factor & 0xFFFF_FFFFL;
        for (int at = 0; at < count; at++) {
            long product = (digits[at] & 0xFFFF_FFFFL) * by + carry;
            digits[at] = (int) product;
            carry = product >>> 32;
        }
        if (carry != 0) {
            digits[count++] = (int) carry;
        }
    }

    void multiplyByPowerOfFive(int exponent) {
        int rest = exponent;
        for (; rest >= FIVE_POWER_EXPONENT; rest -= FIVE_POWER_EXPONENT) {
            multiplyAdd(FIVE_POWER, 0);
        }
        multiplyAdd(smallPowerOfFive(rest), 0);
    }

    /** Divides, rounding down; returns whether there was a remainder. */
    boolean divideByPowerOfFive(int exponent) {
        boolean inexact = false;
        int rest = exponent;
        for (; rest >= FIVE_POWER_EXPONENT; rest -= FIVE_POWER_EXPONENT) {
            inexact |= divide(FIVE_POWER);
        }
        return inexact | divide(smallPowerOfFive(rest));
    }

    private static int smallPowerOfFive(int exponent) {
        int power = 1;
        for (int at = 0; at < exponent; at++) {
            power *= 5;
        }
        return power;
    }

    /** Divides by a positive int; returns whether there was a remainder. */
    private boolean divide(int by) {
        long rest = 0;
        for (int at = count - 1; at >= 0; at--) {
            long dividend = rest << 32 | digits[at] & 0xFFFF_FFFFL;
            digits[at] = (int) (dividend / by);
            rest = dividend % by;
        }
        while (count > 0 && digits[count - 1] == 0) {
            count--;
        }
        return rest != 0;
    }

    void shiftLeft(int bits) {
        if (count == 0 || bits == 0) {
            return;
        }
        int whole = bits >> 5;
        int part = bits & 31;
        int length = bitLength() + bits + 31 >> 5;
        for (int at = length - 1; at >= 0; at--) {
            int high = digit(at - whole);
            int low = digit(at - whole - 1);
            digits[at] = part == 0 ? high : high << part | low >>> 32 - part;
        }
        count = length;
    }

    private int digit(int at) {
        return at >= 0 && at < count ? digits[at] : 0;
    }

    /** The 64 bits from bit {@code from} up, which may lie below or above the number. */
    long bits(int from) {
        int at = from >> 5;
        int part = from & 31;
        long low = digit(at) & 0xFFFF_FFFFL;
        long middle = digit(at + 1) & 0xFFFF_FFFFL;
        long value = middle << 32 | low;
        return part == 0 ? value
                : value >>> part | (digit(at + 2) & 0xFFFF_FFFFL) << 64 - part;
    }

    /** Whether any bit below bit {@code from} is set. */
    boolean anyBitBelow(int from) {
        int whole = Math.min(from >> 5, count);
        for (int at = 0; at < whole; at++) {
            if (digits[at] != 0) {
                return true;
            }
        }
        return whole < count && (digits[whole] & (1 << (from & 31)) - 1) != 0;
    }
}
