package dev.mote.regex;

/** A pattern that cannot be used: why, for people, and where. */
public final class RegexException extends RuntimeException {
    private final int position;

    RegexException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** The character of the pattern, the first is 0. */
    public int position() {
        return position;
    }
}
