package dev.mote.server;

/** A protocol's end of one connection: bytes in, bytes out, no socket. */
public interface Machine {
    /** Takes what has arrived. */
    void feed(byte[] bytes, int offset, int length, long nowNanos);

    /** Moves bytes to be sent into an array; returns how many, 0 when there are none for now. */
    int take(byte[] into, int offset, int length);

    /** Whether a request is under way, so that bytes are expected. */
    boolean isBusy();

    /** Whether the connection can end, once everything is sent. */
    boolean isOver();

    /** Asks to end with the requests that are under way. */
    void leave();

    /** The connection is gone. */
    void disconnected();
}
