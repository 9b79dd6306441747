package dev.mote.http2;

import dev.mote.bytes.Buffer;

/**
 * Writes header blocks (RFC 7541). What comes again in every request goes into the table and is one
 * byte from then on; texts are not Huffman-coded, since they are sent once.
 */
public final class HpackEncoder {
    /** A request has a dozen headers; more are written out each time. */
    private static final int ENTRIES_MAX = 24;

    private final Buffer out = new Buffer(256);
    /** What the other side's table holds: name, value …, the oldest first. */
    private final String[] entries = new String[2 * ENTRIES_MAX];
    private int count;
    private int size;
    private int sizeMax = HpackTable.BYTES_MAX;
    private boolean resized;

    /** The other side's SETTINGS_HEADER_TABLE_SIZE: its table is emptied and begins anew. */
    void setTableSize(int bytes) {
        int wanted = Math.min(bytes, HpackTable.BYTES_MAX);
        if (wanted != sizeMax) {
            sizeMax = wanted;
            count = 0;
            size = 0;
            resized = true;
        }
    }

    /** Begins a block; the one before is forgotten. */
    public HpackEncoder begin() {
        out.clear();
        if (resized) {
            resized = false;
            integer(0x20, 5, 0);
            integer(0x20, 5, sizeMax);
        }
        return this;
    }

    /** The block that is being written. */
    public Buffer block() {
        return out;
    }

    /** A header that will come again. */
    public HpackEncoder header(String name, String value) {
        int whole = staticIndex(name, value);
        if (whole > 0) {
            integer(0x80, 7, whole);
            return this;
        }
        for (int at = 0; at < count; at++) {
            if (entries[2 * at].equals(name) && entries[2 * at + 1].equals(value)) {
                integer(0x80, 7, HpackStatic.COUNT + count - at);
                return this;
            }
        }
        int bytes = name.length() + value.length() + HpackTable.ENTRY_BYTES;
        boolean adds = count < ENTRIES_MAX && size + bytes <= sizeMax;
        literal(adds ? 0x40 : 0, adds ? 6 : 4, name);
        text(value);
        if (adds) {
            entries[2 * count] = name;
            entries[2 * count + 1] = value;
            count++;
            size += bytes;
        }
        return this;
    }

    /** A header that is different each time. */
    public HpackEncoder passing(String name, byte[] value, int offset, int length) {
        literal(0, 4, name);
        integer(0, 7, length);
        out.put(value, offset, length);
        return this;
    }

    /** The same, with a name that is bytes too. */
    public HpackEncoder passing(byte[] bytes, int name, int nameLength, int value,
            int valueLength) {
        integer(0, 4, 0);
        integer(0, 7, nameLength);
        out.put(bytes, name, nameLength);
        integer(0, 7, valueLength);
        out.put(bytes, value, valueLength);
        return this;
    }

    /** A secret: nobody on the way may put it into a table (RFC 7541, 7.1.3). */
    public HpackEncoder secret(String name, String value) {
        literal(0x10, 4, name);
        text(value);
        return this;
    }

    private void literal(int pattern, int bits, String name) {
        int index = staticIndex(name, null);
        integer(pattern, bits, index);
        if (index == 0) {
            text(name);
        }
    }

    private void text(String text) {
        integer(0, 7, text.length());
        out.ascii(text);
    }

    private void integer(int pattern, int bits, int value) {
        int max = (1 << bits) - 1;
        if (value < max) {
            out.put(pattern | value);
        } else {
            out.put(pattern | max).varint(value - max);
        }
    }

    /** The index in the static table, of the name alone if {@code value} is null; 0: none. */
    private static int staticIndex(String name, String value) {
        for (int index = 1; index <= HpackStatic.COUNT; index++) {
            if (HpackStatic.name(index).equals(name)
                    && (value == null || HpackStatic.value(index).equals(value))) {
                return index;
            }
        }
        return 0;
    }
}
