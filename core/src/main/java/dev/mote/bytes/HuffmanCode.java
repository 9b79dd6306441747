package dev.mote.bytes;

import java.util.Arrays;

/**
 * One prefix code of a deflate block: counts of symbols in, code lengths and codes out. The code is
 * optimal but for its longest words, which deflate limits (RFC 1951, section 3.2.2).
 */
final class HuffmanCode {
    private final int lengthMax;
    final int[] counts;
    final byte[] lengths;
    /** The words with their first bit lowest, ready to be written. */
    final short[] words;

    /** Symbols in use, rarest first; and the tree above them: leaves, then inner nodes. */
    private final short[] sorted;
    private final int[] weights;
    private final short[] parents;
    private final int[] lengthCounts = new int[17];

    HuffmanCode(int symbols, int lengthMax) {
        this.lengthMax = lengthMax;
        counts = new int[symbols];
        lengths = new byte[symbols];
        words = new short[symbols];
        sorted = new short[symbols];
        weights = new int[2 * symbols];
        parents = new short[2 * symbols];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    int word(int symbol) {
        return words[symbol] & 0xFFFF;
    }

    /** How many of the symbols have to be described: up to the last one that is used. */
    int usedSymbols(int atLeast) {
        int used = lengths.length;
        while (used > atLeast && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** Makes the code for {@link #counts}. */
    void build() {
        int used = sortUsed();
        for (int symbol = 0; used < 2; symbol++) {
            // A code of one word is incomplete, and not every reader takes that.
            if (counts[symbol] == 0) {
                counts[symbol] = 1;
                used = sortUsed();
            }
        }
        countLengths(used);
        assignLengths(used);
        assignWords();
    }

    /** Collects the symbols in use and sorts them by count (Shell's way: few, and no garbage). */
    private int sortUsed() {
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                sorted[used++] = (short) symbol;
            }
        }
        for (int gap = used > 40 ? 40 : 13; gap > 0; gap = gap == 1 ? 0 : gap / 3) {
            for (int at = gap; at < used; at++) {
                short symbol = sorted[at];
                int count = counts[symbol];
                int hole = at;
                while (hole >= gap && counts[sorted[hole - gap]] > count) {
                    sorted[hole] = sorted[hole - gap];
                    hole -= gap;
                }
                sorted[hole] = symbol;
            }
        }
        return used;
    }

    /**
     * Huffman's tree from two queues: leaves by weight, and inner nodes, which arise by weight.
     * Then counts how many leaves lie at each depth.
     */
    private void countLengths(int used) {
        for (int at = 0; at < used; at++) {
            weights[at] = counts[sorted[at]];
        }
        int leaf = 0;
        int inner = used;
        for (int node = used; node < 2 * used - 1; node++) {
            int weight = 0;
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < used
                        && (inner == node || weights[leaf] <= weights[inner]);
                int lightest = takeLeaf ? leaf++ : inner++;
                weight += weights[lightest];
                parents[lightest] = (short) node;
            }
            weights[node] = weight;
        }
        Arrays.fill(lengthCounts, 0);
        int root = 2 * used - 2;
        weights[root] = 0;
        for (int node = root - 1; node >= 0; node--) {
            int depth = weights[parents[node]] + 1;
            weights[node] = depth;
            if (node < used) {
                lengthCounts[Math.min(depth, lengthMax)]++;
            }
        }
        limitLengths();
    }

    /**
     * Leaves that were raised to the longest length overfill the code (Kraft's sum above one). Each
     * step takes a word of the longest length away to become the sibling of a shorter one.
     */
    private void limitLengths() {
        int sum = 0;
        for (int length = 1; length <= lengthMax; length++) {
            sum += lengthCounts[length] << lengthMax - length;
        }
        for (; sum > 1 << lengthMax; sum--) {
            int length = lengthMax - 1;
            while (lengthCounts[length] == 0) {
                length--;
            }
            lengthCounts[length]--;
            lengthCounts[length + 1] += 2;
            lengthCounts[lengthMax]--;
        }
    }

    private void assignLengths(int used) {
        Arrays.fill(lengths, (byte) 0);
        int at = 0;
        for (int length = lengthMax; length > 0; length--) {
            for (int count = lengthCounts[length]; count > 0; count--) {
                lengths[sorted[at++]] = (byte) length;
            }
        }
    }

    /** The canonical words for {@link #lengths}: RFC 1951, section 3.2.2, turned round. */
    void assignWords() {
        Arrays.fill(lengthCounts, 0);
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            lengthCounts[lengths[symbol]]++;
        }
        lengthCounts[0] = 0;
        int next = 0;
        for (int length = 1; length <= lengthMax; length++) {
            int count = lengthCounts[length];
            next <<= 1;
            lengthCounts[length] = next;
            next += count;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                words[symbol] =
                        (short) (Integer.reverse(lengthCounts[length]++) >>> 32 - length);
            }
        }
    }
}
