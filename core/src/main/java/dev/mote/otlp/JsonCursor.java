package dev.mote.otlp;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;

/**
 * Walks through a JSON text (RFC 8259) from token to token. After the first error it stands still:
 * {@link #failed} tells, and {@link #position} where.
 */
final class JsonCursor {
    private byte[] bytes;
    private int at;
    private int end;
    private boolean failed;
    /** The raw bytes of the text or number taken last. */
    int from;
    int to;

    JsonCursor over(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        at = offset;
        this.end = end;
        failed = false;
        return this;
    }

    boolean failed() {
        return failed;
    }

    int position() {
        return at;
    }

    boolean fail() {
        failed = true;
        return false;
    }

    /** The next byte behind blanks, which is not taken; -1 at the end or after an error. */
    int peek() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r'
                || bytes[at] == '\t')) {
            at++;
        }
        return at < end && !failed ? bytes[at] : -1;
    }

    /** Takes the byte if it comes next. */
    boolean takes(int expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** The byte has to come next. */
    boolean expect(int expected) {
        return takes(expected) || fail();
    }

    /** Takes a word: true, false or null. */
    boolean word(String word) {
        peek();
        boolean same = end - at >= word.length();
        for (int index = 0; same && index < word.length(); index++) {
            same = bytes[at + index] == word.charAt(index);
        }
        if (!same) {
            return fail();
        }
        at += word.length();
        return true;
    }

    /** Takes a text's raw bytes between the quotes; they are from {@code from} to {@code to}. */
    boolean raw() {
        if (!expect('"')) {
            return false;
        }
        from = at;
        while (at < end && bytes[at] != '"' && (bytes[at] >= ' ' || bytes[at] < 0)) {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= end || bytes[at] != '"') {
            at = Math.min(at, end);
            return fail();
        }
        to = at++;
        return true;
    }

    /** Takes a number's characters, or the raw bytes of a text in its place. */
    boolean number() {
        if (peek() == '"') {
            return raw();
        }
        from = at;
        while (at < end && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] == '-'
                || bytes[at] == '+' || bytes[at] == '.' || (bytes[at] | 0x20) == 'e')) {
            at++;
        }
        to = at;
        return at > from || fail();
    }

    boolean rawIs(String name, int offset) {
        boolean same = to - from == name.length() - offset;
        for (int index = 0; same && index < to - from; index++) {
            same = bytes[from + index] == name.charAt(offset + index);
        }
        return same;
    }

    /** Takes a text and appends it as UTF-8; what is not UTF-8 becomes '?'. */
    boolean text(Buffer out) {
        if (!raw()) {
            return false;
        }
        int start = from;
        for (int index = from; index < to; index++) {
            if (bytes[index] == '\\') {
                Utf8.copyValid(bytes, start, index - start, out);
                index = escape(index + 1, out);
                if (index < 0) {
                    return fail();
                }
                start = index + 1;
            }
        }
        Utf8.copyValid(bytes, start, to - start, out);
        return true;
    }

    /** Appends what an escape stands for; returns its last index, or -1. */
    private int escape(int index, Buffer out) {
        switch (bytes[index]) {
            case '"', '\\', '/' -> out.put(bytes[index]);
            case 'b' -> out.put('\b');
            case 'f' -> out.put('\f');
            case 'n' -> out.put('\n');
            case 'r' -> out.put('\r');
            case 't' -> out.put('\t');
            case 'u' -> {
                return unicode(index + 1, out);
            }
            default -> {
                return -1;
            }
        }
        return index;
    }

    private int unicode(int index, Buffer out) {
        int point = hex4(index);
        int last = index + 3;
        if (point >= 0xD800 && point < 0xDC00 && last + 6 < to && bytes[last + 1] == '\\'
                && bytes[last + 2] == 'u') {
            int low = hex4(last + 3);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + (point - 0xD800 << 10) + low - 0xDC00;
                last += 6;
            }
        }
        if (point < 0) {
            return -1;
        }
        out.utf8(point);
        return last;
    }

    private int hex4(int index) {
        int value = 0;
        for (int at = index; at < index + 4; at++) {
            int digit = at < to ? Ascii.hexadecimal(bytes[at]) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Skips a value of any kind; {@code depth} levels may open in it. */
    boolean skip(int depth) {
        int next = peek();
        if (depth == 0) {
            return fail();
        }
        return switch (next) {
            case '"' -> raw();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '{', '[' -> skipNested(next, depth);
            default -> number();
        };
    }

    private boolean skipNested(int open, int depth) {
        at++;
        int close = open == '{' ? '}' : ']';
        if (takes(close)) {
            return true;
        }
        do {
            if (open == '{' && !(raw() && expect(':')) || !skip(depth - 1)) {
                return false;
            }
        } while (takes(','));
        return expect(close);
    }
}
