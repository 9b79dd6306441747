package dev.mote.grpc;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;

/** How messages and binary details stand in headers: percent-encoded, and in base64. */
public final class GrpcText {
    private static final String DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private GrpcText() {
    }

    /** Appends what a grpc-message says; what is not well encoded stays as it is. */
    static void decodePercent(byte[] text, int offset, int end, Buffer out) {
        for (int at = offset; at < end; at++) {
            boolean escape = text[at] == '%' && at + 2 < end;
            int high = escape ? Ascii.hexadecimal(text[at + 1]) : -1;
            int low = escape ? Ascii.hexadecimal(text[at + 2]) : -1;
            if (high >= 0 && low >= 0) {
                out.put(high << 4 | low);
                at += 2;
            } else {
                out.put(text[at]);
            }
        }
    }

    /** Appends bytes that were written in base64, with or without padding; false: they were not. */
    static boolean decodeBase64(byte[] text, int offset, int end, Buffer out) {
        int bits = 0;
        int count = 0;
        int at = offset;
        for (; at < end && text[at] != '='; at++) {
            int digit = DIGITS.indexOf(text[at]);
            if (digit < 0) {
                return false;
            }
            bits = bits << 6 | digit;
            count += 6;
            if (count >= 8) {
                count -= 8;
                out.put(bits >> count);
            }
        }
        return end - at <= 2;
    }

    /** Appends bytes in base64, without padding. */
    public static void encodeBase64(byte[] bytes, int offset, int end, Buffer out) {
        int bits = 0;
        int count = 0;
        for (int at = offset; at < end; at++) {
            bits = bits << 8 | bytes[at] & 0xFF;
            for (count += 8; count >= 6; count -= 6) {
                out.put(DIGITS.charAt(bits >> count - 6 & 63));
            }
        }
        if (count > 0) {
            out.put(DIGITS.charAt(bits << 6 - count & 63));
        }
    }
}
