package dev.mote.http;

/** Answers requests for the paths that are its own. */
public interface Route {
    /**
     * Answers a GET (a HEAD is answered alike, its body is left out later). Request and response
     * are lent until this returns.
     *
     * @return false when the path belongs to somebody else; nothing was written then
     */
    boolean handle(ServerRequest request, ServerResponse response, long nowNanos);
}
