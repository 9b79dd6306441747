package dev.mote.regex;

import java.util.ArrayList;
import java.util.List;

/** A part of a parsed pattern. */
final class RegexNode {
    enum Kind { EMPTY, BYTE_RANGE, BYTE_SET, SEQUENCE, CHOICE, REPEAT, GROUP, ASSERTION }

    final Kind kind;
    final List<RegexNode> parts = new ArrayList<>();
    /** BYTE_RANGE: the lowest; REPEAT: least times; GROUP: its number; ASSERTION: which. */
    int low;
    /** BYTE_RANGE: the highest; REPEAT: most times, -1 without limit. */
    int high;
    boolean lazy;
    /** BYTE_SET: 256 bits. */
    long[] set;

    RegexNode(Kind kind) {
        this.kind = kind;
    }

    static RegexNode range(int low, int high) {
        RegexNode node = new RegexNode(Kind.BYTE_RANGE);
        node.low = low;
        node.high = high;
        return node;
    }

    static RegexNode set(long[] bits) {
        RegexNode node = new RegexNode(Kind.BYTE_SET);
        node.set = bits;
        return node;
    }

    static RegexNode assertion(int which) {
        RegexNode node = new RegexNode(Kind.ASSERTION);
        node.low = which;
        return node;
    }

    static RegexNode repeat(RegexNode part, int least, int most, boolean lazy) {
        RegexNode node = new RegexNode(Kind.REPEAT).with(part);
        node.low = least;
        node.high = most;
        node.lazy = lazy;
        return node;
    }

    RegexNode with(RegexNode part) {
        parts.add(part);
        return this;
    }
}
