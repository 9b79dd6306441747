package dev.mote.component;

/** A part that does its work when it is called: no thread, no clock of its own. */
public interface Component {
    /** Name for people, as in the config: {@code otlp_http/backup}. */
    String id();

    /**
     * Does what is due, briefly.
     *
     * @param nowNanos the monotonic clock
     * @return how much was done; 0 when nothing was due
     */
    int doWork(long nowNanos);

    /** When {@link #doWork} wants to be called next, monotonic; {@link Long#MAX_VALUE}: no wish. */
    long nextDeadlineNanos();

    /**
     * Asks to finish: hand on what is buffered, accept nothing new. Called once, before the last
     * calls of {@link #doWork}.
     */
    void beginShutdown(long nowNanos);

    /** Whether everything is handed on. The loop stops waiting for it at its deadline. */
    boolean isDrained();
}
