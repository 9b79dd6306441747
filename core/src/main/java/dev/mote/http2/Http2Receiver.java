package dev.mote.http2;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;

/** The receiving half of a connection: what each frame means, and what it must not be. */
final class Http2Receiver implements FrameReader.Frames {
    private final Http2Connection connection;
    private final boolean server;
    private final Http2Limits limits;
    private final Headers headers;
    private final Http2Events events;
    private final Http2Streams streams;
    private final Buffer control;
    private final FrameReader frames = new FrameReader(this);
    private final HpackDecoder decoder;

    private int prefaceTaken;
    private boolean settled;
    private int lastAccepted;
    private boolean pong;
    /** The header block under way: its stream, 0 when there is none. */
    private int blockStream;
    private int blockFlags;
    private int blockFrames;
    private Buffer block;
    private final DataReceiver data;
    private final IdleFrames idle;
    private long nowNanos;

    Http2Receiver(Http2Connection connection, boolean server, Http2Limits limits, Headers headers,
            HpackHuffman code, Http2Events events) {
        this.connection = connection;
        this.server = server;
        this.limits = limits;
        this.headers = headers;
        this.events = events;
        streams = connection.streams();
        control = connection.control();
        decoder = new HpackDecoder(code);
        idle = connection.idleFrames();
        data = new DataReceiver(connection, limits, events);
        prefaceTaken = server ? 0 : Http2.PREFACE.length();
    }

    void feed(byte[] bytes, int offset, int length, long nowNanos) {
        this.nowNanos = nowNanos;
        int at = offset;
        int end = offset + length;
        int error = 0;
        while (prefaceTaken < Http2.PREFACE.length() && at < end && error == 0) {
            error = bytes[at++] == Http2.PREFACE.charAt(prefaceTaken++) ? 0
                    : Http2.PROTOCOL_ERROR;
        }
        error = error == 0 ? frames.feed(bytes, at, end) : error;
        if (error == 0 && connection.unsentBytes() > Http2Limits.UNSENT_BYTES_MAX) {
            error = Http2.ENHANCE_YOUR_CALM;
        }
        if (error != 0) {
            connection.fail(error);
        }
    }

    /** Whether something has come in part: the preface, a frame, a head. */
    boolean isMidway() {
        return prefaceTaken < Http2.PREFACE.length() || blockStream != 0 || frames.isMidway();
    }

    boolean takePong() {
        boolean came = pong;
        pong = false;
        return came;
    }

    @Override
    public int head(int type, int flags, int stream, int length) {
        // DATA is passed on as it comes; a head of that size is beyond what we said we take.
        if (length > (type == Http2.DATA ? limits.frame() : Http2.FRAME_BYTES_DEFAULT)) {
            return Http2.FRAME_SIZE_ERROR;
        }
        if (!settled && (type != Http2.SETTINGS || (flags & Http2.ACK) != 0)
                || blockStream != 0 && (type != Http2.CONTINUATION || stream != blockStream)
                || blockStream == 0 && type == Http2.CONTINUATION) {
            return Http2.PROTOCOL_ERROR;
        }
        if (type == Http2.DATA) {
            return data.begin(flags, stream, length, lastAccepted, nowNanos);
        }
        if (type == Http2.PING || type == Http2.SETTINGS || type == Http2.PRIORITY
                || type == Http2.RST_STREAM || type > Http2.CONTINUATION) {
            idle.count();
        }
        return idle.areTooMany(nowNanos) ? Http2.ENHANCE_YOUR_CALM : 0;
    }

