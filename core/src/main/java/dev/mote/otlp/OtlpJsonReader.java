package dev.mote.otlp;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;
import dev.mote.component.Batch;

/**
 * Turns OTLP/JSON into the protobuf that stands for it, in one pass (opentelemetry-proto,
 * docs/specification.md, "JSON Protobuf Encoding"): ids in hexadecimal, enums as integers, 64 bits
 * as text or number; unknown keys and null are ignored.
 */
public final class OtlpJsonReader {
    /** Messages in messages, as {@link OtlpJson} writes them; and levels of what is skipped. */
    private static final int DEPTH_MAX = 64;
    /** 2^64 - 1 without its last digit, which is 5. */
    private static final long MOST_TENS = 1_844_674_407_370_955_161L;
    /** Up to here a double holds every whole number. */
    private static final double WHOLE_MAX = 9.007199254740992E15;

    private final JsonCursor in = new JsonCursor();
    private final DecimalParser decimal = new DecimalParser();
    private byte[] bytes;
    private Buffer out;
    private int depth;
    private long integer;

    /**
     * Appends the request as protobuf.
     *
     * @return whether the text is one; otherwise {@link #position} tells where it is not
     */
    public boolean read(Batch.Signal signal, byte[] bytes, int offset, int length, Buffer out) {
        this.bytes = bytes;
        this.out = out;
        depth = 0;
        in.over(bytes, offset, offset + length);
        message(OtlpFields.request(signal));
        return !in.failed() && in.peek() < 0 && in.position() == offset + length;
    }

    /** Where reading ended, from the array's start. */
    public int position() {
        return in.position();
    }

    private boolean message(String[] fields) {
        if (!in.expect('{')) {
            return false;
        }
        if (in.takes('}')) {
            return true;
        }
        if (++depth > DEPTH_MAX) {
            return in.fail();
        }
        do {
            if (!in.raw() || !member(find(fields))) {
                return false;
            }
        } while (in.takes(','));
        depth--;
        return in.expect('}');
    }

    private String find(String[] fields) {
        for (String field : fields) {
            if (in.rawIs(field, OtlpFields.nameOffset(field))) {
                return field;
            }
        }
        return null;
    }

    private boolean member(String field) {
        if (!in.expect(':')) {
            return false;
        }
        int next = in.peek();
        if (field == null || next == 'n') {
            return in.skip(DEPTH_MAX);
        }
        int number = OtlpFields.number(field);
        char kind = OtlpFields.kind(field);
        return OtlpFields.isRepeated(field) ? list(number, kind) : value(number, kind);
    }

    private boolean list(int number, char kind) {
        boolean packed = kind == OtlpFields.UNSIGNED_PACKED || kind == OtlpFields.DOUBLE_PACKED
                || kind == OtlpFields.VARINT_PACKED;
        if (!in.expect('[')) {
            return false;
        }
        if (in.takes(']')) {
            return true;
        }
        int start = packed ? Protobuf.begin(out, number) : 0;
        do {
            if (!(packed ? scalar(kind) : value(number, kind))) {
                return false;
            }
        } while (in.takes(','));
        if (packed) {
            Protobuf.end(out, start);
        }
        return in.expect(']');
    }

    /** One field with its value. */
    private boolean value(int number, char kind) {
        switch (kind) {
            case OtlpFields.DOUBLE, OtlpFields.SIGNED, OtlpFields.UNSIGNED ->
                out.varint(number << 3 | 1);
            case OtlpFields.FIXED32 -> out.varint(number << 3 | 5);
            case OtlpFields.BOOLEAN, OtlpFields.SMALL, OtlpFields.ZIGZAG,
                 OtlpFields.SIGNED_VARINT -> out.varint(number << 3);
            default -> {
                int start = Protobuf.begin(out, number);
                boolean well = content(kind);
                Protobuf.end(out, start);
                return well;
            }
        }
        return scalar(kind);
    }

