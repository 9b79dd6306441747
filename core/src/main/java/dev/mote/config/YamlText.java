package dev.mote.config;

/**
 * The characters of a text: UTF-8 decoded and checked, every line end made {@code \n}, a byte order
 * mark at the start dropped. Characters that YAML calls not printable are refused (YAML 1.2.2,
 * section 5.1), so that what a person sees is what is read.
 *
 * <p>Four NULs follow the text, which has none itself: a reader may look ahead without counting.
 */
final class YamlText {
    private static final int PADDING = 4;
    private static final int BAD = -1;

    private final byte[] input;
    private final int length;
    private final char[] chars;
    private int at;
    private int size;
    private int line = 1;
    private int column = 1;

    private YamlText(byte[] input, int length) {
        this.input = input;
        this.length = length;
        this.chars = new char[length + PADDING];
    }

    /** Decodes; the text ends at the first NUL of the answer. */
    static char[] decode(byte[] input, int length) {
        YamlText text = new YamlText(input, length);
        text.run();
        return text.chars;
    }

    private void run() {
        if (length >= 3 && (input[0] & 0xff) == 0xef && (input[1] & 0xff) == 0xbb
                && (input[2] & 0xff) == 0xbf) {
            at = 3;
        }
        while (at < length) {
            int c = next();
            if (c == BAD) {
                throw new YamlException(line, column,
                        "this is not UTF-8 text; save the file as UTF-8");
            }
            if (!isPrintable(c)) {
                throw new YamlException(line, column, "the character " + name(c)
                        + " is not allowed; remove it, or write it as an escape in double quotes");
            }
            put(c);
        }
    }

    private void put(int c) {
        if (c == '\r') {
            if (at < length && input[at] == '\n') {
                at++;
            }
            c = '\n';
        }
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        if (c < 0x10000) {
            chars[size++] = (char) c;
        } else {
            chars[size++] = (char) (0xd800 + (c - 0x10000 >> 10));
            chars[size++] = (char) (0xdc00 + (c - 0x10000 & 0x3ff));
        }
    }

    /** One code point; shortest forms only, no surrogates (RFC 3629). */
    private int next() {
        int first = input[at++] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || at + more > length) {
            return BAD;
        }
        int c = first & 0x3f >> more;
        for (int i = 0; i < more; i++) {
            int b = input[at++] & 0xff;
            if ((b & 0xc0) != 0x80) {
                return BAD;
            }
            c = c << 6 | b & 0x3f;
        }
        boolean overlong = c < (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
        boolean surrogate = c >= 0xd800 && c < 0xe000;
        return overlong || surrogate || c > 0x10ffff ? BAD : c;
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c < 0x7f || c == '\t' || c == '\n' || c == '\r' || c == 0x85
                || c >= 0xa0 && c != 0xfeff && c != 0xfffe && c != 0xffff;
    }

    private static String name(int c) {
        StringBuilder name = new StringBuilder("U+");
        for (int shift = 12; shift >= 0; shift -= 4) {
            name.append("0123456789ABCDEF".charAt(c >> shift & 0xf));
        }
        return name.toString();
    }
}
