package dev.mote.bytes;

import java.util.Arrays;

/**
 * Bytes that grow at their end. The array and the length are open to readers: what is written is
 * {@code bytes()[0 .. length())}, valid until the next write. Reused by {@link #clear}, so a steady
 * workload stops allocating once the largest content has been seen.
 */
public final class Buffer {
    private byte[] bytes;
    private int length;

    public Buffer(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public Buffer clear() {
        length = 0;
        return this;
    }

    /** Cuts back to, or after writing into {@link #bytes} moves on to, {@code length}. */
    public Buffer setLength(int length) {
        this.length = length;
        return this;
    }

    /** Makes room for {@code count} more bytes and returns the array. */
    public byte[] reserve(int count) {
        if (bytes.length - length < count) {
            grow(count);
        }
        return bytes;
    }

    /** Apart from {@link #reserve}, which is then small enough to be inlined everywhere. */
    private void grow(int count) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }

    /** Appends the low eight bits. */
    public Buffer put(int value) {
        byte[] b = length < bytes.length ? bytes : reserve(1);
        b[length++] = (byte) value;
        return this;
    }

    public Buffer put(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, reserve(count), length, count);
        length += count;
        return this;
    }

    /** Appends text that is known to be ASCII: one byte a character, nothing checked. */
    @SuppressWarnings("deprecation") // the one call that copies a String's bytes without garbage
    public Buffer ascii(String text) {
        int count = text.length();
        text.getBytes(0, count, reserve(count), length);
        length += count;
        return this;
    }

    /** Appends any text as UTF-8; a lone surrogate becomes '?'. */
    public Buffer utf8(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            utf8(point);
        }
        return this;
    }

    /** Appends one character as UTF-8; a lone surrogate becomes '?'. */
    public void utf8(int point) {
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xC0 | point >> 6).put(0x80 | point & 0x3F);
        } else if (point >= 0xD800 && point < 0xE000) {
            put('?');
        } else if (point < 0x10000) {
            put(0xE0 | point >> 12).put(0x80 | point >> 6 & 0x3F).put(0x80 | point & 0x3F);
        } else {
            put(0xF0 | point >> 18).put(0x80 | point >> 12 & 0x3F);
            put(0x80 | point >> 6 & 0x3F).put(0x80 | point & 0x3F);
        }
    }

    /** Appends a number in decimal. */
    public Buffer decimal(long value) {
        reserve(20);
        if (value < 0) {
            bytes[length++] = '-';
        }
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            long next = rest / 10;
            bytes[at] = (byte) ('0' + Math.abs((int) (rest - next * 10)));
            rest = next;
        }
        length += digits;
        return this;
    }

    /** Appends a protobuf varint: seven bits a byte, lowest first (protobuf.dev, Encoding). */
    public Buffer varint(long value) {
        return value >>> 7 == 0 ? put((int) value) : longVarint(value);
    }

    private Buffer longVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /** Appends eight bytes, lowest first. */
    public Buffer fixed64(long value) {
        Words.putLong(reserve(8), length, value);
        length += 8;
        return this;
    }

    /** What is written, as text of one byte a character. For messages and tests. */
    public String asText() {
        StringBuilder text = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            text.append((char) (bytes[at] & 0xFF));
        }
        return text.toString();
    }

    /** What is written, as UTF-8 text; what is not UTF-8 becomes U+FFFD. */
    public String asUtf8() {
        StringBuilder text = new StringBuilder(length);
        int at = 0;
        while (at < length) {
            int first = bytes[at++] & 0xFF;
            int more = first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1
                    : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : -1;
            int point = more == 0 ? first : first & 0x3F >> Math.max(0, more);
            int end = at + more;
            while (more > 0 && at < end && at < length && (bytes[at] & 0xC0) == 0x80) {
                point = point << 6 | bytes[at++] & 0x3F;
            }
            boolean whole = more >= 0 && at == end && Character.isValidCodePoint(point)
                    && (point < 0xD800 || point >= 0xE000)
                    && point >= (more < 2 ? 0 : more == 2 ? 0x800 : 0x10000);
            text.appendCodePoint(whole ? point : 0xFFFD);
        }
        return text.toString();
    }
}
