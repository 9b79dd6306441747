package dev.mote.bytes;

/**
 * Words of four and eight bytes in an array, lowest byte first, wherever they begin. In the binary
 * each is one instruction of the machine ({@code words.c} of the compiler's run time), for one
 * check of bounds instead of eight; everywhere else it is what stands here.
 */
public final class Words {
    private Words() {
    }

    public static int getInt(byte[] bytes, int at) {
        check(bytes, at, 4);
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16
                | bytes[at + 3] << 24;
    }

    public static long getLong(byte[] bytes, int at) {
        check(bytes, at, 8);
        return getInt(bytes, at) & 0xFFFF_FFFFL | (long) getInt(bytes, at + 4) << 32;
    }

    public static void putInt(byte[] bytes, int at, int value) {
        check(bytes, at, 4);
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
    }

    public static void putLong(byte[] bytes, int at, long value) {
        check(bytes, at, 8);
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >>> 8);
        bytes[at + 2] = (byte) (value >>> 16);
        bytes[at + 3] = (byte) (value >>> 24);
        bytes[at + 4] = (byte) (value >>> 32);
        bytes[at + 5] = (byte) (value >>> 40);
        bytes[at + 6] = (byte) (value >>> 48);
        bytes[at + 7] = (byte) (value >>> 56);
    }

    /** All of the word or nothing, as the machine's instruction would have it. */
    private static void check(byte[] bytes, int at, int count) {
        if (at < 0 || at > bytes.length - count) {
            throw new ArrayIndexOutOfBoundsException(at);
        }
    }
}
