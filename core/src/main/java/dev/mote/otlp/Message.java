package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * One OTLP message under edit: its fields and attributes as pieces of the bytes it was read from,
 * or of what an edit put in their place. Written again, untouched neighbours are copied together;
 * fields that nobody knows stay. Reused, so that it allocates nothing once it has seen the largest
 * message.
 *
 * <pre>
 *   source   | 3a 12 key value | 19 time | 3a 0c key value |
 *   pieces     attribute         field 3   attribute, gone
 *   added      attribute in scratch
 * </pre>
 */
public final class Message {
    /** Which message it is, as far as an edit has to know. */
    public enum Kind {
        RESOURCE(1, 0), SCOPE(3, 0),
        METRIC(12, 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11),
        /** Gauge, Sum, Histogram …: all but their points. */
        DATA(0, 1 << 1),
        NUMBER(7, 0), HISTOGRAM(9, 0), EXPONENTIAL(1, 0), SUMMARY(7, 0),
        LOG(6, 0), SPAN(9, 0), EVENT(3, 0), STATUS(0, 0),
        /** KeyValueList: a map as a value. */
        MAP(1, 0);

        /** The field of the attributes; 0: there are none. */
        final int attributes;
        /** The fields, as bits, that are not read because they are walked through. */
        final int children;

        Kind(int attributes, int children) {
            this.attributes = attributes;
            this.children = children;
        }
    }

    public static final int NONE = -1;

    private static final int FIELD = 0;
    private static final int FROM = 1;
    private static final int TO = 2;
    /** Where the content starts and how long it is; of an attribute: its AnyValue. */
    private static final int CONTENT = 3;
    private static final int CONTENT_LENGTH = 4;
    /** Of an attribute, else {@link #NONE}. */
    private static final int KEY = 5;
    private static final int KEY_LENGTH = 6;
    private static final int STATE = 7;
    private static final int STRIDE = 8;

    private static final int IN_SOURCE = 0;
    private static final int IN_SCRATCH = 1;
    private static final int GONE = 2;

    private final ProtobufReader in = new ProtobufReader();
    private final ProtobufReader keyValue = new ProtobufReader();
    private final Buffer scratch = new Buffer(64);
    private Kind kind = Kind.RESOURCE;
    private byte[] source = {};
    private int[] pieces = new int[16 * STRIDE];
    private int count;
    private boolean present;
    private boolean changed;

    /** Forgets everything; {@link #read} follows. */
    public Message begin(Kind kind) {
        this.kind = kind;
        count = 0;
        present = false;
        changed = false;
        scratch.clear();
        return this;
    }

    /**
     * Adds the fields of an encoded message; a second one is merged with the first, as protobuf
     * says. Returns false when it is malformed.
     */
    public boolean read(byte[] bytes, int from, int to) {
        source = bytes;
        present = true;
        in.over(bytes, from, to);
        int at = from;
        while (in.nextField()) {
            int field = in.field();
            if (field > 31 || (kind.children & 1 << field) == 0) {
                int piece = add(field, at, in.position(), IN_SOURCE);
                if (in.isBytes()) {
                    pieces[piece + CONTENT] = in.offset();
                    pieces[piece + CONTENT_LENGTH] = in.length();
                    if (field == kind.attributes && !keyValue(piece)) {
                        return false;
                    }
                }
            }
            at = in.position();
        }
        return !in.malformed();
    }

