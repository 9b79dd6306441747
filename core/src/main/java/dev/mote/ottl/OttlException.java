package dev.mote.ottl;

/** A text that is not OTTL, or not the part of it that is known here: why, and where. */
public final class OttlException extends RuntimeException {
    private final int position;

    OttlException(int position, String message) {
        super(message);
        this.position = position;
    }

    /** The character of the text, the first is 0. */
    public int position() {
        return position;
    }
}
