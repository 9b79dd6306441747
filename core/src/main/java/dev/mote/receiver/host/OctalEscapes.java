package dev.mote.receiver.host;

/**
 * Names as the kernel writes them into tables: blank, tab, line end and backslash are a backslash
 * and three octal digits, as {@code \040} (fs/seq_file.c, mangle_path).
 */
final class OctalEscapes {
    private static final int DIGITS = 3;

    private OctalEscapes() {
    }

    /**
     * Decodes {@code length} bytes; may write over what it reads.
     *
     * @return the length of what was decoded, at most {@code length}
     */
    static int decode(byte[] from, int offset, int length, byte[] into, int at) {
        int end = offset + length;
        int written = at;
        for (int next = offset; next < end; next++) {
            int value = from[next] == '\\' && end - next > DIGITS ? octal(from, next + 1) : -1;
            if (value >= 0) {
                into[written++] = (byte) value;
                next += DIGITS;
            } else {
                into[written++] = from[next];
            }
        }
        return written - at;
    }

    private static int octal(byte[] from, int offset) {
        int value = 0;
        for (int at = offset; at < offset + DIGITS; at++) {
            if (from[at] < '0' || from[at] > '7') {
                return -1;
            }
            value = value * 8 + from[at] - '0';
        }
        return value;
    }
}
