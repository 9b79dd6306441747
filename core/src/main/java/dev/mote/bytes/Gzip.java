package dev.mote.bytes;

/**
 * gzip (RFC 1952) of bytes that are all there, in one call and without garbage. About 24 kB of
 * tables, made with the object and kept.
 *
 * <pre>
 *   0    2   3      4        8    9    10
 *   | 1F8B | 08 | 0 | time 0 | 0 | 255 | deflate … | crc32 | length |     both lowest byte first
 * </pre>
 *
 * What is kept before it is known with what it will be sent is compressed to a fragment: blocks of
 * deflate that end with a whole byte. Fragments one after the other, between {@link #begin} and
 * {@link #end}, are one gzip file again, and nothing is compressed twice:
 *
 * <pre>
 *   | head | fragment | fragment | … | 03 00 | crc32 of all | length of all |
 *                                      ^ an empty last block
 * </pre>
 */
public final class Gzip {
    /** What {@link #begin} appends. */
    public static final int HEAD_BYTES = 10;
    /** What {@link #end} appends. */
    public static final int TAIL_BYTES = 10;

    private final Deflate deflate = new Deflate();

    /** Appends one gzip member with {@code length} bytes of {@code bytes} to {@code out}. */
    public void compress(byte[] bytes, int offset, int length, Buffer out) {
        begin(out);
        deflate.compress(bytes, offset, length, out, true);
        littleEndian(Crc32.of(bytes, offset, length), out);
        littleEndian(length, out);
    }

    /** Appends a fragment with {@code length} bytes of {@code bytes} to {@code out}. */
    public void compressFragment(byte[] bytes, int offset, int length, Buffer out) {
        deflate.compress(bytes, offset, length, out, false);
    }

    /** Appends the head that fragments follow. */
    public static void begin(Buffer out) {
        out.put(0x1F).put(0x8B).put(8).put(0);
        littleEndian(0, out);
        out.put(0).put(255);
    }

    /** Appends what follows the last fragment; CRC-32 and length are those of the plain bytes. */
    public static void end(int crc32, int length, Buffer out) {
        out.put(3).put(0);
        littleEndian(crc32, out);
        littleEndian(length, out);
    }

    private static void littleEndian(int value, Buffer out) {
        out.put(value).put(value >>> 8).put(value >>> 16).put(value >>> 24);
    }
}
