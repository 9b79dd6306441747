package dev.mote.http;

import dev.mote.bytes.Ascii;

/**
 * Walks through the header lines of an HTTP/1.1 message (RFC 9112, section 5) where they stand,
 * without garbage. Lines end with CRLF or a bare LF. Client and server share it.
 *
 * <pre>
 *   scanner.over(bytes, afterStartLine, headEnd);
 *   while (scanner.next()) {
 *       if (scanner.nameIs("content-length")) { length = scanner.number(); }
 *   }
 *   if (scanner.malformed()) { … }
 * </pre>
 */
public final class HeaderScanner {
    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    private int nameOffset;
    private int nameLength;
    private int valueOffset;
    private int valueLength;
    private boolean malformed;

    /** The index behind the empty line that ends a head, or -1 when it has not come yet. */
    public static int headEnd(byte[] bytes, int offset, int limit) {
        for (int at = offset; at < limit; at++) {
            if (bytes[at] != '\n') {
                continue;
            }
            if (at + 1 < limit && bytes[at + 1] == '\n') {
                return at + 2;
            }
            if (at + 2 < limit && bytes[at + 1] == '\r' && bytes[at + 2] == '\n') {
                return at + 3;
            }
        }
        return -1;
    }

    /** Starts at the first header line; an empty line, or {@code limit}, ends the walk. */
    public HeaderScanner over(byte[] bytes, int offset, int limit) {
        this.bytes = bytes;
        this.limit = limit;
        position = offset;
        malformed = false;
        return this;
    }

    /** Moves to the next line; false at the end, or when the line is {@link #malformed}. */
    public boolean next() {
        if (malformed || position >= limit) {
            return false;
        }
        int end = position;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        int start = position;
        position = Math.min(limit, end + 1);
        if (end > start && bytes[end - 1] == '\r') {
            end--;
        }
        if (end == start) {
            position = limit;
            return false;
        }
        malformed = !split(start, end);
        return !malformed;
    }

    /** Name, colon, value. No blank before the colon, and none at a line's start: RFC 9112, 5.1. */
    private boolean split(int start, int end) {
        int colon = start;
        while (colon < end && isTokenByte(bytes[colon])) {
            colon++;
        }
        if (colon == start || colon == end || bytes[colon] != ':') {
            return false;
        }
        nameOffset = start;
        nameLength = colon - start;
        int from = colon + 1;
        while (from < end && isBlank(bytes[from])) {
            from++;
        }
        int to = end;
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        valueOffset = from;
        valueLength = to - from;
        for (int at = from; at < to; at++) {
            if (bytes[at] >= 0 && bytes[at] < ' ' && bytes[at] != '\t' || bytes[at] == 127) {
                return false;
            }
        }
        return true;
    }

    public boolean malformed() {
        return malformed;
    }

    /** Whether the line's name is {@code name}, which is given in lower case. */
    public boolean nameIs(String name) {
        return matches(nameOffset, nameLength, name);
    }

    /** Whether the line's value is {@code text}, which is given in lower case. */
    public boolean valueIs(String text) {
        return matches(valueOffset, valueLength, text);
    }

    /** Whether the value, up to the first blank or semicolon, is {@code lower} in any case. */
    public boolean mediaTypeIs(String lower) {
        int length = lower.length();
        return valueLength >= length && matches(valueOffset, length, lower)
                && (valueLength == length || bytes[valueOffset + length] == ';'
                || isBlank(bytes[valueOffset + length]));
    }

    /** Whether {@code token}, given in lower case, is one of the value's elements (a, b). */
    public boolean hasToken(String token) {
        int end = valueOffset + valueLength;
        int at = valueOffset;
        while (at < end) {
            int comma = at;
            while (comma < end && bytes[comma] != ',') {
                comma++;
            }
            int from = at;
            while (from < comma && isBlank(bytes[from])) {
                from++;
            }
            int to = comma;
            while (to > from && isBlank(bytes[to - 1])) {
                to--;
            }
            if (matches(from, to - from, token)) {
                return true;
            }
            at = comma + 1;
        }
        return false;
    }

    /** The value as a number of up to 18 digits and nothing else; -1 when it is not one. */
    public long number() {
        if (valueLength == 0 || valueLength > 18) {
            return -1;
        }
        long number = 0;
        for (int at = valueOffset; at < valueOffset + valueLength; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return -1;
            }
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }

    public int nameOffset() {
        return nameOffset;
    }

    public int nameLength() {
        return nameLength;
    }

    public int valueOffset() {
        return valueOffset;
    }

    public int valueLength() {
        return valueLength;
    }

    private boolean matches(int offset, int length, String lower) {
        if (length != lower.length()) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (Ascii.lower(bytes[offset + at]) != lower.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(int value) {
        return value == ' ' || value == '\t';
    }

    /** The characters of a token, RFC 9110, 5.6.2. */
    static boolean isTokenByte(int value) {
        int lower = Ascii.lower(value);
        return lower >= 'a' && lower <= 'z' || Ascii.isDigit(value)
                || value > 0 && "!#$%&'*+-.^_`|~".indexOf(value) >= 0;
    }
}
