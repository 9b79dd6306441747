package dev.mote.bytes;

/**
 * Writes floating-point numbers as decimal text: the shortest digits that read back as the same
 * double, the nearest to it among these, as the exposition formats and JSON take them. The method
 * is Raffaello Giulietti's "The Schubfach way to render doubles" (2020). Its table of 617 powers of
 * ten is not kept: a power is calculated exactly when it is asked for, and the last few stay.
 *
 * <p>Owns its memory (0.9 kB) and keeps no result; one instance serves one thread.
 */
public final class Decimal {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int EXPONENT_MAX = 0x7FF;
    /** A double is c × 2^q; this is the q of exponent field 1. */
    private static final int Q_MIN = -1074;

    /** Digits before the point, zeros included, up to which no exponent is written. */
    private static final int PLAIN_DIGITS_MAX = 21;
    /** Zeros behind the point up to which no exponent is written. */
    private static final int PLAIN_ZEROS_MAX = 5;

    private static final long MASK_63 = Long.MAX_VALUE;
    /** Bits of a power of ten that the method needs. */
    private static final int POWER_BITS = 126;

    /** Powers kept; a host's readings use about ten. A power of two. */
    private static final int CACHED = 16;
    private final int[] cachedExponents = new int[CACHED];
    private final long[] cachedHigh = new long[CACHED];
    private final long[] cachedLow = new long[CACHED];
    private final BigNatural number = new BigNatural();

    private final byte[] digits = new byte[20];
    private long decimal;
    private int exponent;

    public Decimal() {
        for (int at = 0; at < CACHED; at++) {
            cachedExponents[at] = Integer.MIN_VALUE;
        }
    }

    /**
     * Appends a number, as {@code 0.25}, {@code 1234}, {@code 1.5e-9}; a whole number has no point.
     * What is not finite is written as NaN, +Inf or -Inf, as Prometheus does.
     */
    public void append(Buffer out, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int field = (int) (bits >>> FRACTION_BITS) & EXPONENT_MAX;
        long fraction = bits & FRACTION_MASK;
        if (field == EXPONENT_MAX) {
            out.ascii(fraction != 0 ? "NaN" : bits < 0 ? "-Inf" : "+Inf");
            return;
        }
        if (bits < 0) {
            out.put('-');
        }
        if (field == 0 && fraction == 0) {
            out.put('0');
            return;
        }
        long c = field == 0 ? fraction : fraction | HIDDEN_BIT;
        int q = Math.max(field, 1) - 1 + Q_MIN;
        if (q <= 0 && q > -53 && (c & (1L << -q) - 1) == 0) {
            out.decimal(c >>> -q);
            return;
        }
        shorten(c, q);
        write(out);
    }

    /** Appends with {@code places} digits behind the point, half rounded up: for people. */
    public static void appendRounded(Buffer out, double value, int places) {
        double scale = 1;
        for (int at = 0; at < places; at++) {
            scale *= 10;
        }
        double scaled = Math.abs(value) * scale + 0.5;
        if (!(scaled < 9e18)) {
            out.ascii(Double.isNaN(value) ? "NaN" : value < 0 ? "-Inf" : "Inf");
            return;
        }
        long whole = (long) scaled;
        if (value < 0 && whole != 0) {
            out.put('-');
        }
        out.decimal(whole / (long) scale);
        if (places > 0) {
            out.put('.');
            long rest = whole % (long) scale;
            for (long unit = (long) scale / 10; unit > 0; unit /= 10) {
                out.put('0' + (int) (rest / unit % 10));
            }
        }
    }

