package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.component.Batch;

/**
 * Writes a request as OTLP/JSON: protobuf's JSON mapping with ids in hexadecimal and enums
 * as integers (opentelemetry-proto, docs/specification.md, "JSON Protobuf Encoding"). Fields that
 * the tables do not know are left out.
 */
public final class OtlpJson {
    /** Values may nest lists in lists; deeper ones are cut. Protobuf parsers stop at 100. */
    private static final int DEPTH_MAX = 64;

    private final Buffer out;
    private final Decimal decimal = new Decimal();
    private int depth;

    private OtlpJson(Buffer out) {
        this.out = out;
    }

    /** Appends the {@code ExportMetricsServiceRequest} as one line without line end. */
    public static void metrics(byte[] bytes, int offset, int length, Buffer out) {
        request(Batch.Signal.METRICS, bytes, offset, length, out);
    }

    /** Appends the {@code Export…ServiceRequest} of the signal as one line without line end. */
    public static void request(Batch.Signal signal, byte[] bytes, int offset, int length,
            Buffer out) {
        new OtlpJson(out).message(OtlpFields.request(signal), bytes, offset, offset + length);
    }

    /** Appends a text as a JSON string. */
    public static void text(String text, Buffer out) {
        Buffer bytes = new Buffer(64).utf8(text);
        new OtlpJson(out).string(bytes.bytes(), 0, bytes.length());
    }

    private void message(String[] fields, byte[] bytes, int offset, int limit) {
        out.put('{');
        int start = out.length();
        depth++;
        for (String field : fields) {
            if (depth < DEPTH_MAX) {
                field(field, bytes, offset, limit, start);
            }
        }
        depth--;
        out.put('}');
    }

    /** Writes one field with all its occurrences, which may lie anywhere in the message. */
    private void field(String field, byte[] bytes, int offset, int limit, int start) {
        ProtobufReader in = new ProtobufReader().over(bytes, offset, limit);
        boolean repeated = OtlpFields.isRepeated(field);
        int before = out.length();
        int valueAt = 0;
        while (in.nextField()) {
            if (in.field() != OtlpFields.number(field)) {
                continue;
            }
            if (valueAt == 0) {
                name(field, start);
                out.ascii(repeated ? "[" : "");
                valueAt = out.length();
            } else if (repeated) {
                out.put(',');
            } else {
                out.setLength(valueAt);
            }
            value(field, in, bytes);
        }
        boolean packedAndEmpty = repeated && valueAt > 0 && out.length() == valueAt;
        if (packedAndEmpty) {
            out.setLength(before);
        } else if (valueAt > 0) {
            out.ascii(repeated ? "]" : "");
        }
    }

    private void name(String field, int start) {
        out.ascii(out.length() > start ? ",\"" : "\"");
        for (int at = OtlpFields.nameOffset(field); at < field.length(); at++) {
            out.put(field.charAt(at));
        }
        out.put('"').put(':');
    }

    private void value(String field, ProtobufReader in, byte[] bytes) {
        char kind = OtlpFields.kind(field);
        if (!in.isBytes()) {
            scalar(kind, in.value());
            return;
        }
        int from = in.offset();
        int to = from + in.length();
        switch (kind) {
            case OtlpFields.STRING -> string(bytes, from, to);
            case OtlpFields.BYTES -> base64(bytes, from, to);
            case OtlpFields.ID -> hexadecimal(bytes, from, to);
            case OtlpFields.UNSIGNED_PACKED, OtlpFields.DOUBLE_PACKED -> fixedWords(kind, bytes,
                    from, to);
            case OtlpFields.VARINT_PACKED -> varints(bytes, from, to);
            default -> {
                String[] fields = OtlpFields.message(kind);
                if (fields == null) {
                    out.ascii("null");
                } else {
                    message(fields, bytes, from, to);
                }
            }
        }
    }

