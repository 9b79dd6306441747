package dev.mote.os;

/** The two clocks. Intervals and deadlines use the monotonic one, timestamps the wall clock. */
public interface Clock {
    /** Nanoseconds since an arbitrary point; never goes back, whatever happens to the date. */
    long monotonicNanos();

    /** Nanoseconds since 1970-01-01 UTC; may jump either way when somebody sets the date. */
    long wallNanos();
}
