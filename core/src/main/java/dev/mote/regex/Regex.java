package dev.mote.regex;

import dev.mote.bytes.Ascii;
import java.util.Arrays;
import java.util.List;

/**
 * A compiled pattern with the memory to match it: not for two threads, and without garbage. Of
 * several matches the leftmost counts, and of those the one that the pattern's order prefers, as
 * in RE2 and Perl.
 */
public final class Regex {
    static final int TEXT_START = 0;
    static final int TEXT_END = 1;
    static final int WORD_EDGE = 2;
    static final int NO_WORD_EDGE = 3;
    static final int LINE_START = 4;
    static final int LINE_END = 5;

    private final int[] op;
    private final int[] a;
    private final int[] b;
    private final long[][] sets;
    private final List<String> names;
    private final int slots;
    /** Bytes that a match can begin with; null when it may be empty or begins with any. */
    private final long[] first;

    /** Two lists of instructions to go on with, in order of preference, and what each saved. */
    private int[] now;
    private int[] next;
    private int[] nowSaved;
    private int[] nextSaved;
    private int nowCount;
    private int nextCount;
    /** In which step an instruction was put on a list last. */
    private final int[] seen;
    private int step;
    /** Ways not yet followed: an instruction, or a slot to restore and its value. */
    private int[] stack = new int[64];
    private int stackSize;
    private final int[] saved;
    private final int[] result;

    private byte[] text;
    private int from;
    private int to;

    private Regex(RegexCompiler program, List<String> names) {
        op = Arrays.copyOf(program.op, program.length);
        a = program.a;
        b = program.b;
        sets = program.sets;
        this.names = names;
        slots = 2 * (names.size() + 1);
        now = new int[op.length];
        next = new int[op.length];
        nowSaved = new int[op.length * slots];
        nextSaved = new int[op.length * slots];
        seen = new int[op.length];
        saved = new int[slots];
        result = new int[slots];
        first = firstBytes();
    }

    /** Throws {@link RegexException} when the pattern cannot be used. */
    public static Regex compile(String pattern) {
        RegexParser parser = new RegexParser(pattern);
        RegexNode root = parser.parse();
        RegexCompiler program = new RegexCompiler();
        program.compile(root);
        return new Regex(program, parser.groups);
    }

    /** Groups without the whole match. */
    public int groupCount() {
        return names.size();
    }

    /** The name of group 1 and on; null when it has none. */
    public String groupName(int group) {
        return names.get(group - 1);
    }

    /** Where a group of the last match begins; -1 when it took no part. Group 0 is all. */
    public int start(int group) {
        return result[2 * group];
    }

    public int end(int group) {
        return result[2 * group + 1];
    }

    /** Whether the pattern matches somewhere in the text. */
    public boolean matches(byte[] bytes, int offset, int length) {
        return find(bytes, offset, offset + length, offset);
    }

    /** Finds the first match that begins at {@code at} or later in {@code bytes[offset, end)}. */
    public boolean find(byte[] bytes, int offset, int end, int at) {
        text = bytes;
        from = offset;
        to = end;
        nowCount = 0;
        boolean found = false;
        for (int position = at; position <= end; position++) {
            if (nowCount == 0) {
                if (found) {
                    break;
                }
                position = skip(position);
                if (position > end) {
                    break;
                }
            }
            if (!found && isBetweenCharacters(position)) {
                beginAt(position);
            }
            found |= stepOver(position);
        }
        return found;
    }

    /** A match of nothing must not split the bytes of one character. */
    private boolean isBetweenCharacters(int position) {
        return position == from || position == to || (text[position] & 0xC0) != 0x80;
    }

    /** The next place where a match can begin; beyond the end when there is none. */
    private int skip(int position) {
        if (first == null) {
            return position;
        }
        int at = position;
        while (at < to && (first[(text[at] & 0xFF) >> 6] & 1L << text[at]) == 0) {
            at++;
        }
        return at < to ? at : to + 1;
    }

