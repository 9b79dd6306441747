package dev.mote.aot;

/** Something that cannot be compiled; the message is for the person who runs the build. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String message) {
        super(message);
    }
}
