package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * One value of an attribute or a body, decoded from OTLP's AnyValue and encoded again. A register
 * that is used over and over: text, lists and maps are ranges of somebody else's bytes.
 */
public final class AnyValue {
    /** What a value is; the numbers are the fields of AnyValue. */
    public static final int NOTHING = 0;
    public static final int STRING = 1;
    public static final int BOOLEAN = 2;
    public static final int INTEGER = 3;
    public static final int DOUBLE = 4;
    /** An encoded ArrayValue. */
    public static final int LIST = 5;
    /** An encoded KeyValueList. */
    public static final int MAP = 6;
    public static final int BYTES = 7;

    private int kind;
    private long number;
    private byte[] bytes;
    private int offset;
    private int length;
    private final ProtobufReader in = new ProtobufReader();

    /** Reads the content of an encoded AnyValue; false when it is malformed. */
    public boolean decode(byte[] from, int start, int count) {
        kind = NOTHING;
        in.over(from, start, start + count);
        while (in.nextField()) {
            int field = in.field();
            boolean text = field == STRING || field >= LIST && field <= BYTES;
            if (field > BYTES || in.isBytes() != text) {
                continue;
            }
            kind = field;
            if (text) {
                bytes = from;
                offset = in.offset();
                length = in.length();
            } else {
                number = field == BOOLEAN && in.value() != 0 ? 1 : in.value();
            }
        }
        return !in.malformed();
    }

    public AnyValue nothing() {
        kind = NOTHING;
        return this;
    }

    public AnyValue set(AnyValue other) {
        kind = other.kind;
        number = other.number;
        bytes = other.bytes;
        offset = other.offset;
        length = other.length;
        return this;
    }

    public AnyValue integer(long value) {
        kind = INTEGER;
        number = value;
        return this;
    }

    public AnyValue bool(boolean value) {
        kind = BOOLEAN;
        number = value ? 1 : 0;
        return this;
    }

    public AnyValue real(double value) {
        kind = DOUBLE;
        number = Double.doubleToRawLongBits(value);
        return this;
    }

    public AnyValue string(byte[] from, int start, int count) {
        return range(STRING, from, start, count);
    }

    public AnyValue string(String text) {
        Buffer out = new Buffer(text.length()).utf8(text);
        return range(STRING, Arrays.copyOf(out.bytes(), out.length()), 0, out.length());
    }

    /** A value of a kind that is a range of bytes. */
    public AnyValue range(int kind, byte[] from, int start, int count) {
        this.kind = kind;
        bytes = from;
        offset = start;
        length = count;
        return this;
    }

    public int kind() {
        return kind;
    }

    public boolean isString() {
        return kind == STRING;
    }

    /** Of an integer, or 1 and 0 for true and false. */
    public long number() {
        return number;
    }

    /** Of a double. */
    public double real() {
        return Double.longBitsToDouble(number);
    }

    /** An integer or a double as a double. */
    public double asDouble() {
        return kind == DOUBLE ? real() : number;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    private boolean isRange() {
        return kind == STRING || kind >= LIST;
    }

    /** The same kind and content. */
    public boolean same(AnyValue other) {
        if (kind != other.kind) {
            return false;
        }
        return isRange() ? Arrays.equals(bytes, offset, offset + length, other.bytes,
                other.offset, other.offset + other.length)
                : kind == DOUBLE ? real() == other.real() : kind == NOTHING
                        || number == other.number;
    }

    /** How many bytes {@link #encode} writes. */
    public int encodedLength() {
        return switch (kind) {
            case NOTHING -> 0;
            case BOOLEAN -> 2;
            case INTEGER -> 1 + Protobuf.varintLength(number);
            case DOUBLE -> 9;
            default -> 1 + Protobuf.varintLength(length) + length;
        };
    }

    /** Appends the content of an AnyValue message. */
    public void encode(Buffer out) {
        switch (kind) {
            case NOTHING -> { }
            case BOOLEAN, INTEGER -> Protobuf.varint(out, kind, number);
            case DOUBLE -> Protobuf.fixed64(out, kind, number);
            default -> Protobuf.bytes(out, kind, bytes, offset, length);
        }
    }
}
