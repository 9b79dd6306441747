package dev.mote.config;

/** A place in the text, and the few moves that all parts of the parser share. */
final class YamlCursor {
    private static final char END = 0;

    private final char[] text;
    private int at;
    private int line = 1;
    private int lineStart;

    /** @param text as {@link YamlText} gives it: a NUL ends it */
    YamlCursor(char[] text) {
        this.text = text;
    }

    char peek() {
        return text[at];
    }

    /** At most three ahead of a character that is not the end. */
    char peek(int ahead) {
        return text[at + ahead];
    }

    int at() {
        return at;
    }

    int line() {
        return line;
    }

    /** Characters before this one in its line: the indentation, when it is the line's first. */
    int indent() {
        return at - lineStart;
    }

    int column() {
        return columnOf(at);
    }

    /** Within this line; a pair of surrogates is one column. */
    int columnOf(int place) {
        int column = 1;
        for (int i = lineStart; i < place; i++) {
            if (!Character.isLowSurrogate(text[i])) {
                column++;
            }
        }
        return column;
    }

    YamlException error(String message) {
        return new YamlException(line, column(), message);
    }

    String slice(int from, int to) {
        return new String(text, from, to - from);
    }

    void append(StringBuilder out, int from, int to) {
        out.append(text, from, to - from);
    }

    /** Within the line only. */
    void skip(int count) {
        at += count;
    }

    /** Back within the line, or to a place that {@link #mark} gave. */
    void back(int place, int itsLine, int itsLineStart) {
        at = place;
        line = itsLine;
        lineStart = itsLineStart;
    }

    int lineStart() {
        return lineStart;
    }

    boolean atEnd() {
        return text[at] == END;
    }

    boolean atLineEnd() {
        return text[at] == '\n' || text[at] == END;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isBlankOrEnd(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == END;
    }

    /** A number sign starts a comment at the start of a line or after a blank. */
    boolean atComment() {
        return text[at] == '#' && (at == lineStart || isBlank(text[at - 1]));
    }

    /** {@code ---} or {@code ...} at the start of a line. */
    boolean atMarker() {
        return at == lineStart && (atMarker('-') || atMarker('.'));
    }

    boolean atMarker(char c) {
        return at == lineStart && text[at] == c && text[at + 1] == c && text[at + 2] == c
                && isBlankOrEnd(text[at + 3]);
    }

    /** The end of the text or of the document. */
    boolean ended() {
        return atEnd() || atMarker();
    }

    void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    void skipLine() {
        while (!atLineEnd()) {
            at++;
        }
    }

    void skipSpaces() {
        while (text[at] == ' ') {
            at++;
        }
    }

    /** Spaces and tabs. @return whether a tab was among them */
    boolean skipBlanks() {
        boolean tab = false;
        while (isBlank(text[at])) {
            tab |= text[at] == '\t';
            at++;
        }
        return tab;
    }

    /** To the first character of content: over blanks, comments and line ends. */
    void skipToContent() {
        while (true) {
            boolean fresh = at == lineStart;
            skipSpaces();
            int place = at;
            boolean tab = skipBlanks();
            if (atComment()) {
                skipLine();
            }
            if (atEnd()) {
                return;
            }
            if (text[at] != '\n') {
                if (fresh && tab) {
                    at = place;
                    throw error("a tab indents this line; indent with spaces");
                }
                return;
            }
            newLine();
        }
    }

    /**
     * Inside a flow collection: over blanks, comments and line ends; every line must be indented
     * deeper than the block around it (YAML 1.2.2, section 7.4).
     */
    void skipInFlow(int parent) {
        while (true) {
            skipBlanks();
            if (atComment()) {
                skipLine();
            }
            if (text[at] != '\n') {
                return;
            }
            newLine();
            skipSpaces();
            int spaces = indent();
            skipBlanks();
            if (!atLineEnd() && !atComment()) {
                checkContinuation(parent, spaces);
            }
        }
    }

    /** A line inside quotes or brackets: deep enough, and no document marker. */
    void checkContinuation(int parent, int spaces) {
        if (atMarker()) {
            throw error("the document ends inside quotes or brackets; close them first");
        }
        if (spaces <= parent) {
            throw error(text[lineStart + spaces] == '\t'
                    ? "a tab indents this line; indent with spaces"
                    : "this line belongs to the brackets or quotes above; indent it deeper than"
                            + " the key they belong to (also a closing bracket)");
        }
    }

    /** After a complete value: nothing but a comment may follow in the line. */
    void requireLineEnd(String after) {
        skipBlanks();
        if (!atLineEnd() && !atComment()) {
            throw error("nothing may follow " + after + " in its line"
                    + (text[at] == '#' ? "; put a space before #" : ""));
        }
    }
}
