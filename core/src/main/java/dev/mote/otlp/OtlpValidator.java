package dev.mote.otlp;

import dev.mote.component.Batch;

/**
 * Reads a request once, from its first byte to its last, without making anything of it: is it well
 * formed, all the way down, and how many items are in it? What it accepts, every protobuf parser
 * accepts. A text that is not UTF-8, which strict parsers refuse with all that came with it, is
 * mended where it stands: each wrong byte becomes '?'.
 */
public final class OtlpValidator {
    /** As protobuf's own parsers have it: values may nest lists in lists. */
    private static final int DEPTH_MAX = 100;

    /** Fields have numbers below 32; larger ones are of a newer OTLP, and only skipped. */
    private static final int FIELD_BITS = 5;
    private static final int UNKNOWN = 0;
    private static final int TEXT = 1;
    private static final int FIXED64_PACKED = 2;
    private static final int VARINT_PACKED = 3;
    /** From here on: a message, whose kind is the number. */
    private static final int MESSAGE = 'A';
    private static final int KEY_VALUE = 'k';
    private static final String ITEM_KINDS = "pHEYJP";

    /** What to do with the content of a field, by kind of message and field number. */
    private final byte[] actions = new byte[128 << FIELD_BITS];
    /** 1 for the messages that are items. */
    private final byte[] isItem = new byte[128];
    private final byte[] kinds = new byte[DEPTH_MAX];
    private final int[] limits = new int[DEPTH_MAX];
    private int position;
    private int mended;

    public OtlpValidator() {
        for (char kind = 'A'; kind <= 'z'; kind++) {
            String[] fields = OtlpFields.message(kind);
            if (fields != null) {
                learn(kind, fields);
            }
        }
        // No message has the number of a signal as its kind.
        for (Batch.Signal signal : Batch.Signal.values()) {
            learn(signal.ordinal(), OtlpFields.request(signal));
        }
        for (int at = 0; at < ITEM_KINDS.length(); at++) {
            isItem[ITEM_KINDS.charAt(at)] = 1;
        }
    }

    private void learn(int kind, String[] fields) {
        for (String field : fields) {
            char of = OtlpFields.kind(field);
            int action = OtlpFields.message(of) != null ? of : of == OtlpFields.STRING ? TEXT
                    : of == OtlpFields.UNSIGNED_PACKED || of == OtlpFields.DOUBLE_PACKED
                    ? FIXED64_PACKED : of == OtlpFields.VARINT_PACKED ? VARINT_PACKED : UNKNOWN;
            actions[kind << FIELD_BITS | OtlpFields.number(field)] = (byte) action;
        }
    }

    /**
     * Reads {@code bytes[offset .. offset + length)}.
     *
     * @return the data points, log records or spans inside; -1 when the request is malformed
     */
    public int items(Batch.Signal signal, byte[] bytes, int offset, int length) {
        byte[] actions = this.actions;
        int depth = 0;
        int kind = signal.ordinal();
        int at = offset;
        int limit = offset + length;
        int items = 0;
        while (true) {
            while (at == limit) {
                if (depth == 0) {
                    return items;
                }
                depth--;
                limit = limits[depth];
                kind = kinds[depth];
            }
            int tag = bytes[at++];
            if (tag < 8) {
                tag = longTag(bytes, at - 1, limit);
                at = position;
            }
            if ((tag & 7) != 2) {
                // A number of eight bytes is what points are full of.
                at = (tag & 7) == 1 ? at + 8 : skip(tag, bytes, at, limit);
                if (at < 0 || at > limit) {
                    return -1;
                }
                continue;
            }
            if (at == limit) {
                return -1;
            }
            int count = bytes[at++];
            if (count < 0) {
                count = longLength(bytes, at - 1, limit);
                at = position;
            }
            if (count < 0 || count > limit - at) {
                return -1;
            }
            int end = at + count;
            int action = tag >> 3 < 1 << FIELD_BITS ? actions[kind << FIELD_BITS | tag >> 3]
                    : UNKNOWN;
            if (action < MESSAGE || action == KEY_VALUE && isPlain(bytes, at, end)) {
                if (action < MESSAGE && action != UNKNOWN && !isWell(action, bytes, at, end)) {
                    return -1;
                }
                at = end;
                continue;
            }
            if (depth == DEPTH_MAX) {
                return -1;
            }
            limits[depth] = limit;
            kinds[depth++] = (byte) kind;
            kind = action;
            limit = end;
            items += isItem[action];
        }
    }

