package dev.mote.bytes;

/** The CRC of the log's files (RFC 3720, section 12.1: Castagnoli's polynomial, reflected). */
public final class Crc32c {
    private static final int[] TABLE = Crc32.table(0x82F63B78);

    private Crc32c() {
    }

    public static int of(byte[] bytes, int offset, int length) {
        return extend(0, bytes, offset, length);
    }

    /** The CRC of what {@code before} is the CRC of, with these bytes behind it. */
    public static int extend(int before, byte[] bytes, int offset, int length) {
        return Crc32.extend(TABLE, before, bytes, offset, length);
    }
}