    private boolean content(char kind) {
        return switch (kind) {
            case OtlpFields.STRING -> in.text(out);
            case OtlpFields.ID -> in.raw() && hexadecimal();
            case OtlpFields.BYTES -> in.raw() && base64();
            default -> message(OtlpFields.message(kind));
        };
    }

    private boolean scalar(char kind) {
        if (kind == OtlpFields.BOOLEAN) {
            boolean yes = in.peek() == 't';
            out.put(yes ? 1 : 0);
            return in.word(yes ? "true" : "false");
        }
        if (!in.number()) {
            return false;
        }
        if (kind == OtlpFields.DOUBLE || kind == OtlpFields.DOUBLE_PACKED) {
            boolean well = decimal.parse(bytes, in.from, in.to - in.from);
            out.fixed64(Double.doubleToRawLongBits(decimal.value()));
            return well || in.fail();
        }
        boolean unsigned = kind == OtlpFields.UNSIGNED || kind == OtlpFields.UNSIGNED_PACKED
                || kind == OtlpFields.VARINT_PACKED;
        if (!integer(unsigned)) {
            return in.fail();
        }
        switch (kind) {
            case OtlpFields.SIGNED, OtlpFields.UNSIGNED, OtlpFields.UNSIGNED_PACKED ->
                out.fixed64(integer);
            case OtlpFields.ZIGZAG -> out.varint(integer << 1 ^ integer >> 63);
            case OtlpFields.FIXED32 -> out.put((int) integer).put((int) (integer >> 8))
                    .put((int) (integer >> 16)).put((int) (integer >> 24));
            default -> out.varint(integer);
        }
        boolean small = kind == OtlpFields.SMALL || kind == OtlpFields.ZIGZAG
                || kind == OtlpFields.FIXED32;
        return !small || integer >= Integer.MIN_VALUE && integer <= 0xFFFFFFFFL || in.fail();
    }

    /** Reads the number's characters as a whole number; 1e3 and 2.0 are some. */
    private boolean integer(boolean unsigned) {
        boolean negative = in.from < in.to && bytes[in.from] == '-';
        int at = in.from + (negative ? 1 : 0);
        long value = 0;
        boolean fits = at < in.to && in.to - at <= 20;
        for (; fits && at < in.to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return integerOfDouble();
            }
            fits = Long.compareUnsigned(value, MOST_TENS) < 0 || value == MOST_TENS && digit <= 5;
            value = value * 10 + digit;
        }
        integer = negative ? -value : value;
        return fits && (unsigned ? !negative || value == 0
                : value >= 0 || negative && value == Long.MIN_VALUE);
    }

    private boolean integerOfDouble() {
        if (!decimal.parse(bytes, in.from, in.to - in.from)) {
            return false;
        }
        double value = decimal.value();
        integer = (long) value;
        return value == integer && value <= WHOLE_MAX && value >= -WHOLE_MAX;
    }

    private boolean hexadecimal() {
        for (int at = in.from; at + 1 < in.to; at += 2) {
            int high = Ascii.hexadecimal(bytes[at]);
            int low = Ascii.hexadecimal(bytes[at + 1]);
            if (high < 0 || low < 0) {
                return in.fail();
            }
            out.put(high << 4 | low);
        }
        return (in.to - in.from) % 2 == 0 || in.fail();
    }

    /** Base64 of either alphabet, with or without padding (RFC 4648). */
    private boolean base64() {
        int bits = 0;
        int count = 0;
        int at = in.from;
        for (; at < in.to && bytes[at] != '='; at++) {
            int digit = base64Digit(bytes[at]);
            if (digit < 0) {
                return in.fail();
            }
            bits = bits << 6 | digit;
            count += 6;
            if (count >= 8) {
                count -= 8;
                out.put(bits >> count);
            }
        }
        return in.to - at <= 2 || in.fail();
    }

    private static int base64Digit(int value) {
        return value >= 'A' && value <= 'Z' ? value - 'A'
                : value >= 'a' && value <= 'z' ? value - 'a' + 26
                : value >= '0' && value <= '9' ? value - '0' + 52
                : value == '+' || value == '-' ? 62 : value == '/' || value == '_' ? 63 : -1;
    }
}
