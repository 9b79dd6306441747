package dev.mote.config;

import dev.mote.config.YamlNode.Style;

/** Scalars without quotes (YAML 1.2.2, section 7.3.3). */
final class YamlPlain {
    private final YamlCursor in;
    private final YamlNodes nodes;

    YamlPlain(YamlCursor in, YamlNodes nodes) {
        this.in = in;
        this.nodes = nodes;
    }

    /** The part of a plain scalar in this line; the cursor then stands after the blanks. */
    YamlNode readLine(boolean inFlow) {
        checkStart(inFlow);
        int line = in.line();
        int column = in.column();
        int from = in.at();
        return nodes.scalar(Style.PLAIN, line, column, in.slice(from, scanLine(inFlow)));
    }

    /** Lines that belong to a scalar which began in a line that ends here. */
    YamlNode continueLines(YamlNode first, int parent) {
        StringBuilder text = null;
        while (!in.atComment() && in.atLineEnd() && !in.atEnd()) {
            int at = in.at();
            int line = in.line();
            int lineStart = in.lineStart();
            int breaks = breaks();
            int spaces = in.indent();
            in.skipBlanks();
            if (in.ended() || spaces <= parent || in.atComment()) {
                in.back(at, line, lineStart);
                break;
            }
            if (text == null) {
                text = new StringBuilder(first.text());
            }
            checkContinuation();
            fold(text, breaks);
            int from = in.at();
            in.append(text, from, scanLine(false));
            if (in.peek() == ':' && YamlCursor.isBlankOrEnd(in.peek(1))) {
                in.back(from, in.line(), in.lineStart());
                throw in.error("a key cannot start here, the value above still goes on;"
                        + " check the indentation, or quote the value");
            }
        }
        in.requireLineEnd("a value");
        return text == null ? first : replace(first, text);
    }

    /** The same inside brackets. */
    YamlNode continueInFlow(YamlNode first, int parent) {
        StringBuilder text = null;
        while (!in.atComment() && in.peek() == '\n') {
            int at = in.at();
            int line = in.line();
            int lineStart = in.lineStart();
            int breaks = breaks();
            int spaces = in.indent();
            in.skipBlanks();
            if (in.atEnd() || in.atComment() || endsInFlow()) {
                in.back(at, line, lineStart);
                break;
            }
            in.checkContinuation(parent, spaces);
            if (text == null) {
                text = new StringBuilder(first.text());
            }
            fold(text, breaks);
            int from = in.at();
            in.append(text, from, scanLine(true));
        }
        return text == null ? first : replace(first, text);
    }

    private static YamlNode replace(YamlNode first, StringBuilder text) {
        return YamlNode.scalar(Style.PLAIN, first.line(), first.column(), text.toString());
    }

    /** Over line ends and empty lines; then in the indentation's spaces' end. */
    private int breaks() {
        int breaks = 0;
        while (in.peek() == '\n') {
            in.newLine();
            breaks++;
            int at = in.at();
            in.skipBlanks();
            if (in.peek() != '\n') {
                in.back(at, in.line(), in.lineStart());
                in.skipSpaces();
            }
        }
        return breaks;
    }

    /** One line end is a space; each empty line is a line end. */
    static void fold(StringBuilder text, int breaks) {
        if (breaks == 1) {
            text.append(' ');
        }
        for (int i = 1; i < breaks; i++) {
            text.append('\n');
        }
    }

    /** @return where the text ends; the cursor stands after the blanks that follow it */
    private int scanLine(boolean inFlow) {
        int end = in.at();
        while (!in.atLineEnd() && !in.atComment() && !(inFlow ? endsInFlow() : atColon())) {
            boolean blank = YamlCursor.isBlank(in.peek());
            in.skip(1);
            if (!blank) {
                end = in.at();
            }
        }
        return end;
    }

    private boolean atColon() {
        return in.peek() == ':' && YamlCursor.isBlankOrEnd(in.peek(1));
    }

    private boolean endsInFlow() {
        char c = in.peek();
        return isFlowIndicator(c) || c == ':'
                && (YamlCursor.isBlankOrEnd(in.peek(1)) || isFlowIndicator(in.peek(1)));
    }

    static boolean isFlowIndicator(char c) {
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    private void checkContinuation() {
        if (in.peek() == '-' && YamlCursor.isBlankOrEnd(in.peek(1))) {
            throw in.error("a list item cannot start here, the value above still goes on;"
                    + " check the indentation, or quote the value");
        }
    }

    /** What a plain scalar may not start with, and what to do about it. */
    private void checkStart(boolean inFlow) {
        char c = in.peek();
        char next = in.atEnd() ? c : in.peek(1);
        boolean alone = YamlCursor.isBlankOrEnd(next) || inFlow && isFlowIndicator(next);
        switch (c) {
            case '&':
                throw in.error("anchors (&) are not supported; write the value out, or quote it");
            case '*':
                throw in.error("aliases (*) are not supported; write the value out, or quote it");
            case '!':
                throw in.error("tags (!) are not supported; leave it out, or quote the value");
            case '@', '`', '%', ',', ']', '}', '#', '[', '{', '|', '>', '"', '\'':
                throw in.error("a value cannot start with " + c + "; quote it");
            case '?':
                if (alone) {
                    throw in.error("keys marked with ? are not supported; write \"key: value\"");
                }
                break;
            case ':':
                if (alone) {
                    throw in.error("a key is missing before the colon");
                }
                break;
            case '-':
                if (alone) {
                    throw in.error("a list item cannot start here");
                }
                break;
            default:
                break;
        }
    }
}