    /**
     * Whether the bytes are what most attributes are, with lengths below 128 and all of it ASCII;
     * if not, nothing is said. Half of most requests is of these.
     *
     * <pre>
     *   | 10 | length | key | 18 | length | 10 | length | text |
     * </pre>
     */
    private static boolean isPlain(byte[] bytes, int at, int end) {
        if (end - at < 6 || bytes[at] != 10 || bytes[at + 1] < 0) {
            return false;
        }
        int value = at + 2 + bytes[at + 1];
        return value + 4 <= end && bytes[value] == 18 && bytes[value + 1] == end - value - 2
                && bytes[value + 2] == 10 && bytes[value + 3] == end - value - 4
                && isAscii(bytes, at, end);
    }

    /** Eight bytes a step: texts are short, and most are a few steps. */
    private static boolean isAscii(byte[] bytes, int offset, int end) {
        int at = offset;
        int all = 0;
        for (; at + 8 <= end; at += 8) {
            all |= bytes[at] | bytes[at + 1] | bytes[at + 2] | bytes[at + 3]
                    | bytes[at + 4] | bytes[at + 5] | bytes[at + 6] | bytes[at + 7];
        }
        for (; at < end; at++) {
            all |= bytes[at];
        }
        return all >= 0;
    }

    /** Skips a value that is not length-delimited; -1 when there is none. */
    private int skip(int tag, byte[] bytes, int at, int limit) {
        int end = switch (tag & 7) {
            case 0 -> skipVarint(bytes, at, limit);
            case 5 -> at + 4;
            default -> -1;
        };
        // A tag of -1, malformed, looks like 7. Groups, 3 and 4, are not part of OTLP.
        return end > limit ? -1 : end;
    }

    private static int skipVarint(byte[] bytes, int offset, int limit) {
        int at = offset;
        int end = Math.min(limit, offset + 10);
        while (at < end) {
            if (bytes[at++] >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** A tag of more than one byte, or one that is no field's: -1. Moves {@link #position}. */
    private int longTag(byte[] bytes, int offset, int limit) {
        long tag = longVarint(bytes, offset, limit);
        return tag < 8 || tag > 0xFFFFFFFFL ? -1 : (int) Math.min(tag & ~7L, 1 << 20)
                | (int) tag & 7;
    }

    private int longLength(byte[] bytes, int offset, int limit) {
        long length = longVarint(bytes, offset, limit);
        return length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    private long longVarint(byte[] bytes, int offset, int limit) {
        position = skipVarint(bytes, offset, limit);
        long value = 0;
        for (int at = position - 1; at >= offset; at--) {
            value = value << 7 | bytes[at] & 0x7F;
        }
        boolean fits = position >= 0 && (position - offset < 10 || bytes[position - 1] == 0);
        position = Math.max(position, offset);
        return fits ? value : -1;
    }

    private boolean isWell(int action, byte[] bytes, int offset, int end) {
        if (action == TEXT) {
            if (!isAscii(bytes, offset, end)) {
                mend(bytes, offset, end);
            }
            return true;
        }
        if (action == FIXED64_PACKED) {
            return (end - offset) % 8 == 0;
        }
        int at = offset;
        while (at >= 0 && at < end) {
            at = skipVarint(bytes, at, end);
        }
        return at == end;
    }

    private void mend(byte[] bytes, int offset, int end) {
        boolean wrong = false;
        int at = offset;
        while (at < end) {
            int count = Utf8.sequenceLength(bytes, at, end);
            if (count == 0) {
                bytes[at] = '?';
                wrong = true;
            }
            at += Math.max(1, count);
        }
        mended += wrong ? 1 : 0;
    }

    /** Texts that were mended since this was asked last. */
    public int takeMended() {
        int count = mended;
        mended = 0;
        return count;
    }
}
