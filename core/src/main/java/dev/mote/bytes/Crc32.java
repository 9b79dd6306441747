package dev.mote.bytes;

/** The CRC-32 of gzip (RFC 1952, section 8): polynomial 0xEDB88320, reflected. */
public final class Crc32 {
    private static final int[] TABLE = table();

    private Crc32() {
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int value = 0; value < 256; value++) {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xEDB88320 : crc >>> 1;
            }
            table[value] = crc;
        }
        return table;
    }

    public static int of(byte[] bytes, int offset, int length) {
        int crc = -1;
        for (int at = offset; at < offset + length; at++) {
            crc = TABLE[(crc ^ bytes[at]) & 0xFF] ^ crc >>> 8;
        }
        return ~crc;
    }
}
