package dev.mote.otlp;

/**
 * Reads the fields of one protobuf message, one after the other. Bounded by the message's end:
 * anything that would lead outside is {@link #malformed} and ends the walk.
 */
public final class ProtobufReader {
    private byte[] bytes;
    private int position;
    private int limit;
    private int field;
    private int wireType;
    private int offset;
    private int length;
    private long value;
    private boolean malformed;

    public ProtobufReader over(byte[] bytes, int offset, int limit) {
        this.bytes = bytes;
        this.limit = limit;
        position = offset;
        malformed = false;
        return this;
    }

    /** Moves to the next field; false at the end, or when the bytes are malformed. */
    public boolean nextField() {
        if (position >= limit || malformed) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (malformed || field <= 0 || tag >>> 32 != 0) {
            return fail();
        }
        switch (wireType) {
            case 0 -> value = varint();
            case 1 -> fixed(8);
            case 2 -> {
                long count = varint();
                if (malformed || count < 0 || count > limit - position) {
                    return fail();
                }
                offset = position;
                length = (int) count;
                position += length;
            }
            case 5 -> fixed(4);
            default -> malformed = true;
        }
        return !malformed;
    }

    private boolean fail() {
        malformed = true;
        return false;
    }

    /** Eight bytes, lowest first. */
    static long fixed64(byte[] bytes, int at) {
        long value = 0;
        for (int index = Long.BYTES - 1; index >= 0; index--) {
            value = value << 8 | bytes[at + index] & 0xFF;
        }
        return value;
    }

    /** Where it stands is enough: {@link #value} puts it together for who asks. */
    private void fixed(int count) {
        if (limit - position < count) {
            malformed = true;
            return;
        }
        offset = position;
        position += count;
    }

    private long varint() {
        int at = position;
        if (at < limit) {
            int next = bytes[at];
            if (next >= 0) {
                position = at + 1;
                return next;
            }
        }
        return longVarint();
    }

    private long longVarint() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= limit) {
                malformed = true;
                return 0;
            }
            int next = bytes[position++];
            result |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
        malformed = true;
        return 0;
    }

    public int field() {
        return field;
    }

    /** Whether the field has content (a string, bytes or a message); otherwise it has a value. */
    public boolean isBytes() {
        return wireType == 2;
    }

    public boolean isFixed64() {
        return wireType == 1;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** A varint or fixed value, as it stands in a long. */
    public long value() {
        if (wireType != 1 && wireType != 5) {
            return value;
        }
        if (wireType == 1) {
            return fixed64(bytes, offset);
        }
        return (bytes[offset + 3] & 0xFFL) << 24 | (bytes[offset + 2] & 0xFF) << 16
                | (bytes[offset + 1] & 0xFF) << 8 | bytes[offset] & 0xFF;
    }

    /** Where the next field begins. */
    public int position() {
        return position;
    }

    public boolean malformed() {
        return malformed;
    }
}
