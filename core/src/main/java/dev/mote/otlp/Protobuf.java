package dev.mote.otlp;

import dev.mote.bytes.Buffer;

/**
 * Protobuf messages written in one pass. A message's length stands before its content, so one byte
 * is kept free for it; content beyond 127 bytes is moved up when the message ends. The result has
 * the shortest lengths, as every protobuf library writes them.
 */
public final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private Protobuf() {
    }

    /** Opens a message field; give the result to {@link #end}. */
    public static int begin(Buffer out, int field) {
        out.varint(field << 3 | BYTES).put(0);
        return out.length();
    }

    /** Ends the message that began at {@code start}. */
    public static void end(Buffer out, int start) {
        int count = out.length() - start;
        if (count < 0x80) {
            out.bytes()[start - 1] = (byte) count;
            return;
        }
        int more = varintLength(count) - 1;
        out.reserve(more);
        System.arraycopy(out.bytes(), start, out.bytes(), start + more, count);
        out.setLength(start - 1).varint(count).setLength(start + more + count);
    }

    /** The head of a field whose {@code length} bytes come next. */
    static Buffer head(Buffer out, int field, int length) {
        return out.varint(field << 3 | BYTES).varint(length);
    }

    /**
     * Opens a message field that will be about {@code expected} bytes long: the room kept for its
     * length is right unless it crosses a power of 128. Give the result to {@link #end}.
     */
    public static int begin(Buffer out, int field, int expected) {
        out.varint(field << 3 | BYTES).varint(expected);
        return out.length();
    }

    /** Ends the message that began at {@code start} and was expected to be that long. */
    public static void end(Buffer out, int start, int expected) {
        int count = out.length() - start;
        int width = varintLength(expected);
        int more = varintLength(count) - width;
        if (more != 0) {
            out.reserve(Math.max(more, 0));
            System.arraycopy(out.bytes(), start, out.bytes(), start + more, count);
        }
        out.setLength(start - width).varint(count).setLength(start + more + count);
    }

    public static void varint(Buffer out, int field, long value) {
        out.varint(field << 3 | VARINT).varint(value);
    }

    public static void fixed64(Buffer out, int field, long value) {
        out.varint(field << 3 | FIXED64).fixed64(value);
    }

    /** A string field of ASCII text. */
    public static void ascii(Buffer out, int field, String text) {
        out.varint(field << 3 | BYTES).varint(text.length()).ascii(text);
    }

    public static void bytes(Buffer out, int field, byte[] from, int offset, int length) {
        out.varint(field << 3 | BYTES).varint(length).put(from, offset, length);
    }

    public static void utf8(Buffer out, int field, String text) {
        int start = begin(out, field);
        out.utf8(text);
        end(out, start);
    }

    static int varintLength(long value) {
        int length = 1;
        for (long rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
    }
}
