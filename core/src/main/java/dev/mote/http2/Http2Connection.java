package dev.mote.http2;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.http.HttpClient;

/**
 * One connection, either end of it. Its owner gives it what arrives ({@link #feed}), sends what it
 * wants sent ({@link #take}), and closes the connection when {@link #isFailed} and nothing is left
 * to send.
 */
public final class Http2Connection {
    private final boolean server;
    private final Http2Limits limits;
    private final Http2Events events;
    private final Http2Streams streams = new Http2Streams();
    private final IdleFrames idleFrames = new IdleFrames();
    private final HpackEncoder encoder = new HpackEncoder();
    private final Http2Receiver receiver;
    /** Frames to be sent, but for DATA. */
    private final Buffer control = new Buffer(128);
    private int controlTaken;
    private final HttpClient.Body noBody = new HttpClient.Body() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
        }
    };

    /** As the other side's SETTINGS say. */
    private int peerWindow = Http2.WINDOW_DEFAULT;
    private int peerFrame = Http2.FRAME_BYTES_DEFAULT;
    private long peerStreams = Integer.MAX_VALUE;
    private long sendWindow = Http2.WINDOW_DEFAULT;
    private int nextStream = 1;
    private int lastStream;
    private boolean peerLeaves;
    private boolean leaves;
    private boolean failed;
    private int error;

    /**
     * One end.
     *
     * @param headers room for one head; may be shared by connections that are fed by turns
     */
    public Http2Connection(boolean server, Http2Limits limits, Headers headers,
            HpackHuffman code, Http2Events events) {
        this.server = server;
        this.limits = limits;
        this.events = events;
        receiver = new Http2Receiver(this, server, limits, headers, code, events);
        if (!server) {
            control.ascii(Http2.PREFACE);
        }
        FrameWriter.settings(control, limits, server);
        FrameWriter.windowUpdate(control, 0, limits.connectionWindow() - Http2.WINDOW_DEFAULT);
    }

    /** Takes all the bytes. */
    public void feed(byte[] bytes, int offset, int length, long nowNanos) {
        if (!failed) {
            receiver.feed(bytes, offset, length, nowNanos);
        }
    }

    // ---- what this side does --------------------------------------------------------------------

    /** Begins a header block; it has to be sent before another one is begun. */
    public HpackEncoder header() {
        return encoder.begin();
    }

    /** Whether {@link #request} may be called. */
    public boolean canRequest() {
        return !failed && !peerLeaves && streams.open() < peerStreams && nextStream > 0;
    }

    /** Sends a request with the head that was written to {@link #header}, and a body. */
    public Http2Stream request(HttpClient.Body body) {
        Http2Stream stream = streams.open(nextStream, peerWindow, limits.window());
        nextStream += 2;
        FrameWriter.headers(control, encoder.block(), stream.id, false, peerFrame);
        send(stream, body, null);
        return stream;
    }

    /**
     * Sends an answer with the head that was written to {@link #header}. The body is lent until the
     * stream is closed, and so are trailers: a header block without references to the table.
     */
    public void answer(Http2Stream stream, HttpClient.Body body, Buffer trailers) {
        boolean last = body == null && trailers == null;
        FrameWriter.headers(control, encoder.block(), stream.id, last, peerFrame);
        if (last) {
            endLocal(stream);
        } else {
            send(stream, body == null ? noBody : body, trailers);
        }
    }

    private static void send(Http2Stream stream, HttpClient.Body body, Buffer trailers) {
        stream.body = body;
        stream.sent = 0;
        stream.trailers = trailers;
    }

    /** Gives a stream up; {@link Http2Events} hears no more of it. */
    public void reset(Http2Stream stream, int error) {
        FrameWriter.reset(control, stream.id, error);
        streams.end(stream);
    }

    /** Asks whether the other side is there. */
    public void ping() {
        FrameWriter.int32(FrameWriter.int32(FrameWriter.head(control, 8, Http2.PING, 0, 0), 0), 1);
    }

    /** Whether a ping was answered since this was asked last. */
    public boolean takePong() {
        return receiver.takePong();
    }

    /** Tells that no new requests are taken; those under way are answered. */
    public void leave() {
        if (!leaves && !failed) {
            leaves = true;
            FrameWriter.goAway(control, lastStream, Http2.NO_ERROR);
        }
    }

    /** Ends the connection because of an error: what has been written is still to be sent. */
    public void fail(int error) {
        if (!failed) {
            failed = true;
            this.error = error;
            FrameWriter.goAway(control, lastStream, error);
            abortAll(error);
        }
    }

    private void abortAll(int error) {
        for (int place = 0; place < streams.size(); place++) {
            Http2Stream stream = streams.at(place);
            if (stream != null && stream.isOpen()) {
                abort(stream, error);
            }
        }
    }

    /** The connection is gone: all streams are aborted. */
    public void disconnected() {
        failed = true;
        abortAll(Http2.CANCEL);
    }

    // ---- what is to be sent ---------------------------------------------------------------------

    /**
     * Moves bytes to be sent into an array, with room for ten at least; returns how many, 0 when
     * there are none for now.
     */
    public int take(byte[] into, int offset, int length) {
        int at = offset + takeControl(into, offset, length);
        int end = offset + length;
        while (!failed && controlTaken == control.length() && end - at > Http2.FRAME_HEAD_BYTES) {
            Http2Stream stream = streams.nextToSend(sendWindow);
            if (stream == null) {
                break;
            }
            at += takeData(stream, into, at, end - at);
            at += takeControl(into, at, end - at);
        }
        return at - offset;
    }

    private int takeControl(byte[] into, int offset, int length) {
        int count = Math.min(length, control.length() - controlTaken);
        System.arraycopy(control.bytes(), controlTaken, into, offset, count);
        controlTaken += count;
        if (controlTaken == control.length()) {
            control.clear();
            controlTaken = 0;
        }
        return count;
    }

    private int takeData(Http2Stream stream, byte[] into, int offset, int room) {
        HttpClient.Body body = stream.body;
        int count = (int) Math.min(Math.min(sendWindow, stream.sendWindow),
                Math.min(Math.min(room - Http2.FRAME_HEAD_BYTES, peerFrame),
                        body.length() - stream.sent));
        count = Math.max(0, count);
        boolean whole = stream.sent + count == body.length();
        boolean frame = count > 0 || stream.trailers == null;
        if (frame) {
            boolean ends = whole && stream.trailers == null;
            dataHead(into, offset, count, ends ? Http2.END_STREAM : 0, stream.id);
            body.copy(stream.sent, into, offset + Http2.FRAME_HEAD_BYTES, count);
            stream.sent += count;
            stream.sendWindow -= count;
            sendWindow -= count;
        }
        if (whole) {
            if (stream.trailers != null) {
                FrameWriter.headers(control, stream.trailers, stream.id, true, peerFrame);
            }
            stream.body = null;
            endLocal(stream);
        }
        return frame ? Http2.FRAME_HEAD_BYTES + count : 0;
    }

    /** Once the answer is out, a server wants no more of the request (RFC 9113, 8.1). */
    private void endLocal(Http2Stream stream) {
        stream.localEnded = true;
        if (server && !stream.remoteEnded) {
            FrameWriter.reset(control, stream.id, Http2.NO_ERROR);
            stream.remoteEnded = true;
        }
        closeIfEnded(stream);
    }

    private static void dataHead(byte[] into, int at, int length, int flags, int stream) {
        into[at] = (byte) (length >>> 16);
        into[at + 1] = (byte) (length >>> 8);
        into[at + 2] = (byte) length;
        into[at + 3] = Http2.DATA;
        into[at + 4] = (byte) flags;
        into[at + 5] = (byte) (stream >>> 24);
        into[at + 6] = (byte) (stream >>> 16);
        into[at + 7] = (byte) (stream >>> 8);
        into[at + 8] = (byte) stream;
    }

    // ---- for the receiver -----------------------------------------------------------------------

    Buffer control() {
        return control;
    }

    int unsentBytes() {
        return control.length() - controlTaken;
    }

    IdleFrames idleFrames() {
        return idleFrames;
    }

    Http2Streams streams() {
        return streams;
    }

    /** The other side opens a stream; null when it has too many, or comes too late. */
    Http2Stream accept(int id) {
        lastStream = leaves ? lastStream : id;
        return leaves || streams.open() >= limits.streams() ? null
                : streams.open(id, peerWindow, limits.window());
    }

    /** Whether a stream of this number has not been opened yet. */
    boolean isIdle(int id, int lastAccepted) {
        return server ? id > lastAccepted || id % 2 == 0 : id >= nextStream || id % 2 == 0;
    }

    /** The other side has broken a rule on one stream: that costs it the stream. */
    void breach(Http2Stream stream, int error) {
        idleFrames.count();
        FrameWriter.reset(control, stream.id, error);
        abort(stream, error);
    }

    void abort(Http2Stream stream, int error) {
        events.aborted(stream, error);
        streams.end(stream);
    }

    void closeIfEnded(Http2Stream stream) {
        if (stream.localEnded && stream.remoteEnded && stream.isOpen()) {
            events.closed(stream);
            streams.end(stream);
        }
    }

    /** Applies one of the other side's settings: 0, or the error that it is. */
    int apply(int name, int value) {
        switch (name) {
            case Http2.HEADER_TABLE_SIZE ->
                encoder.setTableSize(value < 0 ? Integer.MAX_VALUE : value);
            case Http2.ENABLE_PUSH -> {
                return value == 0 || value == 1 && server ? 0 : Http2.PROTOCOL_ERROR;
            }
            case Http2.MAX_CONCURRENT_STREAMS -> peerStreams = value & 0xFFFFFFFFL;
            case Http2.INITIAL_WINDOW_SIZE -> {
                long difference = (long) value - peerWindow;
                peerWindow = value;
                return value < 0 || !streams.widen(difference) ? Http2.FLOW_CONTROL_ERROR : 0;
            }
            case Http2.MAX_FRAME_SIZE -> {
                peerFrame = value;
                return value < Http2.FRAME_BYTES_DEFAULT || value > 0xFFFFFF
                        ? Http2.PROTOCOL_ERROR : 0;
            }
            default -> { }
        }
        return 0;
    }

    /** The other side can take more; false when that makes its window too large. */
    boolean widen(int increment) {
        sendWindow += increment;
        return sendWindow <= Integer.MAX_VALUE;
    }

    /** The other side takes no new requests, and has not looked at those after {@code last}. */
    void peerLeaves(int last, int error) {
        peerLeaves = true;
        for (int place = 0; !server && place < streams.size(); place++) {
            Http2Stream stream = streams.at(place);
            if (stream != null && stream.isOpen() && stream.id > last) {
                abort(stream, error == Http2.NO_ERROR ? Http2.REFUSED_STREAM : error);
            }
        }
    }

    // ---- how it is ------------------------------------------------------------------------------

    /** Whether the connection has ended by an error; what is to be sent says why. */
    public boolean isFailed() {
        return failed;
    }

    /** The error that this side found. */
    public int error() {
        return error;
    }

    /** Whether the other side wants no more requests. */
    public boolean isLeft() {
        return peerLeaves;
    }

    /** Whether the other side is in the middle of something that it has to go on with. */
    public boolean isMidway() {
        return !failed && receiver.isMidway();
    }

    /** Streams that are open. */
    public int openStreams() {
        return streams.open();
    }
}
