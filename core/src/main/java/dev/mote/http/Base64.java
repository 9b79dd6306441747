package dev.mote.http;

import dev.mote.bytes.Buffer;

/** Base64 with padding (RFC 4648, section 4). */
final class Base64 {
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64() {
    }

    /** Text as UTF-8 in Base64. */
    static String encode(String text) {
        Buffer bytes = new Buffer(text.length() + 2).utf8(text);
        int length = bytes.length();
        bytes.put(0).put(0);
        Buffer out = new Buffer(2 * length + 4);
        for (int at = 0; at < length; at += 3) {
            int group = (bytes.bytes()[at] & 0xFF) << 16 | (bytes.bytes()[at + 1] & 0xFF) << 8
                    | bytes.bytes()[at + 2] & 0xFF;
            for (int digit = 0; digit < 4; digit++) {
                int value = group >> 18 - 6 * digit & 0x3F;
                out.put(at + digit > length ? '=' : DIGITS.charAt(value));
            }
        }
        return out.asText();
    }
}
