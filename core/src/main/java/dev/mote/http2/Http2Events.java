package dev.mote.http2;

import dev.mote.http.Headers;

/** Told what the other side of a connection says. Everything is lent until the call returns. */
public interface Http2Events {
    /**
     * The head of a request, or of an answer, or trailers.
     *
     * @param last whether nothing follows on this stream
     */
    void headers(Http2Stream stream, Headers headers, boolean last);

    /** A piece of the body, possibly empty. */
    void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last);

    /** The stream has ended before its time; see {@link Http2} for the error. */
    void aborted(Http2Stream stream, int error);

    /** The stream has ended, both ways, as it should; it is given back. */
    void closed(Http2Stream stream);
}
