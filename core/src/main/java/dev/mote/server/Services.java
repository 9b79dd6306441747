package dev.mote.server;

import dev.mote.http.Headers;
import dev.mote.http2.HpackHuffman;
import dev.mote.os.Clock;

/** What the connections of one server share: they are fed by turns, so one of each is enough. */
final class Services {
    /** As most servers have it; also the most that a client can make us keep of a head. */
    static final int HEAD_BYTES_MAX = 16 << 10;

    final Exchange.Maker exchanges;
    final Clock clock;
    final Answer answer = new Answer();
    final Headers headers = new Headers(HEAD_BYTES_MAX);
    final HpackHuffman code = new HpackHuffman();

    Services(Exchange.Maker exchanges, Clock clock) {
        this.exchanges = exchanges;
        this.clock = clock;
    }
}
