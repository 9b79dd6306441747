package dev.mote.http2;

import dev.mote.bytes.Buffer;

/** Appends frames to the bytes that wait to be sent. */
final class FrameWriter {
    private FrameWriter() {
    }

    static Buffer head(Buffer out, int length, int type, int flags, int stream) {
        out.put(length >>> 16).put(length >>> 8).put(length).put(type).put(flags);
        return int32(out, stream);
    }

    static Buffer int32(Buffer out, int value) {
        return out.put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** A header block as HEADERS and, where it is longer than a frame, CONTINUATION. */
    static void headers(Buffer out, Buffer block, int stream, boolean last, int frameMax) {
        int at = 0;
        int type = Http2.HEADERS;
        do {
            int count = Math.min(frameMax, block.length() - at);
            int flags = (type == Http2.HEADERS && last ? Http2.END_STREAM : 0)
                    | (at + count == block.length() ? Http2.END_HEADERS : 0);
            head(out, count, type, flags, stream).put(block.bytes(), at, count);
            at += count;
            type = Http2.CONTINUATION;
        } while (at < block.length());
    }

    static void settings(Buffer out, Http2Limits limits, boolean server) {
        head(out, server ? 30 : 24, Http2.SETTINGS, 0, 0);
        setting(out, Http2.INITIAL_WINDOW_SIZE, limits.window());
        setting(out, Http2.MAX_FRAME_SIZE, limits.frame());
        setting(out, Http2.MAX_HEADER_LIST_SIZE, limits.headerList());
        if (server) {
            setting(out, Http2.MAX_CONCURRENT_STREAMS, limits.streams());
            setting(out, Http2.HEADER_TABLE_SIZE, HpackTable.BYTES_MAX);
        } else {
            setting(out, Http2.ENABLE_PUSH, 0);
        }
    }

    private static void setting(Buffer out, int name, int value) {
        int32(out.put(name >>> 8).put(name), value);
    }

    static void windowUpdate(Buffer out, int stream, int increment) {
        int32(head(out, 4, Http2.WINDOW_UPDATE, 0, stream), increment);
    }

    static void reset(Buffer out, int stream, int error) {
        int32(head(out, 4, Http2.RST_STREAM, 0, stream), error);
    }

    static void goAway(Buffer out, int lastStream, int error) {
        int32(int32(head(out, 8, Http2.GOAWAY, 0, 0), lastStream), error);
    }
}
