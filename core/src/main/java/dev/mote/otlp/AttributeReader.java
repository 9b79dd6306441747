package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;

/**
 * Walks through the attributes of one message: the {@code KeyValue}s in one of its fields. Text is
 * given as (offset, length) into the message's bytes.
 */
public final class AttributeReader {
    private static final int STRING = 1;
    private static final int BOOLEAN = 2;
    private static final int INTEGER = 3;
    private static final int DOUBLE = 4;

    private final ProtobufReader in = new ProtobufReader();
    private final KeyValue keyValue = new KeyValue();
    private final Decimal decimal = new Decimal();
    private byte[] bytes;
    private int at;
    private int end;
    private int field;
    private int kind;
    private int textOffset;
    private int textLength;
    private long number;

    /** The attributes in field {@code field} of the message from {@code offset} to {@code end}. */
    public AttributeReader over(byte[] bytes, int offset, int end, int field) {
        this.bytes = bytes;
        at = offset;
        this.end = end;
        this.field = field;
        return this;
    }

    /** Moves to the next attribute; false at the end. */
    public boolean next() {
        in.over(bytes, at, end);
        while (in.nextField()) {
            at = in.position();
            if (in.field() == field && in.isBytes()) {
                read(in.offset(), in.offset() + in.length());
                return true;
            }
        }
        at = end;
        return false;
    }

    private void read(int offset, int limit) {
        keyValue.open(bytes, offset, limit, KeyValue.isPlain(bytes, offset, limit));
        textLength = 0;
        kind = STRING;
        in.over(bytes, valueOffset(), valueOffset() + valueLength());
        while (in.nextField()) {
            kind = in.field();
            if (in.isBytes()) {
                textOffset = in.offset();
                textLength = in.length();
            } else {
                number = in.value();
            }
        }
        if (kind != STRING) {
            textLength = 0;
        }
    }

    public int keyOffset() {
        return keyValue.keyOffset;
    }

    public int keyLength() {
        return keyValue.keyLength;
    }

    /** The {@code AnyValue}. */
    public int valueOffset() {
        return keyValue.valueOffset;
    }

    public int valueLength() {
        return keyValue.valueLength;
    }

    /** Whether the value is text; an attribute without a value counts as empty text. */
    public boolean isText() {
        return kind == STRING;
    }

    public int textOffset() {
        return textOffset;
    }

    public int textLength() {
        return textLength;
    }

    /** The value of an attribute that is an integer. */
    public long number() {
        return number;
    }

    /**
     * Appends the value as text, as the specification wants it where only text can stand: numbers
     * in decimal, the rest as JSON (OpenTelemetry, common/README.md, "AnyValue for non-OTLP").
     */
    public void appendText(Buffer out) {
        switch (kind) {
            case STRING -> out.put(bytes, textOffset, textLength);
            case BOOLEAN -> out.ascii(number != 0 ? "true" : "false");
            case INTEGER -> out.decimal(number);
            case DOUBLE -> decimal.append(out, Double.longBitsToDouble(number));
            default -> AnyJson.append(out, bytes, valueOffset(), valueOffset() + valueLength(),
                    decimal);
        }
    }
}
