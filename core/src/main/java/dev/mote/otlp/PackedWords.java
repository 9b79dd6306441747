package dev.mote.otlp;

import java.util.Arrays;

/** A repeated field of 64-bit words, packed or not, read into an array that is used again. */
public final class PackedWords {
    private long[] values = new long[16];
    private int size;

    /** Reads all occurrences of the field; false when one is malformed. */
    public boolean read(Message message, int field) {
        size = 0;
        for (int piece = 0; piece < message.size(); piece++) {
            if (!message.isField(piece, field)) {
                continue;
            }
            int from = message.offset(piece);
            if (from == Message.NONE) {
                add(message.numberAt(piece));
                continue;
            }
            int length = message.length(piece);
            if (length % Long.BYTES != 0) {
                return false;
            }
            for (int at = from; at < from + length; at += Long.BYTES) {
                add(ProtobufReader.fixed64(message.bytes(piece), at));
            }
        }
        return true;
    }

    /** The eight bytes at {@code at}, lowest first. */
    public static long word(byte[] bytes, int at) {
        return ProtobufReader.fixed64(bytes, at);
    }

    private void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public long[] values() {
        return values;
    }
}
