package dev.mote.config;

import dev.mote.config.YamlNode.Style;

/** Literal {@code |} and folded {@code >} scalars (YAML 1.2.2, section 8.1). */
final class YamlBlockScalar {
    private final YamlCursor in;
    private final YamlNodes nodes;
    private final StringBuilder text = new StringBuilder();
    private boolean folded;
    /** {@code -}, {@code +}, or 0 for a single line end. */
    private char chomping;
    private int indicator;
    /** Line ends since the last line that is not empty, its own included. */
    private int breaks;
    private boolean blankBefore;
    private boolean hasLines;

    YamlBlockScalar(YamlCursor in, YamlNodes nodes) {
        this.in = in;
        this.nodes = nodes;
    }

    YamlNode read(int parent) {
        int line = in.line();
        int column = in.column();
        folded = in.peek() == '>';
        header();
        text.setLength(0);
        breaks = 0;
        blankBefore = false;
        hasLines = false;
        if (!in.atEnd()) {
            in.newLine();
            int indent = indicator > 0
                    ? Math.max(parent, 0) + indicator
                    : detectIndent(parent);
            lines(indent);
        }
        chomp();
        return nodes.scalar(folded ? Style.FOLDED : Style.LITERAL, line, column, text.toString());
    }

    private void header() {
        chomping = 0;
        indicator = 0;
        in.skip(1);
        while (!YamlCursor.isBlankOrEnd(in.peek())) {
            char c = in.peek();
            if ((c == '-' || c == '+') && chomping == 0) {
                chomping = c;
            } else if (c >= '1' && c <= '9' && indicator == 0) {
                indicator = c - '0';
            } else {
                throw in.error("after | or > only -, + and one digit may follow; quote the value"
                        + " if it is meant as text");
            }
            in.skip(1);
        }
        in.requireLineEnd("| or >");
        in.skipLine();
    }

    /** The first line that is not empty says how deep the text is indented. */
    private int detectIndent(int parent) {
        int at = in.at();
        int line = in.line();
        int deepest = 0;
        in.skipSpaces();
        while (in.peek() == '\n') {
            deepest = Math.max(deepest, in.indent());
            in.newLine();
            in.skipSpaces();
        }
        int indent = in.indent();
        boolean content = !in.atEnd() && indent > parent && !(indent == 0 && in.atMarker());
        if (content && deepest > indent) {
            throw in.error("an empty line above has more spaces than this line; remove them");
        }
        in.back(at, line, at);
        return content ? indent : Math.max(parent + 1, Math.max(deepest, indent));
    }

    private void lines(int indent) {
        while (!in.atEnd()) {
            int lineStart = in.at();
            int spaces = 0;
            while (spaces < indent && in.peek() == ' ') {
                in.skip(1);
                spaces++;
            }
            if (in.peek() == '\n') {
                in.newLine();
                breaks++;
            } else if (in.atEnd()) {
                breaks++;
            } else if (spaces < indent && in.peek() == '\t') {
                throw in.error("a tab indents this line; indent with spaces");
            } else if (spaces < indent || in.atMarker()) {
                in.back(lineStart, in.line(), lineStart);
                return;
            } else {
                line();
            }
        }
    }

    private void line() {
        int from = in.at();
        boolean blank = YamlCursor.isBlank(in.peek());
        in.skipLine();
        if (hasLines && folded && !blankBefore && !blank) {
            YamlPlain.fold(text, breaks);
        } else {
            lineEnds(breaks);
        }
        in.append(text, from, in.at());
        hasLines = true;
        blankBefore = blank;
        breaks = 1;
        if (!in.atEnd()) {
            in.newLine();
        }
    }

    private void lineEnds(int count) {
        for (int i = 0; i < count; i++) {
            text.append('\n');
        }
    }

    private void chomp() {
        if (chomping == '+') {
            lineEnds(breaks);
        } else if (chomping == 0 && hasLines) {
            text.append('\n');
        }
    }
}
