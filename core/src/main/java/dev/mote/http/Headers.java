package dev.mote.http;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * A list of headers, names in lower case: a head as both versions of HTTP have it, with HTTP/2's
 * {@code :method} and so on for what stands in the first line of HTTP/1.1. Reused; its size is
 * counted as RFC 9113, 6.5.2, does, and what is beyond the limit is left out.
 */
public final class Headers {
    /** What is counted for each header besides its text. */
    private static final int HEADER_BYTES = 32;

    private final int sizeMax;
    private final Buffer text = new Buffer(512);
    /** Name offset, value offset, end. */
    private int[] places = new int[3 * 16];
    private int count;
    private int size;
    private boolean tooLarge;
    private int nameOffset;
    private int valueOffset;
    private int valueEnd;

    /** @param sizeMax bounds the memory that somebody else can make us take for one head */
    public Headers(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    public Headers clear() {
        text.clear();
        count = 0;
        size = 0;
        tooLarge = false;
        return this;
    }

    /** Where to append the name and then the value of a header under construction. */
    public Buffer text() {
        return text;
    }

    public void beginName() {
        nameOffset = text.length();
    }

    public void beginValue() {
        valueOffset = text.length();
    }

    /** Ends the header under construction. */
    public void end() {
        size += text.length() - nameOffset + HEADER_BYTES;
        if (size > sizeMax || tooLarge) {
            tooLarge = true;
            size = sizeMax;
            text.setLength(nameOffset);
            return;
        }
        if (3 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[3 * count] = nameOffset;
        places[3 * count + 1] = valueOffset;
        places[3 * count + 2] = text.length();
        count++;
    }

    public Headers add(String name, String value) {
        beginName();
        text.ascii(name);
        beginValue();
        text.ascii(value);
        end();
        return this;
    }

    public Headers add(String name, byte[] value, int offset, int length) {
        beginName();
        text.ascii(name);
        beginValue();
        text.put(value, offset, length);
        end();
        return this;
    }

    public int count() {
        return count;
    }

    /** Whether headers are missing, because the list is larger than allowed. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** Makes the header at {@code index} the current one. */
    public Headers at(int index) {
        nameOffset = places[3 * index];
        valueOffset = places[3 * index + 1];
        valueEnd = places[3 * index + 2];
        return this;
    }

    /** Finds the first header of this name and makes it the current one. */
    public boolean find(String name) {
        for (int index = 0; index < count; index++) {
            if (is(places[3 * index], places[3 * index + 1], name)) {
                at(index);
                return true;
            }
        }
        return false;
    }

    public byte[] bytes() {
        return text.bytes();
    }

    public int nameOffset() {
        return nameOffset;
    }

    public int nameLength() {
        return valueOffset - nameOffset;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** Of the current header. */
    public int valueLength() {
        return valueEnd - valueOffset;
    }

    /** The current value as text; for messages and tests. */
    public String value() {
        StringBuilder value = new StringBuilder(valueLength());
        for (int at = valueOffset; at < valueEnd; at++) {
            value.append((char) (text.bytes()[at] & 0xFF));
        }
        return value.toString();
    }

    public boolean nameIs(String name) {
        return is(nameOffset, valueOffset, name);
    }

    /** Whether the current value is {@code text}, to the letter. */
    public boolean valueIs(String text) {
        return is(valueOffset, valueEnd, text);
    }

    /**
     * Whether the current value, up to the first blank or semicolon, is {@code lower} in any case.
     */
    public boolean mediaTypeIs(String lower) {
        int length = lower.length();
        boolean same = valueLength() >= length;
        for (int at = 0; same && at < length; at++) {
            same = Ascii.lower(bytes()[valueOffset + at]) == lower.charAt(at);
        }
        return same && (valueLength() == length || bytes()[valueOffset + length] == ';'
                || HeaderScanner.isBlank(bytes()[valueOffset + length]));
    }

    /** The current value as a number of up to 18 digits and nothing else; -1: it is not one. */
    public long number() {
        long number = valueLength() == 0 || valueLength() > 18 ? -1 : 0;
        for (int at = valueOffset; at < valueEnd && number >= 0; at++) {
            int digit = bytes()[at] - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }

    private boolean is(int from, int to, String expected) {
        boolean same = to - from == expected.length();
        byte[] bytes = text.bytes();
        for (int at = 0; same && at < expected.length(); at++) {
            same = bytes[from + at] == expected.charAt(at);
        }
        return same;
    }
}
