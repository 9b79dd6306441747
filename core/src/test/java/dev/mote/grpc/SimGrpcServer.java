package dev.mote.grpc;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.http2.HpackEncoder;
import dev.mote.http2.HpackHuffman;
import dev.mote.http2.Http2Connection;
import dev.mote.http2.Http2Events;
import dev.mote.http2.Http2Limits;
import dev.mote.http2.Http2Stream;
import dev.mote.http.HttpClient;
import dev.mote.os.sim.SimNetwork;
import java.util.ArrayList;
import java.util.List;

/** A scripted gRPC server, of one connection at a time. */
public final class SimGrpcServer implements SimNetwork.Peer, Http2Events {
    /**
     * What is answered: a status, a message of the method, and headers that come with the status.
     */
    public int status;
    public byte[] message = {};
    public String[] trailers = {};
    /** An HTTP status other than 200 is answered without gRPC. */
    public String httpStatus = "200";
    public boolean silent;
    public boolean refusesStreams;
    /** Tells that it leaves instead of answering, so many times. */
    public int leaves;
    /** Closes the connection behind each answer without a word. */
    public boolean closesSilently;
    public boolean answersEarly;
    public int connections;
    public final List<String> paths = new ArrayList<>();
    public final List<String> heads = new ArrayList<>();
    public final Buffer body = new Buffer(100);

    private final Headers headers = new Headers(16 << 10);
    private final byte[] out = new byte[1 << 16];
    public boolean keepsText = true;
    private Http2Connection connection;
    private SimNetwork.Connection wire;

    @Override
    public void connected(SimNetwork.Connection wire) {
        connections++;
        this.wire = wire;
        connection = new Http2Connection(true, Http2Limits.SERVER, headers, new HpackHuffman(),
                this);
        flush(wire);
    }

    @Override
    public void received(SimNetwork.Connection wire) {
        connection.feed(wire.received.bytes(), 0, wire.received.length(), 0);
        wire.received.clear();
        flush(wire);
    }

    private void flush(SimNetwork.Connection wire) {
        int count = connection.take(out, 0, out.length);
        if (count > 0) {
            wire.send(out, 0, count);
        }
    }

    public SimNetwork.Connection wire() {
        return wire;
    }

    @Override
    public void headers(Http2Stream stream, Headers headers, boolean last) {
        body.clear();
        if (keepsText) {
            headers.find(":path");
            paths.add(headers.value());
            StringBuilder head = new StringBuilder();
            for (int index = 0; index < headers.count(); index++) {
                head.append(headers.at(index).value()).append('\n');
            }
            heads.add(head.toString());
        }
        if (answersEarly) {
            answer(stream);
        }
    }

    @Override
    public void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last) {
        body.put(bytes, offset, length);
        if (last && refusesStreams) {
            connection.reset(stream, dev.mote.http2.Http2.REFUSED_STREAM);
        } else if (last && leaves > 0) {
            leaves--;
            connection.reset(stream, dev.mote.http2.Http2.REFUSED_STREAM);
            connection.leave();
        } else if (last && !silent) {
            answer(stream);
        }
    }

    private final Buffer framed = new Buffer(100);
    private final HpackEncoder trailer = new HpackEncoder();
    private final HttpClient.Body answerBody = new HttpClient.Body() {
        @Override
        public int length() {
            return framed.length();
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(framed.bytes(), position, into, offset, count);
        }
    };

    private void answer(Http2Stream stream) {
        connection.header().header(":status", httpStatus).header("content-type",
                httpStatus.equals("200") ? "application/grpc" : "text/html");
        if (!httpStatus.equals("200")) {
            connection.answer(stream, null, null);
            return;
        }
        trailer.begin().secret("grpc-status", status < 10 ? DIGITS[status] : "1" + status % 10);
        for (int at = 0; at < trailers.length; at += 2) {
            trailer.secret(trailers[at], trailers[at + 1]);
        }
        framed.clear();
        if (status == 0) {
            framed.put(0).put(0).put(0).put(message.length >> 8).put(message.length)
                    .put(message, 0, message.length);
        }
        connection.answer(stream, answerBody, trailer.block());
    }

    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7",
        "8", "9"};

    @Override
    public void aborted(Http2Stream stream, int error) {
    }

    @Override
    public void closed(Http2Stream stream) {
        if (closesSilently) {
            wire.close();
        }
    }
}
