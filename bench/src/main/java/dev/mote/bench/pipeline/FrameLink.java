package dev.mote.bench.pipeline;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One end of an HTTP/2 connection as frames (RFC 9113, 4.1); it answers SETTINGS and PING. */
abstract class FrameLink {
    static final int HEAD_BYTES = 9;
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    /** END_STREAM, of DATA and HEADERS; ACK, of SETTINGS and PING. */
    static final int LAST = 1;
    static final int END_HEADERS = 4;
    private static final int INPUT_BYTES = 1 << 20;
    private static final int OUTPUT_BYTES = 1 << 18;

    final SocketChannel channel;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);
    /** What this end says besides requests. */
    final ByteBuffer output = ByteBuffer.allocate(OUTPUT_BYTES);

    /** Bytes still to come before the first frame. */
    private int prefaceLeft;

    FrameLink(SocketChannel channel, int prefaceBytes) {
        this.channel = channel;
        prefaceLeft = prefaceBytes;
    }

    /** A frame other than SETTINGS without values, PING. */
    abstract void frame(int type, int flags, int stream, byte[] bytes, int offset, int length);

    /** Reads what is there. */
    final void read() throws IOException {
        int count = channel.read(input);
        if (count < 0) {
            throw new EOFException("the target has closed the connection");
        }
        byte[] bytes = input.array();
        int at = Math.min(prefaceLeft, input.position());
        prefaceLeft -= at;
        while (input.position() - at >= HEAD_BYTES) {
            int length = (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8
                    | bytes[at + 2] & 0xFF;
            if (input.position() - at < HEAD_BYTES + length) {
                break;
            }
            dispatch(bytes[at + 3], bytes[at + 4], int32(bytes, at + 5), bytes, at + HEAD_BYTES,
                    length);
            at += HEAD_BYTES + length;
        }
        input.flip().position(at);
        input.compact();
    }

    private void dispatch(int type, int flags, int stream, byte[] bytes, int offset, int length) {
        boolean isAnswer = (flags & LAST) != 0;
        if (type == SETTINGS && !isAnswer) {
            head(output, 0, SETTINGS, LAST, 0);
        } else if (type == PING && !isAnswer) {
            head(output, length, PING, LAST, 0).put(bytes, offset, length);
        }
        if (type != PING) {
            frame(type, flags, stream, bytes, offset, length);
        }
    }

    /** Writes what {@link #output} has; false when some of it is left. */
    final boolean writeOutput() throws IOException {
        if (output.position() > 0) {
            output.flip();
            channel.write(output);
            output.compact();
        }
        return output.position() == 0;
    }

    static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    static ByteBuffer head(ByteBuffer out, int length, int type, int flags, int stream) {
        return out.put((byte) (length >> 16)).put((byte) (length >> 8)).put((byte) length)
                .put((byte) type).put((byte) flags).putInt(stream);
    }

    static ByteBuffer setting(ByteBuffer out, int id, int value) {
        return out.putShort((short) id).putInt(value);
    }

    /** A header that adds nothing to the other side's table (RFC 7541, 6.2.2). */
    static ByteBuffer literal(ByteBuffer out, String name, String value) {
        return text(text(out.put((byte) 0), name), value);
    }

    private static ByteBuffer text(ByteBuffer out, String text) {
        return out.put((byte) text.length()).put(text.getBytes());
    }
}