    @Override
    public int frame(int type, int flags, int stream, byte[] bytes, int offset, int length) {
        boolean ofConnection = type == Http2.SETTINGS || type == Http2.PING
                || type == Http2.GOAWAY;
        if (type != Http2.WINDOW_UPDATE && ofConnection != (stream == 0)) {
            return Http2.PROTOCOL_ERROR;
        }
        return switch (type) {
            case Http2.HEADERS -> headers(flags, stream, bytes, offset, length);
            case Http2.CONTINUATION -> continuation(flags, bytes, offset, length);
            case Http2.PRIORITY -> priority(stream, bytes, offset, length);
            case Http2.RST_STREAM -> reset(stream, bytes, offset, length);
            case Http2.SETTINGS -> settings(flags, bytes, offset, length);
            case Http2.PING -> ping(flags, bytes, offset, length);
            case Http2.GOAWAY -> goAway(bytes, offset, length);
            case Http2.WINDOW_UPDATE -> windowUpdate(stream, bytes, offset, length);
            default -> Http2.PROTOCOL_ERROR;
        };
    }

    // ---- headers --------------------------------------------------------------------------------

    private int headers(int flags, int stream, byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if ((flags & Http2.PADDED) != 0) {
            if (length < 1 || (bytes[at] & 0xFF) >= length) {
                return length < 1 ? Http2.FRAME_SIZE_ERROR : Http2.PROTOCOL_ERROR;
            }
            end -= bytes[at++] & 0xFF;
        }
        if ((flags & Http2.PRIORITY_FLAG) != 0) {
            if (end - at < 5) {
                return Http2.FRAME_SIZE_ERROR;
            }
            if ((FrameReader.int32(bytes, at) & 0x7FFFFFFF) == stream) {
                return Http2.PROTOCOL_ERROR;
            }
            at += 5;
        }
        blockFlags = flags;
        blockStream = stream;
        if ((flags & Http2.END_HEADERS) != 0) {
            return endBlock(bytes, at, end);
        }
        block = new Buffer(2 * (end - at));
        block.put(bytes, at, end - at);
        blockFrames = 0;
        return 0;
    }

    private int continuation(int flags, byte[] bytes, int offset, int length) {
        blockFrames++;
        if (block.length() + length > Http2Limits.HEADER_BLOCK_BYTES_MAX
                || blockFrames > Http2Limits.HEADER_FRAMES_MAX) {
            return Http2.ENHANCE_YOUR_CALM;
        }
        block.put(bytes, offset, length);
        if ((flags & Http2.END_HEADERS) == 0) {
            return 0;
        }
        Buffer whole = block;
        block = null;
        return endBlock(whole.bytes(), 0, whole.length());
    }

    private int endBlock(byte[] bytes, int offset, int end) {
        int id = blockStream;
        blockStream = 0;
        if (!decoder.decode(bytes, offset, end, headers.clear())) {
            return Http2.COMPRESSION_ERROR;
        }
        boolean last = (blockFlags & Http2.END_STREAM) != 0;
        Http2Stream stream = streams.find(id);
        if (stream == null) {
            return server ? open(id, last) : connection.isIdle(id, 0) ? Http2.PROTOCOL_ERROR : 0;
        }
        if (stream.remoteEnded) {
            return Http2.STREAM_CLOSED;
        }
        boolean trailers = stream.headed;
        stream.headed = server || headers.count() == 0 || !isInterim();
        boolean well = trailers ? last && HeaderRules.areTrailers(headers)
                : HeaderRules.isResponse(headers) && (stream.headed || !last);
        deliver(stream, last, well);
        return 0;
    }

    /** An answer before the answer: 1xx. */
    private boolean isInterim() {
        return headers.at(0).valueLength() == 3 && headers.bytes()[headers.valueOffset()] == '1';
    }

    private int open(int id, boolean last) {
        if (streams.hasJustEnded(id)) {
            return Http2.STREAM_CLOSED;
        }
        if (id % 2 == 0 || id <= lastAccepted) {
            return Http2.PROTOCOL_ERROR;
        }
        lastAccepted = id;
        Http2Stream stream = connection.accept(id);
        if (stream == null) {
            idle.count();
            FrameWriter.reset(control, id, Http2.REFUSED_STREAM);
            return 0;
        }
        stream.headed = true;
        deliver(stream, last, HeaderRules.isRequest(headers));
        return 0;
    }

