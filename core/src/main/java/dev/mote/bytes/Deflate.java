package dev.mote.bytes;

import java.util.Arrays;

/**
 * Deflate (RFC 1951): finds what was there before, and hands sequences of literals and matches to
 * {@link DeflateBlock}. The window is the input itself, so the only memory is two tables of
 * positions, 16 bits each. Positions wrap; every candidate is compared byte by byte, so a stale one
 * costs time and never correctness.
 */
final class Deflate {
    /** Shorter repetitions bring nothing on metrics, and hashing four bytes shortens the chains. */
    private static final int MATCH_MIN = 4;
    private static final int MATCH_MAX = 258;
    private static final int DISTANCE_MAX = 32_768;

    /** 4 kB: one batch of a host's metrics has about as many different words of four bytes. */
    private static final int HASH_BITS = 11;
    /** 4 kB: how far back chains go on; the first candidate may lie anywhere in the window. */
    private static final int CHAIN_POSITIONS = 1 << 11;
    /** Candidates looked at; four times as many bring 2 % and take 1.3 times as long. */
    private static final int CANDIDATES_MAX = 32;
    /** With a match this long at hand, a quarter of the candidates must do for a better one. */
    private static final int MATCH_GOOD = 8;
    /** A match this long is taken without looking one byte further for a better one. */
    private static final int MATCH_LAZY = 32;
    /** A match this long ends the search. */
    private static final int MATCH_NICE = 64;

    private final short[] newest = new short[1 << HASH_BITS];
    private final short[] older = new short[CHAIN_POSITIONS];
    private final DeflateBlock block = new DeflateBlock();

    private byte[] in;
    private int start;
    private int limit;
    private int distance;

    /** Appends the compressed form of {@code length} bytes, as one complete deflate stream. */
    void compress(byte[] bytes, int offset, int length, Buffer out) {
        in = bytes;
        start = offset;
        limit = offset + length;
        Arrays.fill(newest, (short) 0);
        block.begin(bytes, offset, out);
        int literalsFrom = offset;
        int at = offset;
        while (at < limit) {
            int best = longestMatch(at, MATCH_MIN - 1);
            if (best < MATCH_MIN) {
                at++;
                continue;
            }
            int bestDistance = distance;
            int known = at + 1;
            while (best < MATCH_LAZY) {
                int next = longestMatch(known++, best);
                if (next <= best) {
                    break;
                }
                best = next;
                bestDistance = distance;
                at++;
            }
            block.add(at - literalsFrom, best, bestDistance);
            at += best;
            literalsFrom = at;
            insertAll(known, Math.min(at, limit - MATCH_MIN + 1));
        }
        block.add(limit - literalsFrom, 0, 0);
        block.finish();
        in = null;
    }

    private int hash(int at) {
        int word = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8 | (in[at + 2] & 0xFF) << 16
                | in[at + 3] << 24;
        return word * 0x9E3779B1 >>> 32 - HASH_BITS;
    }

    /** Enters all positions from {@code at} to before {@code end}: the hot loop of long matches. */
    private void insertAll(int at, int end) {
        if (at >= end) {
            return;
        }
        byte[] bytes = in;
        short[] heads = newest;
        short[] chain = older;
        int word = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF) << 16 | bytes[at + 2] << 24;
        for (int position = at - start; at < end; at++) {
            word = word >>> 8 | bytes[at + 3] << 24;
            int slot = word * 0x9E3779B1 >>> 32 - HASH_BITS;
            chain[position & CHAIN_POSITIONS - 1] = heads[slot];
            heads[slot] = (short) position++;
        }
    }

    /** Enters the position into the tables; returns the one that had its place, modulo 2^16. */
    private int insert(int at) {
        if (limit - at < MATCH_MIN) {
            return at - start;
        }
        int slot = hash(at);
        int before = newest[slot];
        newest[slot] = (short) (at - start);
        older[at - start & CHAIN_POSITIONS - 1] = (short) before;
        return before;
    }

    /**
     * Enters {@code at} and looks for a match there that is longer than {@code least}; returns its
     * length (or {@code least}) and sets {@link #distance}.
     */
    private int longestMatch(int at, int least) {
        int longest = Math.min(MATCH_MAX, limit - at);
        int candidate = insert(at);
        if (longest <= least) {
            return least;
        }
        byte[] bytes = in;
        int position = at - start;
        int best = least;
        int last = bytes[at + best];
        int back = 0;
        int candidates = least < MATCH_GOOD ? CANDIDATES_MAX : CANDIDATES_MAX / 4;
        for (; candidates > 0; candidates--) {
            int further = position - candidate & 0xFFFF;
            if (further <= back || further > DISTANCE_MAX || further > position) {
                break;
            }
            back = further;
            int before = at - back;
            if (bytes[before + best] == last && bytes[before + best - 1] == bytes[at + best - 1]) {
                int length = 0;
                while (length < longest && bytes[before + length] == bytes[at + length]) {
                    length++;
                }
                if (length > best) {
                    best = length;
                    distance = back;
                    if (best == longest || best >= MATCH_NICE) {
                        break;
                    }
                    last = bytes[at + best];
                }
            }
            if (back >= CHAIN_POSITIONS) {
                break;
            }
            candidate = older[position - back & CHAIN_POSITIONS - 1];
        }
        return best;
    }
}
