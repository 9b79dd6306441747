package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.bytes.DecimalParser;

/** Values as text and text as values: how attributes are converted and compared. */
public final class ValueText {
    private final Decimal decimal = new Decimal();
    private final DecimalParser parser = new DecimalParser();
    private long integer;

    /** Appends the value as text; lists and maps as JSON, which allocates. */
    public void append(AnyValue value, Buffer out) {
        switch (value.kind()) {
            case AnyValue.NOTHING -> { }
            case AnyValue.STRING -> out.put(value.bytes(), value.offset(), value.length());
            case AnyValue.BOOLEAN -> out.ascii(value.number() != 0 ? "true" : "false");
            case AnyValue.INTEGER -> out.decimal(value.number());
            case AnyValue.DOUBLE -> decimal.append(out, value.real());
            default -> AnyJson.append(out, value, decimal);
        }
    }

    /** Appends bytes in lower-case hexadecimal, as trace and span ids are written. */
    public static void hexadecimal(byte[] bytes, int offset, int length, Buffer out) {
        for (int at = offset; at < offset + length; at++) {
            out.put(Character.forDigit(bytes[at] >> 4 & 15, 16))
                    .put(Character.forDigit(bytes[at] & 15, 16));
        }
    }

    /** Turns a value into an integer in place; false when it is none. */
    public boolean toInteger(AnyValue value) {
        switch (value.kind()) {
            case AnyValue.INTEGER, AnyValue.BOOLEAN -> value.integer(value.number());
            case AnyValue.DOUBLE -> value.integer((long) value.real());
            case AnyValue.STRING -> {
                if (!parseInteger(value)) {
                    return false;
                }
                value.integer(integer);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean parseInteger(AnyValue text) {
        byte[] bytes = text.bytes();
        int at = text.offset();
        int end = at + text.length();
        boolean negative = at < end && bytes[at] == '-';
        at += negative || at < end && bytes[at] == '+' ? 1 : 0;
        if (at == end || end - at > 18) {
            return false;
        }
        integer = 0;
        for (; at < end; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return false;
            }
            integer = 10 * integer + bytes[at] - '0';
        }
        integer = negative ? -integer : integer;
        return true;
    }

    /** Turns a value into a double in place; false when it is none. */
    public boolean toDouble(AnyValue value) {
        switch (value.kind()) {
            case AnyValue.DOUBLE -> { }
            case AnyValue.INTEGER, AnyValue.BOOLEAN -> value.real(value.number());
            case AnyValue.STRING -> {
                if (!parser.parse(value.bytes(), value.offset(), value.length())) {
                    return false;
                }
                value.real(parser.value());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * Turns a value into text in place.
     *
     * @param room where the text is kept; cleared first
     */
    public void toText(AnyValue value, Buffer room) {
        if (!value.isString()) {
            room.clear();
            append(value, room);
            value.string(room.bytes(), 0, room.length());
        }
    }
}
