package dev.mote.aot.fuzz.support;

/** An exception of the program's own, with state. */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    public final int code;

    public Fault(int code, Throwable cause) {
        super("fault " + code, cause);
        this.code = code;
    }
}