    private int add(int field, int from, int to, int state) {
        int piece = STRIDE * count++;
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieces.length);
        }
        int[] all = pieces;
        all[piece + FIELD] = field;
        all[piece + FROM] = from;
        all[piece + TO] = to;
        all[piece + CONTENT] = NONE;
        all[piece + CONTENT_LENGTH] = 0;
        all[piece + KEY] = NONE;
        all[piece + KEY_LENGTH] = 0;
        all[piece + STATE] = state;
        return piece;
    }

    /** Key and value usually stand one after the other, and both are short. */
    private boolean keyValue(int piece) {
        byte[] bytes = source;
        int from = pieces[piece + CONTENT];
        int to = pieces[piece + TO];
        if (to - from > 3 && bytes[from] == (1 << 3 | 2)) {
            return shortOrAny(piece, from, to);
        }
        return anyKeyValue(piece, from, to);
    }

    private boolean shortOrAny(int piece, int from, int to) {
        int valueTag = from + 2 + source[from + 1];
        if (valueTag > from + 1 && valueTag + 1 < to && source[valueTag] == (2 << 3 | 2)
                && valueTag + 2 + source[valueTag + 1] == to) {
            pieces[piece + KEY] = from + 2;
            pieces[piece + KEY_LENGTH] = valueTag - from - 2;
            pieces[piece + CONTENT] = valueTag + 2;
            pieces[piece + CONTENT_LENGTH] = to - valueTag - 2;
            return true;
        }
        return anyKeyValue(piece, from, to);
    }

    private boolean anyKeyValue(int piece, int from, int to) {
        pieces[piece + KEY] = from;
        pieces[piece + CONTENT] = from;
        pieces[piece + CONTENT_LENGTH] = 0;
        keyValue.over(source, from, to);
        while (keyValue.nextField()) {
            int field = keyValue.field();
            if (keyValue.isBytes() && field <= 2) {
                int target = piece + (field == 1 ? KEY : CONTENT);
                pieces[target] = keyValue.offset();
                pieces[target + 1] = keyValue.length();
            }
        }
        return !keyValue.malformed();
    }

    public Kind kind() {
        return kind;
    }

    /** Whether there was such a message, or an edit made it. */
    public boolean isPresent() {
        return present;
    }

    public boolean isChanged() {
        return changed;
    }

    /** Pieces are numbered from 0; some are {@link #isAttribute}, some are gone. */
    public int size() {
        return count;
    }

    /** Whether the piece is an attribute and still there. */
    public boolean isAttribute(int piece) {
        return pieces[piece * STRIDE + KEY] != NONE && pieces[piece * STRIDE + STATE] != GONE;
    }

    /** What the offsets of the piece point into; until the next change. */
    public byte[] bytes(int piece) {
        return pieces[piece * STRIDE + STATE] == IN_SCRATCH ? scratch.bytes() : source;
    }

    public int keyOffset(int piece) {
        return pieces[piece * STRIDE + KEY];
    }

    public int keyLength(int piece) {
        return pieces[piece * STRIDE + KEY_LENGTH];
    }

    /** Of an attribute its encoded AnyValue, of a field its content. */
    public int offset(int piece) {
        return pieces[piece * STRIDE + CONTENT];
    }

    public int length(int piece) {
        return pieces[piece * STRIDE + CONTENT_LENGTH];
    }

    /** The attribute with the key, {@link #NONE} if there is none; the last one if several. */
    public int attribute(byte[] key) {
        return attribute(key, 0, key.length);
    }

    public int attribute(byte[] key, int from, int length) {
        int[] all = pieces;
        for (int piece = (count - 1) * STRIDE; piece >= 0; piece -= STRIDE) {
            if (all[piece + KEY_LENGTH] == length && all[piece + KEY] != NONE
                    && all[piece + STATE] != GONE) {
                byte[] bytes = all[piece + STATE] == IN_SCRATCH ? scratch.bytes() : source;
                if (same(bytes, all[piece + KEY], key, from, length)) {
                    return piece / STRIDE;
                }
            }
        }
        return NONE;
    }

    /** Keys often share their beginning, so the last byte is looked at first. */
    private static boolean same(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        return length == 0 || a[aFrom + length - 1] == b[bFrom + length - 1]
                && Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
    }

    /** Attributes that are there. */
    public int attributeCount() {
        int attributes = 0;
        for (int piece = 0; piece < count; piece++) {
            attributes += isAttribute(piece) ? 1 : 0;
        }
        return attributes;
    }

    /** Decodes an attribute's value; false when it is malformed. */
    public boolean value(int piece, AnyValue into) {
        return into.decode(bytes(piece), offset(piece), length(piece));
    }

    /** Sets the attribute with the key, or adds it. */
    public void put(byte[] key, AnyValue value) {
        put(attribute(key), key, 0, key.length, value);
    }

    /** Gives the attribute at {@code piece} a value; {@link #NONE} adds one. */
    public void put(int piece, byte[] key, int keyFrom, int keyLength, AnyValue value) {
        int valueLength = value.encodedLength();
        int from = scratch.length();
        int keyAt = beginAttribute(key, keyFrom, keyLength, valueLength);
        value.encode(scratch);
        endAttribute(piece, from, keyAt, keyLength, valueLength);
    }

    /** Writes all but the value; returns where the key stands. */
    private int beginAttribute(byte[] key, int keyFrom, int keyLength, int valueLength) {
        scratch.varint(kind.attributes << 3 | 2).varint(2 + Protobuf.varintLength(keyLength)
                + keyLength + Protobuf.varintLength(valueLength) + valueLength);
        scratch.put(1 << 3 | 2).varint(keyLength);
        int keyAt = scratch.length();
        scratch.put(key, keyFrom, keyLength).put(2 << 3 | 2).varint(valueLength);
        return keyAt;
    }

    private void endAttribute(int piece, int from, int keyAt, int keyLength, int valueLength) {
        int at = replace(piece, kind.attributes, from);
        pieces[at + CONTENT] = scratch.length() - valueLength;
        pieces[at + CONTENT_LENGTH] = valueLength;
        pieces[at + KEY] = keyAt;
        pieces[at + KEY_LENGTH] = keyLength;
    }

    /** Adds all attributes of another message, in their order. */
    public void putAll(Message from) {
        for (int piece = 0; piece < from.count; piece++) {
            if (from.isAttribute(piece)) {
                putEncoded(attribute(from.bytes(piece), from.keyOffset(piece),
                        from.keyLength(piece)), from, piece);
            }
        }
    }

    /** Gives the attribute at {@code piece} key and value of another message's. */
    public void putEncoded(int piece, Message from, int fromPiece) {
        put(piece, from.bytes(fromPiece), from.keyOffset(fromPiece), from.keyLength(fromPiece),
                from.bytes(fromPiece), from.offset(fromPiece), from.length(fromPiece));
    }

    private void put(int piece, byte[] key, int keyFrom, int keyLength, byte[] value,
            int valueFrom, int valueLength) {
        int from = scratch.length();
        int keyAt = beginAttribute(key, keyFrom, keyLength, valueLength);
        scratch.put(value, valueFrom, valueLength);
        endAttribute(piece, from, keyAt, keyLength, valueLength);
    }

    /** The piece becomes what stands in the scratch from {@code from} on. */
    private int replace(int piece, int field, int from) {
        changed = true;
        present = true;
        if (piece == NONE) {
            return add(field, from, scratch.length(), IN_SCRATCH);
        }
        int at = piece * STRIDE;
        pieces[at + FROM] = from;
        pieces[at + TO] = scratch.length();
        pieces[at + STATE] = IN_SCRATCH;
        return at;
    }

    public void remove(int piece) {
        pieces[piece * STRIDE + STATE] = GONE;
        changed = true;
    }

    /** Removes every attribute with the key; false when there was none. */
    public boolean removeAll(byte[] key) {
        boolean removed = false;
        for (int piece = attribute(key); piece != NONE; piece = attribute(key)) {
            remove(piece);
            removed = true;
        }
        return removed;
    }

    /** The last piece of a field, which is the one that counts; {@link #NONE} if there is none. */
    public int field(int field) {
        for (int piece = count - 1; piece >= 0; piece--) {
            if (isField(piece, field)) {
                return piece;
            }
        }
        return NONE;
    }

    /** Whether the piece is an occurrence of the field, and still there. */
    public boolean isField(int piece, int field) {
        return pieces[piece * STRIDE + FIELD] == field && pieces[piece * STRIDE + STATE] != GONE;
    }

    /** The number in a field, as it stands in a long; 0 when the field is not there. */
    public long number(int field) {
        int piece = field(field);
        return piece == NONE || offset(piece) != NONE ? 0 : numberAt(piece);
    }

    /** The number in one occurrence of a field. */
    public long numberAt(int piece) {
        int at = piece * STRIDE;
        return in.over(bytes(piece), pieces[at + FROM], pieces[at + TO]).nextField()
                ? in.value() : 0;
    }

    /** Replaces a field by nothing: its default. */
    public void clear(int field) {
        for (int piece = field(field); piece != NONE; piece = field(field)) {
            remove(piece);
        }
    }

    public void setVarint(int field, long value) {
        int from = scratch.length();
        Protobuf.varint(scratch, field, value);
        setField(field, from);
    }

    public void setFixed64(int field, long value) {
        int from = scratch.length();
        scratch.varint(field << 3 | 1).fixed64(value);
        setField(field, from);
    }

    public void setDouble(int field, double value) {
        setFixed64(field, Double.doubleToRawLongBits(value));
    }

    public void setBytes(int field, byte[] bytes, int offset, int length) {
        int from = scratch.length();
        Protobuf.bytes(scratch, field, bytes, offset, length);
        pieces[setField(field, from) + CONTENT_LENGTH] = length;
    }

    /** Sets a field that is an AnyValue. */
    public void setValue(int field, AnyValue value) {
        int from = scratch.length();
        int length = value.encodedLength();
        scratch.varint(field << 3 | 2).varint(length);
        value.encode(scratch);
        pieces[setField(field, from) + CONTENT_LENGTH] = length;
    }

    private int setField(int field, int from) {
        int piece = field(field);
        clear(field);
        int at = replace(piece, field, from);
        boolean range = (scratch.bytes()[from] & 7) == 2;
        in.over(scratch.bytes(), from, scratch.length());
        in.nextField();
        pieces[at + CONTENT] = range ? in.offset() : NONE;
        return at;
    }

    /** Replaces one occurrence of a repeated message field. */
    public void replaceMessage(int piece, Message by) {
        int field = pieces[piece * STRIDE + FIELD];
        int from = scratch.length();
        int start = Protobuf.begin(scratch, field);
        by.writeTo(scratch);
        Protobuf.end(scratch, start);
        int at = replace(piece, field, from);
        pieces[at + CONTENT] = NONE;
        in.over(scratch.bytes(), from, scratch.length());
        if (in.nextField()) {
            pieces[at + CONTENT] = in.offset();
            pieces[at + CONTENT_LENGTH] = in.length();
        }
    }

    /** Appends the message's content; not its tag, nor its length. */
    public void writeTo(Buffer out) {
        int from = 0;
        int to = 0;
        for (int piece = 0; piece < count * STRIDE; piece += STRIDE) {
            int state = pieces[piece + STATE];
            if (state == IN_SOURCE && pieces[piece + FROM] == to) {
                to = pieces[piece + TO];
            } else if (state != GONE) {
                out.put(source, from, to - from);
                from = pieces[piece + FROM];
                to = pieces[piece + TO];
                if (state == IN_SCRATCH) {
                    out.put(scratch.bytes(), from, to - from);
                    from = 0;
                    to = 0;
                }
            }
        }
        out.put(source, from, to - from);
    }
}