    /**
     * Sets {@link #decimal} and {@link #exponent} to the shortest decimal within c × 2^q's bounds.
     */
    private void shorten(long c, int q) {
        boolean regular = c != HIDDEN_BIT || q == Q_MIN;
        int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        int slot = power(-k);
        int shift = q + floorLog2Pow10(-k) + 2;
        long centre = c << 2;
        long outside = c & 1;
        long value = scaled(slot, centre << shift);
        long lower = scaled(slot, (regular ? centre - 2 : centre - 1) << shift) + outside;
        long upper = scaled(slot, centre + 2 << shift) - outside;
        long s = value >> 2;
        exponent = k;
        if (s >= 10) {
            long tens = s / 10 * 10;
            boolean below = lower <= tens << 2;
            boolean above = tens + 10 << 2 <= upper;
            if (below != above) {
                decimal = below ? tens : tens + 10;
                return;
            }
        }
        boolean below = lower <= s << 2;
        boolean above = s + 1 << 2 <= upper;
        if (below != above) {
            decimal = below ? s : s + 1;
            return;
        }
        long distance = value - (2 * s + 1 << 1);
        decimal = distance < 0 || distance == 0 && (s & 1) == 0 ? s : s + 1;
    }

    /** The cached power times {@code factor}, by 2^127, rounded to odd. */
    private long scaled(int slot, long factor) {
        long low = Math.multiplyHigh(cachedLow[slot], factor);
        long middle = cachedHigh[slot] * factor;
        long high = Math.multiplyHigh(cachedHigh[slot], factor);
        long z = (middle >>> 1) + low;
        return high + (z >>> 63) | (z & MASK_63) + MASK_63 >>> 63;
    }

    /** Puts the highest 126 bits of 10^exponent, plus one, into the cache; returns where. */
    private int power(int exponent) {
        int slot = exponent & CACHED - 1;
        if (cachedExponents[slot] == exponent) {
            return slot;
        }
        if (exponent >= 0) {
            number.setPowerOfTwo(POWER_BITS);
            number.multiplyByPowerOfFive(exponent);
        } else {
            // 2^a / 5^n has a - floor(n·log2(5)) bits or one less; below 126 nothing may be lost.
            number.setPowerOfTwo(POWER_BITS + 2 - exponent * 7 / 3);
            number.divideByPowerOfFive(-exponent);
        }
        int lowest = number.bitLength() - POWER_BITS;
        long low = (number.bits(lowest) & MASK_63) + 1;
        cachedHigh[slot] = number.bits(lowest + 63) + (low >>> 63);
        cachedLow[slot] = low & MASK_63;
        cachedExponents[slot] = exponent;
        return slot;
    }

    /** floor(log10(2^e)), for |e| up to 1,650. */
    static int floorLog10Pow2(int e) {
        return (int) (e * 661_971_961_083L >> 41);
    }

    /** floor(log10(3/4 × 2^e)), in the same range. */
    static int floorLog10ThreeQuartersPow2(int e) {
        return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /** floor(log2(10^e)), for |e| up to 400. */
    static int floorLog2Pow10(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    private void write(Buffer out) {
        int count = 0;
        long rest = decimal;
        int e = exponent;
        while (rest % 10 == 0) {
            rest /= 10;
            e++;
        }
        for (; rest != 0; rest /= 10) {
            digits[count++] = (byte) ('0' + rest % 10);
        }
        int whole = count + e;
        if (e >= 0 && whole <= PLAIN_DIGITS_MAX) {
            digits(out, count, 0, count);
            zeros(out, e);
        } else if (e < 0 && whole > 0) {
            digits(out, count, 0, whole);
            out.put('.');
            digits(out, count, whole, count);
        } else if (e < 0 && whole >= -PLAIN_ZEROS_MAX) {
            out.put('0').put('.');
            zeros(out, -whole);
            digits(out, count, 0, count);
        } else {
            digits(out, count, 0, 1);
            if (count > 1) {
                out.put('.');
                digits(out, count, 1, count);
            }
            out.put('e').put(whole - 1 < 0 ? '-' : '+').decimal(Math.abs(whole - 1));
        }
    }

    private void digits(Buffer out, int count, int from, int to) {
        for (int at = from; at < to; at++) {
            out.put(digits[count - 1 - at]);
        }
    }

    private static void zeros(Buffer out, int count) {
        for (int at = 0; at < count; at++) {
            out.put('0');
        }
    }
}
