package java.lang;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;

/**
 * Replaced whole: the JDK's fills stack traces through the JVM, prints them with identity sets and
 * locks, and tells the flight recorder.
 */
public class Throwable implements java.io.Serializable {
    private static final long serialVersionUID = -3042686055658047285L;
    private static final Throwable[] NONE = new Throwable[0];
    /** Read by OutOfMemoryError's and others' fast paths. */
    static final boolean jfrTracing = false;

    private String detailMessage;
    private Throwable cause = this;
    private transient int[] addresses;
    private StackTraceElement[] frames;
    private Throwable[] suppressed = NONE;

    /** As in the JDK. */
    public Throwable() {
        fillInStackTrace();
    }

    /** As in the JDK. */
    public Throwable(String message) {
        fillInStackTrace();
        detailMessage = message;
    }

    /** As in the JDK. */
    public Throwable(String message, Throwable cause) {
        fillInStackTrace();
        detailMessage = message;
        this.cause = cause;
    }

    /** As in the JDK. */
    public Throwable(Throwable cause) {
        fillInStackTrace();
        detailMessage = cause == null ? null : cause.toString();
        this.cause = cause;
    }

    /** As in the JDK. */
    protected Throwable(String message, Throwable cause, boolean enableSuppression,
            boolean writableStackTrace) {
        if (writableStackTrace) {
            fillInStackTrace();
        }
        if (!enableSuppression) {
            suppressed = null;
        }
        detailMessage = message;
        this.cause = cause;
    }

    /** As in the JDK. */
    public String getMessage() {
        return detailMessage;
    }

    /** As in the JDK. */
    public String getLocalizedMessage() {
        return getMessage();
    }

    /** As in the JDK. */
    public Throwable getCause() {
        return cause == this ? null : cause;
    }

    /** As in the JDK. */
    public Throwable initCause(Throwable newCause) {
        if (cause != this) {
            throw new IllegalStateException("Can't overwrite cause with "
                    + Objects.toString(newCause, "a null"), this);
        }
        if (newCause == this) {
            throw new IllegalArgumentException("Self-causation not permitted", this);
        }
        cause = newCause;
        return this;
    }

    final void setCause(Throwable newCause) {
        cause = newCause;
    }

    @Override
    public String toString() {
        String name = getClass().getName();
        String message = getLocalizedMessage();
        return message == null ? name : name + ": " + message;
    }

    /** As in the JDK. */
    public void printStackTrace() {
        mote.Faults.error(mote.Faults.describe(this));
    }

    /** As in the JDK. */
    public void printStackTrace(PrintStream out) {
        out.print(mote.Faults.describe(this));
    }

    /** As in the JDK. */
    public void printStackTrace(PrintWriter out) {
        out.print(mote.Faults.describe(this));
    }

    /** As in the JDK. */
    public Throwable fillInStackTrace() {
        addresses = mote.Faults.trace();
        frames = null;
        return this;
    }

    /** @return addresses of the code that was running, the innermost first */
    public final int[] addresses() {
        return addresses == null ? new int[0] : addresses;
    }

    /** As in the JDK. */
    public StackTraceElement[] getStackTrace() {
        if (frames == null) {
            frames = mote.Faults.frames(this, addresses());
        }
        return frames.clone();
    }

    /** As in the JDK. */
    public void setStackTrace(StackTraceElement[] newFrames) {
        frames = newFrames.clone();
    }

    /** As in the JDK. */
    public final void addSuppressed(Throwable exception) {
        if (exception == this) {
            throw new IllegalArgumentException("Self-suppression not permitted", exception);
        }
        Objects.requireNonNull(exception, "Cannot suppress a null exception.");
        if (suppressed != null) {
            Throwable[] more = Arrays.copyOf(suppressed, suppressed.length + 1);
            more[suppressed.length] = exception;
            suppressed = more;
        }
    }

    /** As in the JDK. */
    public final Throwable[] getSuppressed() {
        return suppressed == null ? NONE : suppressed.clone();
    }
}
