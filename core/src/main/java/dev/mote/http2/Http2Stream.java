package dev.mote.http2;

import dev.mote.bytes.Buffer;
import dev.mote.http.HttpClient;

/** One request and its answer on a connection. Reused for the next one when it has ended. */
public final class Http2Stream {
    /** Its place among the streams of the connection, from 0; nobody else has it meanwhile. */
    public final int place;
    int id;
    /** Whether the other side will send no more. */
    boolean remoteEnded;
    /** Whether this side will send no more. */
    boolean localEnded;
    /** Whether a head has come, so that the next one is trailers. */
    boolean headed;
    /** Whether the head was told of. */
    boolean begun;
    /** Bytes that this side may send. */
    long sendWindow;
    /** Bytes that the other side may send, and bytes taken that it has not been told of. */
    long receiveWindow;
    int unacknowledged;
    /** What the head says of the body's length, and what has come; -1: nothing said. */
    long contentLength;
    long received;

    /** What is to be sent, if anything: a body, and then trailers or just the end. */
    HttpClient.Body body;
    int sent;
    Buffer trailers;

    Http2Stream(int place) {
        this.place = place;
    }

    void open(int id, long sendWindow, long receiveWindow) {
        this.id = id;
        this.sendWindow = sendWindow;
        this.receiveWindow = receiveWindow;
        remoteEnded = false;
        localEnded = false;
        headed = false;
        begun = false;
        unacknowledged = 0;
        contentLength = -1;
        received = 0;
        body = null;
        trailers = null;
    }

    public boolean isOpen() {
        return id != 0;
    }

    /** Whether the head has been told of, so that what comes now is trailers. */
    public boolean isBegun() {
        return begun;
    }

    /** Whether this side has sent everything. */
    public boolean isSent() {
        return localEnded;
    }

    boolean mismatchesLength() {
        return contentLength >= 0 && (received > contentLength
                || remoteEnded && received < contentLength);
    }
}
