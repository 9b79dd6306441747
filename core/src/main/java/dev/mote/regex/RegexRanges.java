package dev.mote.regex;

import java.util.Arrays;

/** A set of characters as ranges of code points, and the node that matches their UTF-8. */
final class RegexRanges {
    private static final int LAST = 0x10FFFF;
    /** The last code point that UTF-8 writes in 1, 2, 3 and 4 bytes. */
    private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xFFFF, LAST};

    private int[] ranges = new int[16];
    private int count;

    void add(int low, int high) {
        if (2 * count == ranges.length) {
            ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        ranges[2 * count] = low;
        ranges[2 * count + 1] = high;
        count++;
    }

    void addAll(RegexRanges other) {
        for (int at = 0; at < other.count; at++) {
            add(other.ranges[2 * at], other.ranges[2 * at + 1]);
        }
    }

    /** Adds the other case of ASCII letters. */
    void foldCase() {
        int before = count;
        for (int at = 0; at < before; at++) {
            int low = ranges[2 * at];
            int high = ranges[2 * at + 1];
            shifted(Math.max(low, 'a'), Math.min(high, 'z'), 'A' - 'a');
            shifted(Math.max(low, 'A'), Math.min(high, 'Z'), 'a' - 'A');
        }
    }

    private void shifted(int low, int high, int by) {
        if (low <= high) {
            add(low + by, high + by);
        }
    }

    RegexRanges not() {
        sort();
        RegexRanges result = new RegexRanges();
        int next = 0;
        for (int at = 0; at < count; at++) {
            if (ranges[2 * at] > next) {
                result.add(next, ranges[2 * at] - 1);
            }
            next = Math.max(next, ranges[2 * at + 1] + 1);
        }
        if (next <= LAST) {
            result.add(next, LAST);
        }
        return result;
    }

    private void sort() {
        for (int at = 1; at < count; at++) {
            for (int to = at; to > 0 && ranges[2 * to] < ranges[2 * to - 2]; to--) {
                swap(2 * to, 2 * to - 2);
                swap(2 * to + 1, 2 * to - 1);
            }
        }
    }

    private void swap(int a, int b) {
        int kept = ranges[a];
        ranges[a] = ranges[b];
        ranges[b] = kept;
    }

    RegexNode toNode() {
        long[] ascii = new long[4];
        boolean anyAscii = false;
        RegexNode choice = new RegexNode(RegexNode.Kind.CHOICE);
        for (int at = 0; at < count; at++) {
            int low = ranges[2 * at];
            for (int one = low; one <= Math.min(ranges[2 * at + 1], 0x7F); one++) {
                ascii[one >> 6] |= 1L << one;
                anyAscii = true;
            }
            utf8(Math.max(low, 0x80), ranges[2 * at + 1], choice);
        }
        if (choice.parts.isEmpty() || anyAscii) {
            choice.parts.add(0, RegexNode.set(ascii));
        }
        return choice.parts.size() == 1 ? choice.parts.get(0) : choice;
    }

    /** Splits a range where the length of UTF-8 changes, and where trailing bytes are not full. */
    private static void utf8(int low, int high, RegexNode choice) {
        if (low > high) {
            return;
        }
        for (int last : LAST_OF_LENGTH) {
            if (low <= last && high > last) {
                utf8(low, last, choice);
                utf8(last + 1, high, choice);
                return;
            }
        }
        for (int bits = 6; bits < 24 && low > 0x7F; bits += 6) {
            int mask = (1 << bits) - 1;
            if ((low & ~mask) != (high & ~mask)) {
                if ((low & mask) != 0) {
                    utf8(low, low | mask, choice);
                    utf8((low | mask) + 1, high, choice);
                    return;
                }
                if ((high & mask) != mask) {
                    utf8(low, (high & ~mask) - 1, choice);
                    utf8(high & ~mask, high, choice);
                    return;
                }
            }
        }
        choice.with(bytes(low, high));
    }

    private static RegexNode bytes(int low, int high) {
        RegexNode sequence = new RegexNode(RegexNode.Kind.SEQUENCE);
        int length = low < 0x80 ? 1 : low < 0x800 ? 2 : low < 0x10000 ? 3 : 4;
        for (int at = 0; at < length; at++) {
            sequence.with(RegexNode.range(byteOf(low, length, at), byteOf(high, length, at)));
        }
        return sequence;
    }

    private static int byteOf(int point, int length, int at) {
        int rest = point >> 6 * (length - 1 - at);
        return length == 1 ? point : at > 0 ? 0x80 | rest & 0x3F
                : (0xF00 >> length & 0xFF) | rest;
    }
}
