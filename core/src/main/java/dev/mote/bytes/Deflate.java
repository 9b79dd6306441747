package dev.mote.bytes;

import java.util.Arrays;

/**
 * Deflate (RFC 1951): finds what was there before, and hands sequences of literals and matches to
 * {@link DeflateBlock}. The window is the input itself, so the only memory is two tables of
 * positions, 16 bits each. Positions wrap; every candidate is compared byte by byte, so a stale one
 * costs time and never correctness.
 *
 * <p>The search takes two thirds of the time, and what an agent compresses is one batch of metrics
 * after another, built alike, in which only numbers change. So the matches of the last input are
 * remembered and followed, each made sure of byte by byte and cut to what still matches, until
 * several in a row do not: from there on the input is built otherwise, and searched.
 */
final class Deflate {
    /** Shorter repetitions bring nothing on metrics, and hashing four bytes shortens the chains. */
    private static final int MATCH_MIN = 4;
    private static final int MATCH_MAX = 258;
    private static final int DISTANCE_MAX = 32_768;

    /** 8 kB: one batch of a host's metrics has about as many different words of four bytes. */
    private static final int HASH_BITS = 12;
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

    /** So much of what was followed is searched: all of it brings 1.4 % and takes 9 % longer. */
    private static final int ENTERED_MAX = 4096;

    /** 8 kB: the matches of one batch of a host's metrics, or two. */
    private static final int REMEMBERED_MAX = 2048;
    /** So many matches in a row that are none any more: built otherwise. */
    private static final int MISSES_MAX = 4;
    /** Once in so many inputs all is searched: what is followed only gets worse. */
    private static final int FOLLOWS_MAX = 30;

    private final short[] newest = new short[1 << HASH_BITS];
    private final short[] older = new short[CHAIN_POSITIONS];
    private final DeflateBlock block = new DeflateBlock();
    /** How far behind the start of the match before each begins (above), and its distance. */
    private final int[] matches = new int[REMEMBERED_MAX];
    private int remembered;
    /** Where the last remembered match begins. */
    private int lastMatch;
    private int follows;

    private byte[] in;
    private int start;
    private int limit;
    private int distance;

    /**
     * Appends the compressed form of {@code length} bytes.
     *
     * @param last one complete deflate stream; otherwise blocks of whole bytes after which others
     * may follow
     */
    void compress(byte[] bytes, int offset, int length, Buffer out, boolean last) {
        in = bytes;
        start = offset;
        limit = offset + length;
        block.begin(bytes, offset, out);
        if (follows++ == FOLLOWS_MAX) {
            remembered = 0;
            follows = 0;
        }
        int literalsFrom = follow();
        if (limit - literalsFrom > MATCH_MAX) {
            search(literalsFrom);
        } else {
            block.add(limit - literalsFrom, 0, 0);
        }
        block.finish(last);
        in = null;
    }

    /** Uses the remembered matches as far as they hold; returns where the last one ended. */
    private int follow() {
        int literalsFrom = start;
        int at = start;
        int good = 0;
        int goodAt = start;
        for (int match = 0; match < remembered && match - good < MISSES_MAX; match++) {
            at += matches[match] >>> 16;
            int back = matches[match] & 0xFFFF;
            int from = at > literalsFrom ? at : literalsFrom;
            int length = matchLength(from, from - back);
            if (length >= MATCH_MIN) {
                block.add(from - literalsFrom, length, back);
                literalsFrom = from + length;
                good = match + 1;
                goodAt = at;
            }
        }
        remembered = good;
        lastMatch = goodAt;
        return literalsFrom;
    }

    /** How many bytes are equal at two places, as far as a match may go. */
    private int matchLength(int at, int before) {
        int longest = limit - at < MATCH_MAX ? limit - at : MATCH_MAX;
        if (longest <= 0) {
            return 0; // a remembered match begins behind the end
        }
        int length = Arrays.mismatch(in, before, before + longest, in, at, at + longest);
        return length < 0 ? longest : length;
    }

    private void remember(int at, int back) {
        int gap = at - lastMatch;
        if (remembered < REMEMBERED_MAX && gap <= 0xFFFF) {
            matches[remembered++] = gap << 16 | back;
            lastMatch = at;
        }
    }

    /** Looks for matches from {@code literalsFrom} on. */
    private void search(int literalsFrom) {
        Arrays.fill(newest, (short) 0);
        int at = literalsFrom;
        insertAll(Math.max(start, at - ENTERED_MAX), Math.min(at, limit - MATCH_MIN + 1));
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
            remember(at, bestDistance);
            at += best;
            literalsFrom = at;
            insertAll(known, Math.min(at, limit - MATCH_MIN + 1));
        }
        block.add(limit - literalsFrom, 0, 0);
    }

    /** Enters all positions from {@code at} to before {@code end}: the hot loop of long matches. */
    private void insertAll(int at, int end) {
        if (at >= end) {
            return;
        }
        byte[] bytes = in;
        short[] heads = newest;
        short[] chain = older;
        for (int position = at - start; at < end; at++) {
            int slot = Words.getInt(bytes, at) * 0x9E3779B1 >>> 32 - HASH_BITS;
            chain[position & CHAIN_POSITIONS - 1] = heads[slot];
            heads[slot] = (short) position++;
        }
    }

    /**
     * Enters {@code at} and looks for a match there that is longer than {@code least}; returns its
     * length (or {@code least}) and sets {@link #distance}.
     */
    private int longestMatch(int at, int least) {
        int longest = limit - at;
        if (longest < MATCH_MIN) {
            return least;
        }
        byte[] bytes = in;
        short[] chain = older;
        int position = at - start;
        int slot = Words.getInt(bytes, at) * 0x9E3779B1 >>> 32 - HASH_BITS;
        int candidate = newest[slot];
        newest[slot] = (short) position;
        chain[position & CHAIN_POSITIONS - 1] = (short) candidate;
        longest = longest > MATCH_MAX ? MATCH_MAX : longest;
        if (longest <= least) {
            return least;
        }
        int best = least;
        int last = bytes[at + best];
        int lastButOne = bytes[at + best - 1];
        int back = 0;
        int candidates = least < MATCH_GOOD ? CANDIDATES_MAX : CANDIDATES_MAX / 4;
        for (; candidates > 0; candidates--) {
            int further = position - candidate & 0xFFFF;
            if (further <= back || further > DISTANCE_MAX || further > position) {
                break;
            }
            back = further;
            int before = at - back;
            if (bytes[before + best] == last && bytes[before + best - 1] == lastButOne) {
                int length = matchLength(at, before);
                if (length > best) {
                    best = length;
                    distance = back;
                    if (best == longest || best >= MATCH_NICE) {
                        break;
                    }
                    last = bytes[at + best];
                    lastButOne = bytes[at + best - 1];
                }
            }
            if (back >= CHAIN_POSITIONS) {
                break;
            }
            candidate = chain[position - back & CHAIN_POSITIONS - 1];
        }
        return best;
    }
}
