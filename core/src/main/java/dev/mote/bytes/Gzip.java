package dev.mote.bytes;

/**
 * gzip (RFC 1952) of bytes that are all there, in one call and without garbage. About 24 kB of
 * tables, made with the object and kept.
 *
 * <pre>
 *   0    2   3      4        8    9    10
 *   | 1F8B | 08 | 0 | time 0 | 0 | 255 | deflate … | crc32 | length |     both lowest byte first
 * </pre>
 */
public final class Gzip {
    private final Deflate deflate = new Deflate();

    /** Appends one gzip member with {@code length} bytes of {@code bytes} to {@code out}. */
    public void compress(byte[] bytes, int offset, int length, Buffer out) {
        out.put(0x1F).put(0x8B).put(8).put(0);
        littleEndian(0, out);
        out.put(0).put(255);
        deflate.compress(bytes, offset, length, out);
        littleEndian(Crc32.of(bytes, offset, length), out);
        littleEndian(length, out);
    }

    private static void littleEndian(int value, Buffer out) {
        out.put(value).put(value >>> 8).put(value >>> 16).put(value >>> 24);
    }
}
