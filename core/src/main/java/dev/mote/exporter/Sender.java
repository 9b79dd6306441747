package dev.mote.exporter;

import dev.mote.component.Batch;
import dev.mote.component.Outcome;

/**
 * Speaks one protocol to one far end, one request at a time. It decides nothing about retries and
 * keeps nothing: whoever uses it asks, once {@link #isDone}, what became of the request.
 */
public interface Sender {
    /** Whether the protocol has a place for the signal. */
    default boolean carries(Batch.Signal signal) {
        return true;
    }

    /** Begins to send; the request is lent until {@link #isDone}. */
    void send(Request request, long nowNanos);

    /** Moves on whatever waits for time. */
    void doWork(long nowNanos);

    /** When {@link #doWork} has something to do without an event. */
    long nextDeadlineNanos();

    /** Whether the request has ended; true before the first. */
    boolean isDone();

    /** What the far end made of the request, once it is done. */
    Outcome outcome();

    /** Items of an accepted request that the far end will not take all the same. */
    long rejectedItems();

    /** Why not, or what the far end warns about, for people; null when there is nothing to say. */
    String message();

    /** How long the far end wants to be left alone; -1 when it does not say. */
    long retryAfterNanos();

    /** Whether the request was too large for the far end, and half of it might not be. */
    boolean isTooLarge();

    /** Bytes that went over the wire for the request, without TLS. */
    long wireBytes();

    /** Where it sends to, for people, without secrets. */
    String destination();

    /** Gives up the request, if there is one, and the connection. */
    void close();
}