    private void scalar(char kind, long value) {
        switch (kind) {
            case OtlpFields.BOOLEAN -> out.ascii(value != 0 ? "true" : "false");
            case OtlpFields.DOUBLE, OtlpFields.DOUBLE_PACKED -> number(value);
            case OtlpFields.SIGNED, OtlpFields.SIGNED_VARINT ->
                    out.put('"').decimal(value).put('"');
            case OtlpFields.UNSIGNED, OtlpFields.UNSIGNED_PACKED, OtlpFields.VARINT_PACKED ->
                    unsigned(value);
            case OtlpFields.ZIGZAG -> out.decimal(value >>> 1 ^ -(value & 1));
            case OtlpFields.FIXED32 -> out.decimal(value & 0xFFFF_FFFFL);
            default -> out.decimal((int) value);
        }
    }

    /** What JSON has no number for is text, as protobuf's mapping says. */
    private void number(long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isNaN(value)) {
            out.ascii("\"NaN\"");
        } else if (Double.isInfinite(value)) {
            out.ascii(value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
        } else {
            decimal.append(out, value);
        }
    }

    private void unsigned(long value) {
        out.put('"');
        if (value < 0) {
            out.decimal(Long.divideUnsigned(value, 10)).decimal(Long.remainderUnsigned(value, 10));
        } else {
            out.decimal(value);
        }
        out.put('"');
    }

    private void fixedWords(char kind, byte[] bytes, int from, int to) {
        for (int at = from; at + 8 <= to; at += 8) {
            long word = 0;
            for (int index = 7; index >= 0; index--) {
                word = word << 8 | bytes[at + index] & 0xFF;
            }
            out.ascii(at > from ? "," : "");
            scalar(kind, word);
        }
    }

    private void varints(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            long value = 0;
            for (int shift = 0; at < to; shift += 7) {
                int next = bytes[at++];
                value |= shift < 64 ? (long) (next & 0x7F) << shift : 0;
                if (next >= 0) {
                    break;
                }
            }
            unsigned(value);
            out.ascii(at < to ? "," : "");
        }
    }

    /** Text from others may not be UTF-8: such bytes become '?'. */
    private void string(byte[] bytes, int from, int to) {
        out.put('"');
        int at = from;
        while (at < to) {
            int count = Utf8.sequenceLength(bytes, at, to);
            int value = bytes[at];
            if (count > 1) {
                out.put(bytes, at, count);
            } else if (count == 0) {
                out.put('?');
            } else if (value < ' ') {
                escape(value);
            } else {
                out.ascii(value == '"' || value == '\\' ? "\\" : "").put(value);
            }
            at += Math.max(count, 1);
        }
        out.put('"');
    }

    private void escape(int value) {
        switch (value) {
            case '\n' -> out.ascii("\\n");
            case '\t' -> out.ascii("\\t");
            default -> {
                out.ascii("\\u00");
                hexadecimal(value);
            }
        }
    }

    private void hexadecimal(byte[] bytes, int from, int to) {
        out.put('"');
        for (int at = from; at < to; at++) {
            hexadecimal(bytes[at]);
        }
        out.put('"');
    }

    private void hexadecimal(int value) {
        out.put(Character.forDigit(value >> 4 & 15, 16)).put(Character.forDigit(value & 15, 16));
    }

    private void base64(byte[] bytes, int from, int to) {
        out.put('"');
        for (int at = from; at < to; at += 3) {
            int second = at + 1 < to ? bytes[at + 1] & 0xFF : 0;
            int third = at + 2 < to ? bytes[at + 2] & 0xFF : 0;
            int group = (bytes[at] & 0xFF) << 16 | second << 8 | third;
            out.put(base64Digit(group >> 18)).put(base64Digit(group >> 12 & 63));
            out.put(at + 1 < to ? base64Digit(group >> 6 & 63) : '=');
            out.put(at + 2 < to ? base64Digit(group & 63) : '=');
        }
        out.put('"');
    }

    private static int base64Digit(int value) {
        return value < 26 ? 'A' + value : value < 52 ? 'a' + value - 26
                : value < 62 ? '0' + value - 52 : value == 62 ? '+' : '/';
    }
}
