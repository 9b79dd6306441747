package dev.mote.otlp;

import dev.mote.bytes.Buffer;

/** Protobuf strings must be UTF-8; names of devices, mounts and processes may be anything. */
public final class Utf8 {
    private Utf8() {
    }

    /**
     * Copies text, with '?' for each byte that is not part of a well-formed sequence (RFC 3629).
     */
    public static void copyValid(byte[] text, int offset, int length, Buffer out) {
        int limit = offset + length;
        int at = offset;
        while (at < limit) {
            int end = at;
            while (end < limit && text[end] >= 0) {
                end++;
            }
            out.put(text, at, end - at);
            at = end;
            if (at == limit) {
                return;
            }
            int count = sequenceLength(text, at, limit);
            if (count == 0) {
                out.put('?');
                at++;
            } else {
                out.put(text, at, count);
                at += count;
            }
        }
    }

    /** The length of the well-formed sequence at {@code at}, 0 if there is none. */
    static int sequenceLength(byte[] text, int at, int limit) {
        int first = text[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int count = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3
                : first >= 0xF0 && first < 0xF5 ? 4 : 0;
        if (count == 0 || at + count > limit) {
            return 0;
        }
        for (int next = 1; next < count; next++) {
            if ((text[at + next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = text[at + 1] & 0xFF;
        boolean overlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean surrogate = first == 0xED && second >= 0xA0;
        boolean beyond = first == 0xF4 && second >= 0x90;
        return overlong || surrogate || beyond ? 0 : count;
    }
}
