package dev.mote.server;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.http.HttpClient;
import dev.mote.http2.HpackEncoder;
import dev.mote.http2.Http2Connection;
import dev.mote.http2.Http2Events;
import dev.mote.http2.Http2Limits;
import dev.mote.http2.Http2Stream;
import java.util.Arrays;

/** Serves exchanges by HTTP/2. */
final class Http2Machine implements Machine, Http2Events {
    /**
     * A stream's exchange, and what is to be sent for it. Kept for the next stream in its place.
     */
    private static final class Place implements HttpClient.Body {
        final Exchange exchange;
        final Buffer body = new Buffer(16);
        /** Encodes trailers for itself: they are not in the order in which tables want them. */
        final HpackEncoder trailers = new HpackEncoder();
        boolean answered;

        Place(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public int length() {
            return body.length();
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(body.bytes(), position, into, offset, count);
        }
    }

    private final Services services;
    private final Http2Connection connection;
    private Place[] places = new Place[1];
    private boolean leaves;
    private long nowNanos;

    Http2Machine(Services services) {
        this.services = services;
        connection = new Http2Connection(true, Http2Limits.SERVER, services.headers,
                services.code, this);
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, long nowNanos) {
        this.nowNanos = nowNanos;
        connection.feed(bytes, offset, length, nowNanos);
    }

    private Place place(Http2Stream stream) {
        if (stream.place >= places.length) {
            places = Arrays.copyOf(places, Math.max(stream.place + 1, 2 * places.length));
        }
        if (places[stream.place] == null) {
            places[stream.place] = new Place(services.exchanges.make());
        }
        return places[stream.place];
    }

    @Override
    public void headers(Http2Stream stream, Headers headers, boolean last) {
        Place place = place(stream);
        boolean trailers = stream.isBegun();
        if (!trailers) {
            place.answered = false;
            if (place.exchange.begin(headers, services.answer.begin(), nowNanos)) {
                answer(stream, place);
            }
        }
        if (last && !place.answered) {
            end(stream, place);
        }
    }

    @Override
    public void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last) {
        Place place = place(stream);
        if (place.answered) {
            return;
        }
        if (length > 0 && place.exchange.content(bytes, offset, length, services.answer.begin(),
                nowNanos)) {
            answer(stream, place);
        } else if (last) {
            end(stream, place);
        }
    }

    private void end(Http2Stream stream, Place place) {
        place.exchange.end(services.answer.begin(), nowNanos);
        answer(stream, place);
    }

    private void answer(Http2Stream stream, Place place) {
        Answer answer = services.answer;
        place.answered = true;
        answer.writeHead(connection.header());
        place.body.clear().put(answer.body().bytes(), 0, answer.body().length());
        Buffer trailers = null;
        if (answer.hasTrailers()) {
            answer.writeTrailers(place.trailers.begin());
            trailers = place.trailers.block();
        }
        connection.answer(stream, place.length() > 0 || trailers != null ? place : null, trailers);
    }

    @Override
    public void aborted(Http2Stream stream, int error) {
        closed(stream);
    }

    @Override
    public void closed(Http2Stream stream) {
        if (stream.place < places.length && places[stream.place] != null) {
            places[stream.place].exchange.close();
        }
    }

    @Override
    public int take(byte[] into, int offset, int length) {
        return connection.take(into, offset, length);
    }

    @Override
    public boolean isBusy() {
        return connection.openStreams() > 0 || connection.isMidway();
    }

    @Override
    public boolean isOver() {
        return connection.isFailed() || leaves && connection.openStreams() == 0;
    }

    @Override
    public void leave() {
        leaves = true;
        connection.leave();
    }

    @Override
    public void disconnected() {
        connection.disconnected();
    }
}
