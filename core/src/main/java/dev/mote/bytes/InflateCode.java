package dev.mote.bytes;

import java.util.Arrays;

/**
 * One prefix code of deflate, for reading (RFC 1951, section 3.2.2). Words of up to ten bits are
 * looked up; the few that are longer are found by counting, as the code is canonical.
 */
final class InflateCode {
    static final int LOOKUP_BITS = 10;
    private static final int LENGTH_MAX = 15;

    /** By the next bits: symbol << 4 | length of its word; 0: the word is longer, or none. */
    final short[] lookup = new short[1 << LOOKUP_BITS];
    /** Words by their length, and symbols by their words. */
    private final int[] counts = new int[LENGTH_MAX + 1];
    private final short[] symbols;
    private final int[] next = new int[LENGTH_MAX + 2];

    InflateCode(int symbols) {
        this.symbols = new short[symbols];
    }

    /**
     * Takes the lengths of the words of {@code count} symbols; false when there are too many words,
     * or too few, as zlib sees it: a code of one word, or of none, may be all that a block needs.
     */
    boolean build(byte[] lengths, int offset, int count) {
        Arrays.fill(counts, 0);
        Arrays.fill(lookup, (short) 0);
        for (int at = 0; at < count; at++) {
            counts[lengths[offset + at]]++;
        }
        counts[0] = 0;
        int left = 1;
        int place = 0;
        int longest = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            next[length] = place;
            place += counts[length];
            longest = counts[length] > 0 ? length : longest;
            left = 2 * left - counts[length];
            if (left < 0) {
                return false;
            }
        }
        if (left > 0 && longest > 1) {
            return false;
        }
        for (int at = 0; at < count; at++) {
            if (lengths[offset + at] != 0) {
                symbols[next[lengths[offset + at]]++] = (short) at;
            }
        }
        fillLookup();
        return true;
    }

    private void fillLookup() {
        int word = 0;
        int place = 0;
        for (int length = 1; length <= LOOKUP_BITS; length++) {
            for (int index = 0; index < counts[length]; index++) {
                short entry = (short) (symbols[place++] << 4 | length);
                int reversed = Integer.reverse(word++) >>> 32 - length;
                for (int at = reversed; at < lookup.length; at += 1 << length) {
                    lookup[at] = entry;
                }
            }
            word <<= 1;
        }
    }

    /** The entry, as in {@link #lookup}, for the word that {@code bits} begin with; 0: none. */
    int find(long bits) {
        int word = 0;
        int first = 0;
        int place = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            word |= (int) (bits >>> length - 1) & 1;
            if (word - first < counts[length]) {
                return symbols[place + word - first] << 4 | length;
            }
            place += counts[length];
            first = first + counts[length] << 1;
            word <<= 1;
        }
        return 0;
    }
}
