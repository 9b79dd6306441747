package dev.mote.config;

/** A text that is not in the subset: one message, for people, with its place. */
public final class YamlException extends RuntimeException {
    private final int line;
    private final int column;

    YamlException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** The first line is 1. */
    public int line() {
        return line;
    }

    /** The first column is 1; a column is one Unicode character. */
    public int column() {
        return column;
    }
}
