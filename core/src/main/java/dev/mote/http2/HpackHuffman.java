package dev.mote.http2;

import dev.mote.bytes.Buffer;

/**
 * The Huffman code of RFC 7541, appendix B. It is canonical: words of one length are consecutive
 * numbers in the order of their symbols, so the lengths say it all.
 */
public final class HpackHuffman {
    private static final int SYMBOLS = 257;
    private static final int END = 256;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;
    /** The length of each symbol's word, less 5, counted from A. */
    private static final String LENGTHS =
            "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCC"
            + "CCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRR"
            + "SSQSRRTQRSSQQRQSRSSPRRRSRRSVVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWW"
            + "WXWWWWWVZ";

    /** Symbols by the length of their words, then by number. */
    private final short[] symbols = new short[SYMBOLS];
    /** Words of this length, shifted up to 32 bits, are below. */
    private final long[] limit = new long[LONGEST + 1];
    /** What to add to a word of this length to find its place in {@link #symbols}. */
    private final int[] shift = new int[LONGEST + 1];

    public HpackHuffman() {
        int place = 0;
        int word = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            shift[length] = place - word;
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
                    symbols[place++] = (short) symbol;
                    word++;
                }
            }
            limit[length] = (long) word << 32 - length;
            word <<= 1;
        }
    }

    /** Appends the text; false when the words, or the bits after the last, are not well formed. */
    boolean decode(byte[] bytes, int offset, int end, Buffer out) {
        int at = offset;
        long bits = 0;
        int count = 0;
        while (true) {
            while (count <= 32 && at < end) {
                bits = bits << 8 | bytes[at++] & 0xFF;
                count += 8;
            }
            if (count == 0) {
                return true;
            }
            // The next 32 bits; behind the end there are only ones, as in the padding.
            long window = count >= 32 ? bits >>> count - 32 & 0xFFFFFFFFL
                    : (bits << 32 - count | (1L << 32 - count) - 1) & 0xFFFFFFFFL;
            int length = SHORTEST;
            while (length < LONGEST && window >= limit[length]) {
                length++;
            }
            if (length > count) {
                return count < 8 && window == 0xFFFFFFFFL;
            }
            int symbol = symbols[(int) (window >>> 32 - length) + shift[length]];
            if (symbol == END) {
                return false;
            }
            out.put(symbol);
            count -= length;
            bits &= (1L << count) - 1;
        }
    }
}
