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

    /**
     * A piece, four ints: what it is, where its bytes begin and end with the tag, and where the
     * content of a string, a message or bytes begins, {@link #NONE} for a number.
     *
     * <pre>
     *   what  | field, 29 bits | plain | state |
     * </pre>
     */
    private static final int WHAT = 0;
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int CONTENT = 3;
    private static final int STRIDE = 4;

    private static final int IN_SOURCE = 0;
    private static final int IN_SCRATCH = 1;
    private static final int GONE = 2;
    private static final int STATE = 3;
    /** An attribute that {@link KeyValue#isPlain}. */
    private static final int PLAIN = 4;
    private static final int FIELD_SHIFT = 3;

    private final ProtobufReader in = new ProtobufReader();
    private final KeyValue keyValue = new KeyValue();
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
        int attributes = kind.attributes;
        int children = kind.children;
        int at = from;
        while (at < to) {
            int tag = bytes[at];
            int content = NONE;
            int next = tag > 7 ? at + 9 : to + 1;
            if (tag > 7 && (tag & 7) == 2 && at + 1 < to && bytes[at + 1] >= 0) {
                content = at + 2;
                next = content + bytes[at + 1];
            } else if ((tag & 7) != 1 || next > to) {
                if (!in.over(bytes, at, to).nextField()) {
                    return false;
                }
                tag = in.field() << 3;
                content = in.isBytes() ? in.offset() : NONE;
                next = in.position();
            }
            if (next > to) {
                return false;
            }
            int field = tag >>> 3;
            if (field > 31 || (children & 1 << field) == 0) {
                int what = field << FIELD_SHIFT;
                if (field == attributes && content != NONE) {
                    boolean plain = KeyValue.isPlain(bytes, content, next);
                    what |= plain ? PLAIN : 0;
                    if (!plain && keyValue.open(bytes, content, next, false).isMalformed()) {
                        return false;
                    }
                }
                add(what, at, next, content);
            }
            at = next;
        }
        return true;
    }

    private int add(int what, int from, int to, int content) {
        int piece = STRIDE * count++;
        int[] all = piece == pieces.length ? grow() : pieces;
        all[piece + WHAT] = what;
        all[piece + FROM] = from;
        all[piece + TO] = to;
        all[piece + CONTENT] = content;
        return piece;
    }

    private int[] grow() {
        pieces = Arrays.copyOf(pieces, 2 * pieces.length);
        return pieces;
    }

    private KeyValue open(int piece) {
        int at = piece * STRIDE;
        return keyValue.open(bytes(piece), pieces[at + CONTENT], pieces[at + TO],
                (pieces[at + WHAT] & PLAIN) != 0);
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
        return isField(piece, kind.attributes) && pieces[piece * STRIDE + CONTENT] != NONE;
    }

    /** What the offsets of the piece point into; until the next change. */
    public byte[] bytes(int piece) {
        return (pieces[piece * STRIDE + WHAT] & IN_SCRATCH) != 0 ? scratch.bytes() : source;
    }

    public int keyOffset(int piece) {
        return open(piece).keyOffset;
    }

    public int keyLength(int piece) {
        return open(piece).keyLength;
    }

    /** Of an attribute its encoded AnyValue, of a field its content. */
    public int offset(int piece) {
        return isAttribute(piece) ? open(piece).valueOffset : pieces[piece * STRIDE + CONTENT];
    }

    public int length(int piece) {
        if (isAttribute(piece)) {
            return open(piece).valueLength;
        }
        int content = pieces[piece * STRIDE + CONTENT];
        return content == NONE ? 0 : pieces[piece * STRIDE + TO] - content;
    }

    /** The attribute with the key, {@link #NONE} if there is none; the last one if several. */
    public int attribute(byte[] key) {
        return attribute(key, 0, key.length);
    }

    public int attribute(byte[] key, int from, int length) {
        int[] all = pieces;
        int plain = kind.attributes << FIELD_SHIFT | PLAIN;
        for (int piece = (count - 1) * STRIDE; piece >= 0; piece -= STRIDE) {
            int what = all[piece + WHAT];
            if ((what & ~IN_SCRATCH) == plain) {
                byte[] bytes = what == plain ? source : scratch.bytes();
                int at = all[piece + CONTENT] + 1;
                if (bytes[at] == length && same(bytes, at + 1, key, from, length)) {
                    return piece / STRIDE;
                }
            } else if (what >>> FIELD_SHIFT == kind.attributes
                    && isUnusual(piece / STRIDE, key, from, length)) {
                return piece / STRIDE;
            }
        }
        return NONE;
    }

    /** Whether it is an attribute with the key, not written as most are. */
    private boolean isUnusual(int piece, byte[] key, int from, int length) {
        if (!isAttribute(piece)) {
            return false;
        }
        open(piece);
        return keyValue.keyLength == length
                && same(bytes(piece), keyValue.keyOffset, key, from, length);
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
        int length = value.encodedLength();
        int from = scratch.length();
        int content = beginAttribute(key, keyFrom, keyLength, length);
        value.encode(scratch);
        endAttribute(piece, from, content, keyLength, length);
    }

    /** Writes all but the value; returns where the content begins. */
    private int beginAttribute(byte[] key, int keyFrom, int keyLength, int valueLength) {
        Protobuf.head(scratch, kind.attributes, 2 + Protobuf.varintLength(keyLength)
                + keyLength + Protobuf.varintLength(valueLength) + valueLength);
        int content = scratch.length();
        scratch.put(KeyValue.KEY_TAG).varint(keyLength).put(key, keyFrom, keyLength);
        scratch.put(KeyValue.VALUE_TAG).varint(valueLength);
        return content;
    }

    private void endAttribute(int piece, int from, int content, int keyLength, int valueLength) {
        boolean plain = keyLength < 1 << 7 && valueLength < 1 << 14;
        replace(piece, kind.attributes << FIELD_SHIFT | (plain ? PLAIN : 0), from, content);
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
        int content = beginAttribute(key, keyFrom, keyLength, valueLength);
        scratch.put(value, valueFrom, valueLength);
        endAttribute(piece, from, content, keyLength, valueLength);
    }

    /** The piece becomes what stands in the scratch from {@code from} on. */
    private void replace(int piece, int what, int from, int content) {
        changed = true;
        present = true;
        if (piece == NONE) {
            add(what | IN_SCRATCH, from, scratch.length(), content);
            return;
        }
        int at = piece * STRIDE;
        pieces[at + WHAT] = what | IN_SCRATCH;
        pieces[at + FROM] = from;
        pieces[at + TO] = scratch.length();
        pieces[at + CONTENT] = content;
    }

    public void remove(int piece) {
        pieces[piece * STRIDE + WHAT] |= GONE;
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
        return (pieces[piece * STRIDE + WHAT] & ~(PLAIN | IN_SCRATCH)) == field << FIELD_SHIFT;
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
        setField(field, from, NONE);
    }

    public void setFixed64(int field, long value) {
        int from = scratch.length();
        Protobuf.fixed64(scratch, field, value);
        setField(field, from, NONE);
    }

    public void setDouble(int field, double value) {
        setFixed64(field, Double.doubleToRawLongBits(value));
    }

    public void setBytes(int field, byte[] bytes, int offset, int length) {
        int from = scratch.length();
        Protobuf.head(scratch, field, length);
        int content = scratch.length();
        scratch.put(bytes, offset, length);
        setField(field, from, content);
    }

    /** Sets a field that is an AnyValue. */
    public void setValue(int field, AnyValue value) {
        int from = scratch.length();
        Protobuf.head(scratch, field, value.encodedLength());
        int content = scratch.length();
        value.encode(scratch);
        setField(field, from, content);
    }

    private void setField(int field, int from, int content) {
        int piece = field(field);
        clear(field);
        replace(piece, field << FIELD_SHIFT, from, content);
    }

    /** Replaces one occurrence of a repeated message field. */
    public void replaceMessage(int piece, Message by) {
        int what = pieces[piece * STRIDE + WHAT] & ~STATE;
        int from = scratch.length();
        int start = Protobuf.begin(scratch, what >>> FIELD_SHIFT);
        by.writeTo(scratch);
        int length = scratch.length() - start;
        Protobuf.end(scratch, start);
        replace(piece, what, from, scratch.length() - length);
    }

    /** Appends the message's content; not its tag, nor its length. */
    public void writeTo(Buffer out) {
        int from = 0;
        int to = 0;
        for (int piece = 0; piece < count * STRIDE; piece += STRIDE) {
            int state = pieces[piece + WHAT] & STATE;
            if (state == IN_SOURCE && pieces[piece + FROM] == to) {
                to = pieces[piece + TO];
            } else if ((state & GONE) == 0) {
                copy(source, from, to, out);
                from = pieces[piece + FROM];
                to = pieces[piece + TO];
                if (state == IN_SCRATCH) {
                    copy(scratch.bytes(), from, to, out);
                    from = 0;
                    to = 0;
                }
            }
        }
        copy(source, from, to, out);
    }

    private static void copy(byte[] bytes, int from, int to, Buffer out) {
        if (to > from) {
            out.put(bytes, from, to - from);
        }
    }
}
