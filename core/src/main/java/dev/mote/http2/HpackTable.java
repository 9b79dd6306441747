package dev.mote.http2;

import java.util.Arrays;

/**
 * The dynamic table of RFC 7541, section 2.3.2: the newest header first, the oldest give way. Texts
 * stand one after the other in one array, which gets its memory with the first header.
 *
 * <pre>
 *   | free | oldest: name value | … | newest: name value | free |
 * </pre>
 */
final class HpackTable {
    /** What RFC 7541, section 4.1, counts for each entry besides its text. */
    static final int ENTRY_BYTES = 32;
    /** The size that both sides begin with (RFC 9113, 6.5.2); more is never allowed here. */
    static final int BYTES_MAX = 4096;
    private static final int ENTRIES_MAX = BYTES_MAX / ENTRY_BYTES;

    private byte[] text = {};
    private int textEnd;
    /** Offset, name length, value length, in a ring. */
    private int[] entries = {};
    private int oldest;
    private int count;
    private int size;
    private int sizeMax = BYTES_MAX;

    void setSizeMax(int sizeMax) {
        this.sizeMax = Math.min(sizeMax, BYTES_MAX);
        evictFor(0);
    }

    int count() {
        return count;
    }

    byte[] text() {
        return text;
    }

    int nameOffset(int index) {
        return entries[place(index)];
    }

    int nameLength(int index) {
        return entries[place(index) + 1];
    }

    int valueOffset(int index) {
        return nameOffset(index) + nameLength(index);
    }

    int valueLength(int index) {
        return entries[place(index) + 2];
    }

    /** Where an entry stands in the ring; 0 is the newest. */
    private int place(int index) {
        return (oldest + count - 1 - index) % ENTRIES_MAX * 3;
    }

    /** Adds an entry, from anywhere but this table; one that is too large empties the table. */
    void add(byte[] from, int nameOffset, int nameLength, int valueOffset, int valueLength) {
        int length = nameLength + valueLength;
        evictFor(length + ENTRY_BYTES);
        if (length + ENTRY_BYTES > sizeMax) {
            return;
        }
        makeRoom(length);
        System.arraycopy(from, nameOffset, text, textEnd, nameLength);
        System.arraycopy(from, valueOffset, text, textEnd + nameLength, valueLength);
        count++;
        int place = place(0);
        entries[place] = textEnd;
        entries[place + 1] = nameLength;
        entries[place + 2] = valueLength;
        textEnd += length;
        size += length + ENTRY_BYTES;
    }

    private void evictFor(int more) {
        while (count > 0 && size + more > sizeMax) {
            size -= nameLength(count - 1) + valueLength(count - 1) + ENTRY_BYTES;
            oldest = (oldest + 1) % ENTRIES_MAX;
            count--;
        }
    }

    private void makeRoom(int length) {
        if (entries.length == 0) {
            entries = new int[3 * ENTRIES_MAX];
            text = new byte[512];
        }
        if (textEnd + length <= text.length) {
            return;
        }
        int start = count == 0 ? textEnd : nameOffset(count - 1);
        int kept = textEnd - start;
        byte[] to = text;
        if (2 * (kept + length) > text.length) {
            to = Arrays.copyOf(text, Math.max(2 * text.length, 2 * (kept + length)));
        }
        System.arraycopy(text, start, to, 0, kept);
        for (int index = 0; index < count; index++) {
            entries[place(index)] -= start;
        }
        text = to;
        textEnd = kept;
    }
}
