package dev.mote.server;

import dev.mote.http.Headers;

/**
 * One request and its answer, for the service that answers it. Calls come in this order, the first
 * true ends them but for {@link #close}; everything is lent. Reused for other requests.
 */
public interface Exchange {
    /** The head is there; returns whether {@code answer} is, so that no body is wanted. */
    boolean begin(Headers request, Answer answer, long nowNanos);

    /** A piece of the body; returns whether {@code answer} is there already. */
    boolean content(byte[] bytes, int offset, int length, Answer answer, long nowNanos);

    /** The request is whole: {@code answer} has to be written. */
    void end(Answer answer, long nowNanos);

    /** The exchange is over, answered or not. */
    void close();

    /** Makes exchanges for a server. */
    interface Maker {
        Exchange make();
    }
}
