package dev.mote.otlp;

/**
 * Where the key and the value of an attribute stand in its bytes. Reused.
 *
 * <pre>
 *   plain, as all write it:  | 0a | key length, 1 byte | key | 12 | value length, 1 or 2 | value |
 * </pre>
 *
 * <p>Protobuf allows any order, and more than one of each: the last one counts.
 */
final class KeyValue {
    static final int KEY_TAG = 1 << 3 | 2;
    static final int VALUE_TAG = 2 << 3 | 2;

    private final ProtobufReader in = new ProtobufReader();
    int keyOffset;
    int keyLength;
    /** Of the encoded AnyValue. */
    int valueOffset;
    int valueLength;

    static boolean isPlain(byte[] bytes, int from, int to) {
        if (to - from < 4 || bytes[from] != KEY_TAG || bytes[from + 1] < 0) {
            return false;
        }
        int value = from + 2 + bytes[from + 1];
        if (value + 1 >= to || bytes[value] != VALUE_TAG) {
            return false;
        }
        int length = bytes[value + 1];
        return length >= 0 ? value + 2 + length == to : value + 2 < to && bytes[value + 2] > 0
                && value + 3 + (bytes[value + 2] << 7 | length & 0x7F) == to;
    }

    /** Finds key and value, of a plain one without reading it through. */
    KeyValue open(byte[] bytes, int from, int to, boolean plain) {
        if (plain) {
            keyOffset = from + 2;
            keyLength = bytes[from + 1];
            int length = keyOffset + keyLength + 1;
            valueOffset = length + (bytes[length] < 0 ? 2 : 1);
            valueLength = to - valueOffset;
        } else {
            read(bytes, from, to);
        }
        return this;
    }

    private void read(byte[] bytes, int from, int to) {
        keyOffset = from;
        keyLength = 0;
        valueOffset = from;
        valueLength = 0;
        in.over(bytes, from, to);
        while (in.nextField()) {
            if (in.isBytes() && in.field() == 1) {
                keyOffset = in.offset();
                keyLength = in.length();
            } else if (in.isBytes() && in.field() == 2) {
                valueOffset = in.offset();
                valueLength = in.length();
            }
        }
    }

    /** Whether the last one that was not plain cannot be read to its end. */
    boolean isMalformed() {
        return in.malformed();
    }
}
