package dev.mote.regex;

import java.util.Arrays;

/** Turns a parsed pattern into instructions. */
final class RegexCompiler {
    static final int RANGE = 0;
    static final int SET = 1;
    static final int SPLIT = 2;
    static final int JUMP = 3;
    static final int SAVE = 4;
    static final int ASSERT = 5;
    static final int MATCH = 6;

    /** Bounds memory and the work a byte: each instruction may be looked at once for each. */
    private static final int PROGRAM_MAX = 5_000;

    /** One instruction at each index: what it does, and two operands. */
    int[] op = new int[64];
    int[] a = new int[64];
    int[] b = new int[64];
    long[][] sets = new long[8][];
    int length;
    private int setCount;

    void compile(RegexNode root) {
        emit(SAVE, 0, 0);
        node(root);
        emit(SAVE, 1, 0);
        emit(MATCH, 0, 0);
    }

    private int emit(int what, int first, int second) {
        if (length == PROGRAM_MAX) {
            throw new RegexException(0, "the pattern is too large; shorten its repetitions");
        }
        if (length == op.length) {
            op = Arrays.copyOf(op, 2 * length);
            a = Arrays.copyOf(a, 2 * length);
            b = Arrays.copyOf(b, 2 * length);
        }
        op[length] = what;
        a[length] = first;
        b[length] = second;
        return length++;
    }

    private void node(RegexNode node) {
        switch (node.kind) {
            case EMPTY -> { }
            case BYTE_RANGE -> emit(RANGE, node.low, node.high);
            case BYTE_SET -> set(node.set);
            case SEQUENCE -> {
                for (RegexNode part : node.parts) {
                    node(part);
                }
            }
            case CHOICE -> choice(node);
            case REPEAT -> repeat(node);
            case GROUP -> {
                emit(SAVE, 2 * node.low, 0);
                node(node.parts.get(0));
                emit(SAVE, 2 * node.low + 1, 0);
            }
            case ASSERTION -> emit(ASSERT, node.low, 0);
        }
    }

    private void set(long[] bits) {
        if (setCount == sets.length) {
            sets = Arrays.copyOf(sets, 2 * setCount);
        }
        sets[setCount] = bits;
        emit(SET, setCount++, 0);
    }

    private void choice(RegexNode node) {
        int[] ends = new int[node.parts.size()];
        for (int at = 0; at < ends.length; at++) {
            boolean last = at == ends.length - 1;
            int split = last ? 0 : emit(SPLIT, length + 1, 0);
            node(node.parts.get(at));
            if (!last) {
                ends[at] = emit(JUMP, 0, 0);
                b[split] = length;
            }
        }
        for (int at = 0; at < ends.length - 1; at++) {
            a[ends[at]] = length;
        }
    }

    private void repeat(RegexNode node) {
        RegexNode part = node.parts.get(0);
        for (int times = 0; times < node.low; times++) {
            node(part);
        }
        if (node.high < 0) {
            int split = emit(SPLIT, length + 1, 0);
            node(part);
            emit(JUMP, split, 0);
            close(split, node.lazy);
            return;
        }
        int optional = node.high - node.low;
        int[] splits = new int[optional];
        for (int times = 0; times < optional; times++) {
            splits[times] = emit(SPLIT, length + 1, 0);
            node(part);
        }
        for (int split : splits) {
            close(split, node.lazy);
        }
    }

    /** The way around a repeated part; a lazy one prefers it. */
    private void close(int split, boolean lazy) {
        b[split] = length;
        if (lazy) {
            b[split] = a[split];
            a[split] = length;
        }
    }
}
