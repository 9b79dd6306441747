package dev.mote.http2;

import dev.mote.bytes.Buffer;

/**
 * Receives DATA frames: tells of their content as it comes, without padding, and lets the other
 * side send more. Windows are opened again by half, so that telling it costs little.
 */
final class DataReceiver {
    private final Http2Connection connection;
    private final Http2Limits limits;
    private final Http2Events events;
    private final Http2Streams streams;
    private final Buffer control;
    private final IdleFrames idle;

    /** The frame under way: its stream, null when that has ended. */
    private Http2Stream stream;
    private int streamId;
    private boolean ends;
    /** Bytes of the frame that are still to come, padding included. */
    private int left;
    /** Bytes of padding at the frame's end; -1: its length has not come yet. */
    private int padding;
    /** Of the connection: what may still come, and what came and has not been acknowledged. */
    private long window;
    private int unacknowledged;

    DataReceiver(Http2Connection connection, Http2Limits limits, Http2Events events) {
        this.connection = connection;
        this.limits = limits;
        this.events = events;
        streams = connection.streams();
        control = connection.control();
        idle = connection.idleFrames();
        window = limits.connectionWindow();
    }

    /** A frame's head has come: 0, or the error that ends the connection. */
    int begin(int flags, int id, int length, int lastAccepted, long nowNanos) {
        if (id == 0 || connection.isIdle(id, lastAccepted)) {
            return Http2.PROTOCOL_ERROR;
        }
        ends = (flags & Http2.END_STREAM) != 0;
        padding = (flags & Http2.PADDED) != 0 ? -1 : 0;
        left = length;
        streamId = id;
        stream = streams.find(id);
        window -= length;
        if (window < 0 || padding < 0 && length == 0) {
            return window < 0 ? Http2.FLOW_CONTROL_ERROR : Http2.FRAME_SIZE_ERROR;
        }
        unacknowledged += length;
        if (unacknowledged >= limits.connectionWindow() / 2) {
            FrameWriter.windowUpdate(control, 0, unacknowledged);
            window += unacknowledged;
            unacknowledged = 0;
        }
        if (stream == null) {
            idle.count();
            FrameWriter.reset(control, id, Http2.STREAM_CLOSED);
        } else {
            beginOf(stream, length);
        }
        return idle.areTooMany(nowNanos) ? Http2.ENHANCE_YOUR_CALM : 0;
    }

    private void beginOf(Http2Stream of, int length) {
        of.receiveWindow -= length;
        if (of.remoteEnded || !of.headed || of.receiveWindow < 0) {
            stream = null;
            connection.breach(of, of.remoteEnded ? Http2.STREAM_CLOSED
                    : of.headed ? Http2.FLOW_CONTROL_ERROR : Http2.PROTOCOL_ERROR);
            return;
        }
        if (length == 0 && !ends) {
            idle.count();
        }
        of.unacknowledged += length;
        if (of.unacknowledged >= limits.window() / 2 && !ends) {
            FrameWriter.windowUpdate(control, of.id, of.unacknowledged);
            of.receiveWindow += of.unacknowledged;
            of.unacknowledged = 0;
        }
    }

    /** A piece of the payload; {@code last} with its last byte. 0, or an error. */
    int take(byte[] bytes, int offset, int length, boolean last) {
        int at = offset;
        int end = offset + length;
        if (padding < 0 && length > 0) {
            padding = bytes[at++] & 0xFF;
            left--;
            if (padding > left) {
                return Http2.PROTOCOL_ERROR;
            }
        }
        // Padding is the frame's end: of these bytes, what lies before it is data.
        int count = Math.max(0, Math.min(end - at, left - Math.max(0, padding)));
        left -= end - at;
        // The stream may have been given up in the middle of the frame.
        boolean open = stream != null && stream.id == streamId;
        if (open && (count > 0 || last && ends)) {
            deliver(stream, bytes, at, count, last && ends);
        }
        return 0;
    }

    private void deliver(Http2Stream of, byte[] bytes, int offset, int count, boolean last) {
        of.received += count;
        of.remoteEnded = last;
        if (of.mismatchesLength()) {
            connection.breach(of, Http2.PROTOCOL_ERROR);
        } else {
            events.data(of, bytes, offset, count, last);
            connection.closeIfEnded(of);
        }
    }
}
