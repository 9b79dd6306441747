package dev.mote.os;

/** Waits for sockets, signals and time. Level-triggered. */
public interface Poller {
    /** Interest and event: there is something to read, to accept, or the peer has ended. */
    int READABLE = 1;
    /** Interest and event: there is room to write, or a connect has ended. */
    int WRITABLE = 4;
    /** Event only: error or hang-up; reading or {@link Network#error} tells which. */
    int FAILED = 8;

    /**
     * The descriptor that stands for signals in {@link #await}; its events are the signal number.
     */
    int SIGNAL = -1;
    /** Signal numbers that {@link #await} reports. */
    int SIGHUP = 1;
    int SIGINT = 2;
    int SIGTERM = 15;

    /** Watches a socket for {@code interest} (READABLE | WRITABLE); 0 ends the watch. */
    int watch(int socket, int interest);

    /**
     * Waits until something is ready, at most {@code timeoutNanos} (0: only look).
     *
     * @param ready receives pairs: descriptor, events
     * @return how many pairs; 0 when the time ran out
     */
    int await(long timeoutNanos, int[] ready);
}
