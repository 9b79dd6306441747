package mote;

/**
 * Digits without the 40 kB of property tables that the JDK loads for any character beyond Latin-1:
 * number parsing asks for them. All digits of a script lie in one row of ten.
 */
final class java_lang_Character {
    /** The zeros of Unicode 16 beyond ASCII. */
    private static final int[] ZEROS = {
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
        0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
        0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450,
        0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50,
        0x11d50, 0x11da0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce,
        0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0};
    private static final int FULL_WIDTH_UPPER_A = 0xff21;
    private static final int FULL_WIDTH_LOWER_A = 0xff41;

    private java_lang_Character() {
    }

    static int digit(char character, int radix) {
        return digit((int) character, radix);
    }

    static int digit(int character, int radix) {
        int value = value(character);
        boolean valid = radix >= Character.MIN_RADIX && radix <= Character.MAX_RADIX;
        return valid && value < radix ? value : -1;
    }

    private static int value(int c) {
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : letter(c, 'A', 'a');
        }
        for (int zero : ZEROS) {
            if (c >= zero && c <= zero + 9) {
                return c - zero;
            }
        }
        return letter(c, FULL_WIDTH_UPPER_A, FULL_WIDTH_LOWER_A);
    }

    private static int letter(int c, int upper, int lower) {
        if (c >= upper && c < upper + 26) {
            return c - upper + 10;
        }
        return c >= lower && c < lower + 26 ? c - lower + 10 : -1;
    }
}
