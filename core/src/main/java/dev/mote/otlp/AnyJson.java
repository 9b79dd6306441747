package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;

/** An {@code AnyValue} as plain JSON: lists, maps, and bytes in base64. */
final class AnyJson {
    /** Deeper values are an attack, not telemetry; what lies below is null. */
    private static final int DEPTH_MAX = 32;
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private AnyJson() {
    }

    static void append(Buffer out, byte[] bytes, int offset, int end, Decimal decimal) {
        value(out, bytes, offset, end, decimal, 0);
    }

    /** The same of a value that is decoded: a list, a map or bytes; these without quotes. */
    static void append(Buffer out, AnyValue value, Decimal decimal) {
        int end = value.offset() + value.length();
        switch (value.kind()) {
            case AnyValue.LIST -> list(out, value.bytes(), value.offset(), end, decimal, 0);
            case AnyValue.MAP -> map(out, value.bytes(), value.offset(), end, decimal, 0);
            default -> {
                int before = out.length();
                base64(out, value.bytes(), value.offset(), end);
                int length = out.length() - before - 2;
                System.arraycopy(out.bytes(), before + 1, out.bytes(), before, length);
                out.setLength(before + length);
            }
        }
    }

    private static void value(Buffer out, byte[] bytes, int offset, int end, Decimal decimal,
            int depth) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        if (depth > DEPTH_MAX || !in.nextField()) {
            out.ascii("null");
            return;
        }
        int from = in.offset();
        int to = from + in.length();
        switch (in.field()) {
            case 1 -> text(out, bytes, from, to);
            case 2 -> out.ascii(in.value() != 0 ? "true" : "false");
            case 3 -> out.decimal(in.value());
            case 4 -> number(out, Double.longBitsToDouble(in.value()), decimal);
            case 5 -> list(out, bytes, from, to, decimal, depth);
            case 6 -> map(out, bytes, from, to, decimal, depth);
            case 7 -> base64(out, bytes, from, to);
            default -> out.ascii("null");
        }
    }

    private static void number(Buffer out, double value, Decimal decimal) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.put('"');
            decimal.append(out, value);
            out.put('"');
        } else {
            decimal.append(out, value);
        }
    }

    private static void list(Buffer out, byte[] bytes, int offset, int end, Decimal decimal,
            int depth) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, end);
        char before = '[';
        while (in.nextField()) {
            if (in.field() == 1 && in.isBytes()) {
                out.put(before);
                value(out, bytes, in.offset(), in.offset() + in.length(), decimal, depth + 1);
                before = ',';
            }
        }
        out.ascii(before == '[' ? "[]" : "]");
    }

    private static void map(Buffer out, byte[] bytes, int offset, int end, Decimal decimal,
            int depth) {
        AttributeReader entries = new AttributeReader().over(bytes, offset, end, 1);
        char before = '{';
        while (entries.next()) {
            out.put(before);
            text(out, bytes, entries.keyOffset(), entries.keyOffset() + entries.keyLength());
            out.put(':');
            value(out, bytes, entries.valueOffset(),
                    entries.valueOffset() + entries.valueLength(), decimal, depth + 1);
            before = ',';
        }
        out.ascii(before == '{' ? "{}" : "}");
    }

    /** A JSON string (RFC 8259, section 7). */
    static void text(Buffer out, byte[] bytes, int from, int to) {
        out.put('"');
        for (int at = from; at < to; at++) {
            int each = bytes[at];
            if (each == '"' || each == '\\') {
                out.put('\\').put(each);
            } else if (each >= 0 && each < ' ') {
                out.ascii("\\u00").put(each < 16 ? '0' : '1')
                        .put("0123456789abcdef".charAt(each & 15));
            } else {
                out.put(each);
            }
        }
        out.put('"');
    }

    private static void base64(Buffer out, byte[] bytes, int from, int to) {
        out.put('"');
        for (int at = from; at < to; at += 3) {
            int left = Math.min(3, to - at);
            int group = (bytes[at] & 0xFF) << 16 | (left > 1 ? (bytes[at + 1] & 0xFF) << 8 : 0)
                    | (left > 2 ? bytes[at + 2] & 0xFF : 0);
            for (int index = 0; index < 4; index++) {
                out.put(index > left ? '=' : DIGITS.charAt(group >>> 18 - 6 * index & 63));
            }
        }
        out.put('"');
    }
}
