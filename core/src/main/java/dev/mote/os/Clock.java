package dev.mote.os;

/** The clocks. Intervals and deadlines use the monotonic one, timestamps the wall clock. */
public interface Clock {
    /** Nanoseconds since an arbitrary point; never goes back, whatever happens to the date. */
    long monotonicNanos();

    /** Nanoseconds since 1970-01-01 UTC; may jump either way when somebody sets the date. */
    long wallNanos();

    /** Nanoseconds since the host was switched on, those in which it slept included. */
    long bootNanos();

    /**
     * Whether the kernel has been told that the wall clock is right, as NTP tells it, and nobody
     * has set the date since; true where it does not say.
     */
    boolean isSynchronized();
}