    /** A match may begin here too; whatever began earlier is preferred. */
    private void beginAt(int position) {
        if (nowCount == 0) {
            newStep();
        }
        Arrays.fill(saved, -1);
        int kept = nextCount;
        int[] list = next;
        int[] listSaved = nextSaved;
        next = now;
        nextSaved = nowSaved;
        nextCount = nowCount;
        follow(0, position);
        nowCount = nextCount;
        next = list;
        nextSaved = listSaved;
        nextCount = kept;
    }

    private void newStep() {
        if (++step == Integer.MAX_VALUE) {
            Arrays.fill(seen, 0);
            step = 1;
        }
    }

    /** Takes the byte at the position on all ways; true when one of them has matched before it. */
    private boolean stepOver(int position) {
        int value = position < to ? text[position] & 0xFF : -1;
        newStep();
        nextCount = 0;
        boolean matched = false;
        for (int at = 0; at < nowCount && !matched; at++) {
            int pc = now[at];
            if (op[pc] == RegexCompiler.MATCH) {
                System.arraycopy(nowSaved, at * slots, result, 0, slots);
                matched = true;
            } else if (value >= 0 && takes(pc, value)) {
                System.arraycopy(nowSaved, at * slots, saved, 0, slots);
                follow(pc + 1, position + 1);
            }
        }
        int[] list = now;
        now = next;
        next = list;
        list = nowSaved;
        nowSaved = nextSaved;
        nextSaved = list;
        nowCount = nextCount;
        return matched;
    }

    private boolean takes(int pc, int value) {
        return op[pc] == RegexCompiler.RANGE ? value >= a[pc] && value <= b[pc]
                : (sets[a[pc]][value >> 6] & 1L << value) != 0;
    }

    /** Puts on the next list what can be reached from an instruction without taking a byte. */
    private void follow(int start, int position) {
        stackSize = 0;
        push(start, 0);
        while (stackSize > 0) {
            int value = stack[--stackSize];
            int pc = stack[--stackSize];
            if (pc < 0) {
                saved[-1 - pc] = value;
            } else if (seen[pc] != step) {
                seen[pc] = step;
                instruction(pc, position);
            }
        }
    }

    private void instruction(int pc, int position) {
        switch (op[pc]) {
            case RegexCompiler.JUMP -> push(a[pc], 0);
            case RegexCompiler.SPLIT -> {
                push(b[pc], 0);
                push(a[pc], 0);
            }
            case RegexCompiler.SAVE -> {
                push(-1 - a[pc], saved[a[pc]]);
                saved[a[pc]] = position;
                push(pc + 1, 0);
            }
            case RegexCompiler.ASSERT -> {
                if (holds(a[pc], position)) {
                    push(pc + 1, 0);
                }
            }
            default -> {
                System.arraycopy(saved, 0, nextSaved, nextCount * slots, slots);
                next[nextCount++] = pc;
            }
        }
    }

    private void push(int pc, int value) {
        if (stackSize + 2 > stack.length) {
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[stackSize++] = pc;
        stack[stackSize++] = value;
    }

    private boolean holds(int assertion, int position) {
        return switch (assertion) {
            case TEXT_START -> position == from;
            case TEXT_END -> position == to;
            case LINE_START -> position == from || text[position - 1] == '\n';
            case LINE_END -> position == to || text[position] == '\n';
            default -> (isWord(position - 1) != isWord(position)) == (assertion == WORD_EDGE);
        };
    }

    private boolean isWord(int position) {
        if (position < from || position >= to) {
            return false;
        }
        return Ascii.isOfWord(text[position]);
    }

    private long[] firstBytes() {
        text = new byte[0];
        newStep();
        nextCount = 0;
        long[] bits = new long[4];
        stackSize = 0;
        push(0, 0);
        while (stackSize > 0) {
            stackSize--;
            int pc = stack[--stackSize];
            if (pc < 0 || seen[pc] == step) {
                continue;
            }
            seen[pc] = step;
            switch (op[pc]) {
                case RegexCompiler.MATCH -> {
                    return null;
                }
                case RegexCompiler.ASSERT -> push(pc + 1, 0);
                case RegexCompiler.RANGE, RegexCompiler.SET -> {
                    for (int value = 0; value < 256; value++) {
                        bits[value >> 6] |= takes(pc, value) ? 1L << value : 0;
                    }
                }
                default -> instruction(pc, 0);
            }
        }
        return bits;
    }
}
