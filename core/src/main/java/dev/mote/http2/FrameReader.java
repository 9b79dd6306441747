package dev.mote.http2;

import dev.mote.bytes.Buffer;

/**
 * Cuts a stream of bytes into frames. DATA is passed on piece by piece as it comes; other frames
 * are passed on whole, from where they lie if they lie there whole.
 */
final class FrameReader {
    /** Takes frames. */
    interface Frames {
        /** A frame's head has come: 0, or the error that ends the connection. */
        int head(int type, int flags, int stream, int length);

        /** The payload of a frame other than DATA, whole: 0, or an error. */
        int frame(int type, int flags, int stream, byte[] bytes, int offset, int length);

        /** A piece of a DATA frame's payload; {@code last} with its last byte. */
        int data(byte[] bytes, int offset, int length, boolean last);
    }

    /** A usual frame that comes in pieces; memory of a larger one is let go after it. */
    private static final int KEPT_BYTES = 64;

    private final Frames frames;
    private Buffer kept = new Buffer(KEPT_BYTES);
    private boolean inFrame;
    private int type;
    private int flags;
    private int stream;
    private int length;
    /** Bytes of the payload that are still to come. */
    private int left;

    FrameReader(Frames frames) {
        this.frames = frames;
    }

    /** Takes all the bytes, unless there is an error: then it returns that. */
    int feed(byte[] bytes, int offset, int end) {
        int at = offset;
        int error = 0;
        while (error == 0 && (at < end || inFrame && left == 0)) {
            int before = at;
            if (!inFrame) {
                at = takeHead(bytes, at, end);
                error = inFrame ? frames.head(type, flags, stream, length) : 0;
            } else if (type == Http2.DATA) {
                int count = Math.min(left, end - at);
                at += count;
                left -= count;
                inFrame = left > 0;
                error = frames.data(bytes, before, count, left == 0);
            } else if (type > Http2.CONTINUATION) {
                // Whoever does not know a type has to ignore it (RFC 9113, 5.5).
                int count = Math.min(left, end - at);
                at += count;
                left -= count;
                inFrame = left > 0;
            } else if (kept.length() == 0 && end - at >= left) {
                at += left;
                inFrame = false;
                error = frames.frame(type, flags, stream, bytes, before, length);
            } else {
                int count = Math.min(left, end - at);
                kept.put(bytes, at, count);
                at += count;
                left -= count;
                error = left == 0 ? endKept() : 0;
            }
        }
        return error;
    }

    private int endKept() {
        inFrame = false;
        int error = frames.frame(type, flags, stream, kept.bytes(), 0, length);
        kept = kept.bytes().length > 16 * KEPT_BYTES ? new Buffer(KEPT_BYTES) : kept.clear();
        return error;
    }

    /** Whether a frame has come in part. */
    boolean isMidway() {
        return inFrame || kept.length() > 0;
    }

    /** Reads a frame's head, which may come in pieces; returns the index behind what was taken. */
    private int takeHead(byte[] bytes, int offset, int end) {
        int missing = Http2.FRAME_HEAD_BYTES - kept.length();
        int count = Math.min(missing, end - offset);
        if (kept.length() == 0 && count == missing) {
            readHead(bytes, offset);
        } else {
            kept.put(bytes, offset, count);
            if (count == missing) {
                readHead(kept.bytes(), 0);
                kept.clear();
            }
        }
        return offset + count;
    }

    private void readHead(byte[] b, int at) {
        length = (b[at] & 0xFF) << 16 | (b[at + 1] & 0xFF) << 8 | b[at + 2] & 0xFF;
        type = b[at + 3] & 0xFF;
        flags = b[at + 4] & 0xFF;
        stream = int32(b, at + 5) & 0x7FFFFFFF;
        left = length;
        inFrame = true;
    }

    static int int32(byte[] b, int at) {
        return b[at] << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
    }
}
