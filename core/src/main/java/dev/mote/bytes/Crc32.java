package dev.mote.bytes;

/** The CRC-32 of gzip (RFC 1952, section 8): polynomial 0xEDB88320, reflected. */
public final class Crc32 {
    private static final int POLYNOMIAL = 0xEDB88320;
    /** x to the power of 8. */
    private static final int X8 = 0x0080_0000;
    private static final int[] TABLE = table(POLYNOMIAL);

    private Crc32() {
    }

    /** Eight tables in one: the n-th advances a byte over n zero bytes more. */
    static int[] table(int polynomial) {
        int[] table = new int[8 * 256];
        for (int value = 0; value < 256; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ polynomial : crc >>> 1;
            }
            table[value] = crc;
        }
        for (int at = 256; at < table.length; at++) {
            table[at] = table[table[at - 256] & 0xFF] ^ table[at - 256] >>> 8;
        }
        return table;
    }

    public static int of(byte[] bytes, int offset, int length) {
        return extend(TABLE, 0, bytes, offset, length);
    }

    /** Eight bytes a step, so that the lookups do not wait for one another. */
    static int extend(int[] table, int before, byte[] bytes, int offset, int length) {
        int crc = ~before;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            long word = Words.getLong(bytes, at) ^ crc & 0xFFFF_FFFFL;
            int low = (int) word;
            int high = (int) (word >>> 32);
            crc = table[1792 + (low & 0xFF)] ^ table[1536 + (low >>> 8 & 0xFF)]
                    ^ table[1280 + (low >>> 16 & 0xFF)] ^ table[1024 + (low >>> 24)]
                    ^ table[768 + (high & 0xFF)] ^ table[512 + (high >>> 8 & 0xFF)]
                    ^ table[256 + (high >>> 16 & 0xFF)] ^ table[high >>> 24];
        }
        for (; at < end; at++) {
            crc = table[(crc ^ bytes[at]) & 0xFF] ^ crc >>> 8;
        }
        return ~crc;
    }

    /**
     * The CRC-32 of two pieces of bytes, one after the other, from those of each. A CRC is a
     * remainder of polynomials; {@code length} bytes behind the first multiply it by x to the power
     * of eight times that.
     */
    public static int joined(int first, int second, int length) {
        int shifted = first;
        int power = X8;
        for (int rest = length; rest != 0; rest >>>= 1) {
            shifted = (rest & 1) != 0 ? product(shifted, power) : shifted;
            power = product(power, power);
        }
        return shifted ^ second;
    }

    /** The product of two polynomials modulo that of the CRC; the highest bit is x to the 0. */
    private static int product(int a, int b) {
        int sum = 0;
        int shifted = b;
        for (int rest = a; rest != 0; rest <<= 1) {
            sum ^= rest < 0 ? shifted : 0;
            shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
        }
        return sum;
    }
}
