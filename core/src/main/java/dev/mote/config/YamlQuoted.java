package dev.mote.config;

import dev.mote.bytes.Ascii;
import dev.mote.config.YamlNode.Style;

/** Scalars in single and double quotes (YAML 1.2.2, sections 5.7, 7.3.1 and 7.3.2). */
final class YamlQuoted {
    /** Each escape's letter, and below what it stands for; x, u and U take digits. */
    private static final String ESCAPES = "0abt\tnvfre \"/\\N_LP";
    private static final String ESCAPED =
            "\0\u0007\b\t\t\n\u000b\f\r\u001b \"/\\\u0085\u00a0\u2028\u2029";

    private final YamlCursor in;
    private final YamlNodes nodes;
    private StringBuilder text;
    /** Blanks before this length belong to the text even at a line's end. */
    private int kept;

    YamlQuoted(YamlCursor in, YamlNodes nodes) {
        this.in = in;
        this.nodes = nodes;
    }

    YamlNode read(int parent) {
        char quote = in.peek();
        int line = in.line();
        int column = in.column();
        text = new StringBuilder();
        kept = 0;
        in.skip(1);
        while (true) {
            char c = in.peek();
            if (in.atEnd()) {
                throw new YamlException(line, column, "this quote is never closed");
            }
            if (c == '\n') {
                lineEnd(parent, false);
            } else if (c == quote && quote == '\'' && in.peek(1) == '\'') {
                text.append(c);
                in.skip(2);
            } else if (c == quote) {
                in.skip(1);
                Style style = quote == '"' ? Style.DOUBLE_QUOTED : Style.SINGLE_QUOTED;
                return nodes.scalar(style, line, column, text.toString());
            } else if (c == '\\' && quote == '"') {
                escape(parent);
            } else {
                text.append(c);
                in.skip(1);
            }
        }
    }

    /** Blanks around line ends do not count; lines are folded. */
    private void lineEnd(int parent, boolean escaped) {
        int length = text.length();
        while (!escaped && length > kept && YamlCursor.isBlank(text.charAt(length - 1))) {
            length--;
        }
        text.setLength(length);
        int breaks = 0;
        int spaces = 0;
        while (in.peek() == '\n') {
            in.newLine();
            breaks++;
            if (in.atMarker()) {
                in.checkContinuation(parent, 0);
            }
            in.skipSpaces();
            spaces = in.indent();
            in.skipBlanks();
        }
        if (!in.atEnd()) {
            in.checkContinuation(parent, spaces);
        }
        if (escaped && breaks == 1) {
            return;
        }
        YamlPlain.fold(text, breaks);
        kept = text.length();
    }

    private void escape(int parent) {
        char c = in.peek(1);
        int known = ESCAPES.indexOf(c);
        if (c == '\n') {
            in.skip(1);
            kept = text.length();
            lineEnd(parent, true);
        } else if (c == 'x') {
            digits(2);
        } else if (c == 'u') {
            digits(4);
        } else if (c == 'U') {
            digits(8);
        } else if (known >= 0) {
            text.append(ESCAPED.charAt(known));
            in.skip(2);
        } else {
            throw in.error("unknown escape; write \\\\ for a backslash, or use single quotes");
        }
        kept = text.length();
    }

    private void digits(int count) {
        int code = 0;
        for (int i = 2; i < 2 + count; i++) {
            int digit = Ascii.hexadecimal(in.peek(i));
            if (digit < 0) {
                throw in.error("this escape needs " + count + " hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        if (code < 0 || code > 0x10ffff || code >= 0xd800 && code < 0xe000) {
            throw in.error("this escape is no Unicode character");
        }
        if (code >= 0x10000) {
            text.append((char) (0xd800 + (code - 0x10000 >> 10)));
            text.append((char) (0xdc00 + (code - 0x10000 & 0x3ff)));
        } else {
            text.append((char) code);
        }
        in.skip(2 + count);
    }
}
