package dev.mote.http2;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.http.HttpClient;
import java.util.Random;

/** A client and a server that are wired to each other, with cuts wherever chance wants them. */
final class Http2Pair {
    static final HpackHuffman CODE = new HpackHuffman();

    record Bytes(byte[] bytes) implements HttpClient.Body {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, position, into, offset, count);
        }
    }

    /** Echoes each request's body, with trailers. */
    final class Echo implements Http2Events {
        private final Buffer[] bodies = new Buffer[64];
        int aborted;

        @Override
        public void headers(Http2Stream stream, Headers headers, boolean last) {
            bodies[stream.place] = new Buffer(16);
            if (last) {
                answer(stream);
            }
        }

        @Override
        public void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last) {
            bodies[stream.place].put(bytes, offset, length);
            if (last) {
                answer(stream);
            }
        }

        private void answer(Http2Stream stream) {
            Buffer body = bodies[stream.place];
            Buffer trailers = new HpackEncoder().begin().secret("grpc-status", "0").block();
            server.header().header(":status", "200").header("x-place", "p" + stream.place);
            server.answer(stream,
                    new Bytes(java.util.Arrays.copyOf(body.bytes(), body.length())), trailers);
        }

        @Override
        public void aborted(Http2Stream stream, int error) {
            aborted++;
        }

        @Override
        public void closed(Http2Stream stream) {
            bodies[stream.place] = null;
        }
    }

    final Random random;
    final Echo echo = new Echo();
    final Http2Connection server;
    final Http2Connection client;
    private final byte[] wire = new byte[70_000];
    private final byte[] exact = new byte[70_000];

    Http2Pair(Random random, Http2Limits limits, Http2Events events) {
        this.random = random;
        server = new Http2Connection(true, limits, new Headers(16 << 10), CODE, echo);
        client = new Http2Connection(false, Http2Limits.CLIENT, new Headers(16 << 10), CODE,
                events);
    }

    /** Moves bytes both ways until nobody has any. */
    void settle() {
        while (move(client, server) + move(server, client) > 0) {
            // until both are silent
        }
    }

    private int move(Http2Connection from, Http2Connection to) {
        int room = random.nextInt(8) == 0 ? 10 + random.nextInt(20)
                : 10 + random.nextInt(wire.length - 10);
        int count = from.take(wire, 0, room);
        int at = 0;
        while (at < count) {
            int part = random.nextInt(4) == 0 ? 1 + random.nextInt(Math.min(12, count - at))
                    : 1 + random.nextInt(count - at);
            System.arraycopy(wire, at, exact, 0, part);
            to.feed(exact, 0, part, 0);
            at += part;
        }
        return count;
    }
}
