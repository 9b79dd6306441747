package dev.mote.bench.pipeline;

import dev.mote.component.Batch;
import dev.mote.http.Headers;
import dev.mote.http2.HpackDecoder;
import dev.mote.http2.HpackHuffman;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One connection of the generator: one request after the other, several waiting for answers. */
final class Client extends FrameLink {
    /** Told when a request is answered well. */
    interface Answered {
        void answered(long startNanos);
    }

    private static final int WINDOW = 65535;
    private static final int WINDOW_SETTING = 4;
    /** Streams under way: a ring of this many starts and windows, by the stream's number. */
    private static final int RING = 256;

    private final Request request;
    private final Answered listener;
    private final HpackDecoder decoder = new HpackDecoder(new HpackHuffman());
    private final Headers headers = new Headers(8 << 10);
    private final long[] startNanos = new long[RING];
    private final long[] windows = new long[RING];
    private long connectionWindow = WINDOW;
    private int streamWindow = WINDOW;
    private int stream = -1;
    /** The frame of the request that is being written; behind the last: none is. */
    private int frame;
    private int underWay;
    private IllegalStateException failure;

    Client(SocketChannel channel, Batch batch, Answered listener) {
        super(channel, 0);
        request = new Request(batch);
        frame = request.frames.length - 1;
        this.listener = listener;
        output.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes());
        head(output, 0, SETTINGS, 0, 0);
    }

    boolean isWriting() {
        return frame < request.frames.length - 1;
    }

    int underWay() {
        return underWay;
    }

    /** Begins a request; its time counts from {@code nanos}. */
    void begin(long nanos) {
        stream += 2;
        startNanos[place(stream)] = nanos;
        windows[place(stream)] = streamWindow;
        request.number(stream);
        request.wire.position(0);
        frame = 0;
        underWay++;
    }

    private static int place(int stream) {
        return stream / 2 % RING;
    }

    /** Writes as much as the windows allow; false when the socket has not taken all of it. */
    boolean write() throws IOException {
        if (failure != null) {
            throw failure;
        }
        // Frames that were begun come to their end before anything else is said.
        boolean between = request.wire.position() == request.frames[frame];
        if (between && !writeOutput()) {
            return false;
        }
        int last = frame;
        int room = (int) Math.min(1 << 30, Math.min(connectionWindow, windows[place(stream)]));
        while (last < request.frames.length - 1 && request.dataBytes(last) <= room) {
            room -= request.dataBytes(last++);
        }
        if (last == frame) {
            return true;
        }
        ByteBuffer wire = request.wire.limit(request.frames[last]);
        channel.write(wire);
        while (frame < last && wire.position() >= request.frames[frame + 1]) {
            connectionWindow -= request.dataBytes(frame);
            windows[place(stream)] -= request.dataBytes(frame++);
        }
        boolean all = !wire.hasRemaining();
        wire.limit(wire.capacity());
        return all;
    }

    @Override
    void frame(int type, int flags, int number, byte[] bytes, int offset, int length) {
        switch (type) {
            case HEADERS -> headers(flags, number, bytes, offset, length);
            case WINDOW_UPDATE -> {
                if (number == 0) {
                    connectionWindow += int32(bytes, offset);
                } else {
                    windows[place(number)] += int32(bytes, offset);
                }
            }
            case SETTINGS -> settings(bytes, offset, length);
            case RST_STREAM, GOAWAY -> failure = new IllegalStateException("the target gives up: "
                    + (type == GOAWAY ? "GOAWAY" : "RST_STREAM"));
            default -> { }
        }
    }

    private void settings(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at += 6) {
            if (bytes[at + 1] == WINDOW_SETTING) {
                int wanted = int32(bytes, at + 2);
                for (int place = 0; place < RING; place++) {
                    windows[place] += wanted - streamWindow;
                }
                streamWindow = wanted;
            }
        }
    }

    private void headers(int flags, int number, byte[] bytes, int offset, int length) {
        boolean well = decoder.decode(bytes, offset, offset + length, headers.clear());
        if (!well || (flags & END_HEADERS) == 0) {
            failure = new IllegalStateException("a head that cannot be read: "
                    + Arrays.toString(Arrays.copyOfRange(bytes, offset, offset + length)));
        } else if ((flags & LAST) != 0) {
            underWay--;
            if (headers.find("grpc-status") && headers.number() == 0) {
                listener.answered(startNanos[place(number)]);
            } else {
                failure = new IllegalStateException("the target refuses: "
                        + (headers.find("grpc-status") ? headers.value() : "no status") + " "
                        + (headers.find("grpc-message") ? headers.value() : ""));
            }
        }
    }
}