    private void deliver(Http2Stream stream, boolean last, boolean well) {
        stream.remoteEnded = last;
        if (stream.contentLength < 0 && headers.find("content-length")) {
            stream.contentLength = headers.number();
        }
        if (headers.isTooLarge()) {
            connection.breach(stream, Http2.ENHANCE_YOUR_CALM);
        } else if (!well || stream.mismatchesLength() && server) {
            connection.breach(stream, Http2.PROTOCOL_ERROR);
        } else {
            events.headers(stream, headers, last);
            stream.begun = stream.headed;
            connection.closeIfEnded(stream);
        }
    }

    @Override
    public int data(byte[] bytes, int offset, int length, boolean last) {
        return data.take(bytes, offset, length, last);
    }

    // ---- everything else ------------------------------------------------------------------------

    /** Priorities are not followed, only checked. */
    private int priority(int id, byte[] bytes, int offset, int length) {
        if (length == 5 && (FrameReader.int32(bytes, offset) & 0x7FFFFFFF) != id) {
            return 0;
        }
        int error = length == 5 ? Http2.PROTOCOL_ERROR : Http2.FRAME_SIZE_ERROR;
        Http2Stream stream = streams.find(id);
        if (stream != null) {
            connection.breach(stream, error);
        } else {
            FrameWriter.reset(control, id, error);
        }
        return 0;
    }

    private int reset(int id, byte[] bytes, int offset, int length) {
        if (length != 4) {
            return Http2.FRAME_SIZE_ERROR;
        }
        if (connection.isIdle(id, lastAccepted)) {
            return Http2.PROTOCOL_ERROR;
        }
        Http2Stream stream = streams.find(id);
        if (stream != null) {
            connection.abort(stream, FrameReader.int32(bytes, offset));
        }
        return 0;
    }

    private int settings(int flags, byte[] bytes, int offset, int length) {
        boolean ack = (flags & Http2.ACK) != 0;
        if (length % 6 != 0 || ack && length > 0) {
            return Http2.FRAME_SIZE_ERROR;
        }
        settled = true;
        for (int at = offset; at < offset + length; at += 6) {
            int name = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
            int error = connection.apply(name, FrameReader.int32(bytes, at + 2));
            if (error != 0) {
                return error;
            }
        }
        if (!ack) {
            FrameWriter.head(control, 0, Http2.SETTINGS, Http2.ACK, 0);
        }
        return 0;
    }

    private int ping(int flags, byte[] bytes, int offset, int length) {
        if (length != 8) {
            return Http2.FRAME_SIZE_ERROR;
        }
        if ((flags & Http2.ACK) != 0) {
            pong = true;
        } else {
            FrameWriter.head(control, 8, Http2.PING, Http2.ACK, 0).put(bytes, offset, 8);
        }
        return 0;
    }

    private int goAway(byte[] bytes, int offset, int length) {
        if (length < 8) {
            return Http2.FRAME_SIZE_ERROR;
        }
        connection.peerLeaves(FrameReader.int32(bytes, offset) & 0x7FFFFFFF,
                FrameReader.int32(bytes, offset + 4));
        return 0;
    }

    private int windowUpdate(int id, byte[] bytes, int offset, int length) {
        if (length != 4) {
            return Http2.FRAME_SIZE_ERROR;
        }
        int increment = FrameReader.int32(bytes, offset) & 0x7FFFFFFF;
        if (id == 0) {
            return increment == 0 ? Http2.PROTOCOL_ERROR
                    : connection.widen(increment) ? 0 : Http2.FLOW_CONTROL_ERROR;
        }
        if (connection.isIdle(id, lastAccepted)) {
            return Http2.PROTOCOL_ERROR;
        }
        Http2Stream stream = streams.find(id);
        if (stream == null) {
            if (increment == 0) {
                idle.count();
                FrameWriter.reset(control, id, Http2.PROTOCOL_ERROR);
            }
            return 0;
        }
        stream.sendWindow += increment;
        if (increment == 0 || stream.sendWindow > Integer.MAX_VALUE) {
            connection.breach(stream, increment == 0 ? Http2.PROTOCOL_ERROR
                    : Http2.FLOW_CONTROL_ERROR);
        }
        return 0;
    }
}
