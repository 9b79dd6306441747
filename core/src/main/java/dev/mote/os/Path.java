package dev.mote.os;

import java.util.Arrays;

/**
 * A path under construction: bytes that end with a zero, kept so after every step. Reused from call
 * to call, so that building {@code /proc/1234/stat} makes no garbage. Usual idiom: remember
 * {@link #length}, append, use {@link #bytes}, {@link #cut} back.
 */
public final class Path {
    /** Linux's PATH_MAX; a longer path is cut, and then simply not found. */
    private static final int BYTES_MAX = 4096;

    private byte[] bytes = new byte[64];
    private int length;

    public Path() {
    }

    public Path(String start) {
        append(start);
    }

    /** The zero-terminated path; valid until the next change. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Cuts the path back to its first {@code length} bytes. */
    public Path cut(int length) {
        this.length = length;
        bytes[length] = 0;
        return this;
    }

    /** Appends text as UTF-8. */
    public Path append(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            appendCodePoint(point);
        }
        return this;
    }

    public Path append(byte[] from, int offset, int count) {
        int taken = room(count);
        System.arraycopy(from, offset, bytes, length, taken);
        return cut(length + taken);
    }

    /** Appends a number of zero or more in decimal. */
    public Path append(int number) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        if (room(digits) < digits) {
            return this;
        }
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return cut(length + digits);
    }

    private void appendCodePoint(int point) {
        if (point < 0x80) {
            add(point);
        } else if (point < 0x800) {
            add(0xC0 | point >> 6);
            add(0x80 | point & 0x3F);
        } else if (point < 0x10000) {
            add(0xE0 | point >> 12);
            add(0x80 | point >> 6 & 0x3F);
            add(0x80 | point & 0x3F);
        } else {
            add(0xF0 | point >> 18);
            add(0x80 | point >> 12 & 0x3F);
            add(0x80 | point >> 6 & 0x3F);
            add(0x80 | point & 0x3F);
        }
    }

    private void add(int value) {
        if (room(1) == 1) {
            bytes[length] = (byte) value;
            cut(length + 1);
        }
    }

    /** Makes room for {@code count} more bytes and the zero; returns how many may be added. */
    private int room(int count) {
        int wanted = Math.min(length + count + 1, BYTES_MAX);
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, Math.min(2 * bytes.length, BYTES_MAX)));
        }
        return Math.min(count, bytes.length - 1 - length);
    }
}
