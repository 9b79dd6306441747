package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Telemetry telemetry = new Telemetry();
    private int large = 10;
    private final HttpServer server = new HttpServer(loop, telemetry, (request, response, now) -> {
        if (request.pathIs("/large")) {
            for (int at = 0; at < large; at++) {
                response.body().put('a' + at % 26);
            }
            return true;
        }
        if (request.pathIs("/accept") && request.hasHeader("accept")) {
            response.body().put(request.bytes(), request.valueOffset(), request.valueLength());
            return true;
        }
        return false;
    });

    /** A client that remembers what it got. */
    private static final class Client implements SimNetwork.Peer {
        boolean closed;

        @Override
        public void received(SimNetwork.Connection connection) {
        }

        @Override
        public void closed(SimNetwork.Connection connection) {
            closed = true;
        }
    }

    private final Client client = new Client();

    HttpServerTest() {
        loop.add(server);
        loop.add(new Tick());
        assertEquals(0, server.listen(ListenAddress.parse("127.0.0.1:7077")));
    }

    private SimNetwork.Connection connect() {
        return sim.network.client(7077, client);
    }

    private void turns(int count) {
        for (int at = 0; at < count; at++) {
            loop.turn();
        }
    }

    /** Sends a request and returns the whole answer. */
    private String ask(String request) {
        SimNetwork.Connection connection = connect();
        connection.send(request);
        turns(2);
        return connection.received.asText();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:7077\r\n\r\n";
    }

    private static String status(String answer) {
        return answer.isEmpty() ? "" : answer.substring(9, 12);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void answersAWholeRequest() {
        assertEquals("""
                HTTP/1.1 200 OK\r
                Date: Thu, 01 Jan 2026 00:00:00 GMT\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 10\r
                Cache-Control: no-store\r
                X-Content-Type-Options: nosniff\r
                \r
                abcdefghij""", ask(get("/large")));
        assertFalse(client.closed);
    }

    @Test
    void leavesTheBodyOutForHead() {
        String answer = ask("HEAD /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(answer.contains("Content-Length: 10\r\n"));
        assertEquals("", body(answer));
    }

    @Test
    void givesRoutesTheHeaders() {
        assertEquals("text/plain", body(ask(
                "GET /accept?x=1 HTTP/1.1\r\nHOST: LocalHost\r\nAccept:  text/plain \r\n\r\n")));
        assertEquals("404", status(ask(get("/accept"))));
        assertEquals("200", status(ask(
                "GET http://localhost:7077/large HTTP/1.1\r\nHost: x\r\n\r\n")));
    }

    @Test
    void refusesWhatItDoesNotDo() {
        assertEquals("404", status(ask(get("/nothing"))));
        String post = ask("POST /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals("405", status(post));
        assertTrue(post.contains("\r\nAllow: GET, HEAD\r\n"));
        assertTrue(post.contains("\r\nConnection: close\r\n"));
        assertEquals("413", status(ask(
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")));
        assertEquals("413", status(ask(
                "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")));
        assertEquals("505", status(ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")));
        assertEquals("414", status(ask("GET /" + "a".repeat(9000))));
        assertEquals("431", status(ask("GET / HTTP/1.1\r\nX: " + "a".repeat(9000))));
        assertEquals(7, telemetry.get(0).value());
        assertEquals(6, telemetry.get(1).value());
    }

    @Test
    void refusesWhatIsNotHttp() {
        for (String request : new String[] {"\u0016\u0003\u0001\n\n", "GET\r\n\r\n",
                "GET / \r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
                    "GET x HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", "GET / HTTP/11\r\n\r\n",
            "G\u00e9T / HTTP/1.1\r\nHost: localhost\r\n\r\n", " GET / HTTP/1.1\r\n\r\n"}) {
            assertEquals("400", status(ask(request)), request);
        }
    }

    @Test
    void answersOnlyToLocalNamesOnTheLoopback() {
        for (String host : new String[] {"localhost", "127.0.0.1:7077", "[::1]:7077",
                "LOCALHOST:1"}) {
            assertEquals("200", status(ask("GET /large HTTP/1.1\r\nHost: " + host + "\r\n\r\n")),
                    host);
        }
        for (String host : new String[] {"evil.example", "localhost.evil.example", "",
                "127.0.0.1.nip.io"}) {
            assertEquals("421", status(ask("GET /large HTTP/1.1\r\nHost: " + host + "\r\n\r\n")),
                    host);
        }
        assertEquals("200", status(ask("GET /large HTTP/1.0\r\n\r\n")));
    }

    @Test
    void endsAfterOneAnswerWhereTheClientWantsIt() {
        ask("GET /large HTTP/1.0\r\n\r\n");
        assertTrue(client.closed);
        client.closed = false;
        ask("GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: foo, Close\r\n\r\n");
        assertTrue(client.closed);
        client.closed = false;
        ask("GET /large HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertFalse(client.closed);
    }

    @Test
    void takesARequestCutAnywhere() {
        String two = get("/large") + "\r\n" + get("/accept").replace("\r\n\r\n",
                "\r\nAccept: a\r\n\r\n");
        String whole = ask(two);
        assertTrue(whole.endsWith("\r\n\r\na"));
        for (int cut = 1; cut < two.length(); cut++) {
            SimNetwork.Connection connection = connect();
            connection.send(two.substring(0, cut));
            turns(2);
            connection.send(two.substring(cut));
            turns(1);
            assertEquals(whole, connection.received.asText(), "cut at " + cut);
        }
    }

    @Test
    void waitsForASlowClientAndGoesOnWithItsNextRequest() {
        large = 1000;
        SimNetwork.Connection connection = connect();
        connection.room(100);
        connection.send(get("/large") + get("/large"));
        turns(2);
        assertEquals(100, connection.received.length());
        for (int at = 0; at < 100; at++) {
            connection.room(30);
            turns(1);
        }
        String answer = connection.received.asText();
        assertEquals(answer.length() / 2, answer.lastIndexOf("HTTP/1.1 200 OK"));
        assertFalse(client.closed);
    }

    @Test
    void givesUpOnAClientThatNeverReads() {
        SimNetwork.Connection connection = connect();
        connection.room(100);
        connection.send(get("/large"));
        turns(2);
        connection.room(0);
        sim.clock.advance(31 * SECOND);
        turns(1);
        assertTrue(client.closed);
        assertEquals(1, telemetry.get(4).value());
    }

    @Test
    void endsDrippingAndIdleClients() {
        SimNetwork.Connection dripping = connect();
        for (int at = 0; at < 11; at++) {
            dripping.send("G");
            turns(2);
            sim.clock.advance(SECOND);
        }
        turns(1);
        assertEquals("408", status(dripping.received.asText()));
        connect();
        turns(1);
        client.closed = false;
        sim.clock.advance(61 * SECOND);
        turns(1);
        assertTrue(client.closed);
        assertTrue(server.isDrained());
    }

    @Test
    void lingersAfterAnErrorUntilTheClientEnds() {
        SimNetwork.Connection connection = connect();
        connection.send("nonsense\r\n\r\n");
        turns(2);
        connection.send("more nonsense");
        turns(1);
        assertFalse(client.closed);
        assertEquals("400", status(connection.received.asText()));
        connection.close();
        turns(1);
        assertTrue(client.closed);
    }

    @Test
    void closesTheIdlestWhenThereIsNoPlaceLeft() {
        SimNetwork.Connection[] all = new SimNetwork.Connection[65];
        for (int at = 0; at < 65; at++) {
            all[at] = connect();
            turns(1);
            sim.clock.advance(1000);
        }
        assertTrue(client.closed);
        assertFalse(all[0].isOpen());
        assertTrue(all[1].isOpen());
        all[64].send(get("/large"));
        turns(1);
        assertEquals("200", status(all[64].received.asText()));
        for (int at = 1; at < 65; at++) {
            all[at].send("GET");
        }
        turns(2);
        SimNetwork.Connection late = connect();
        late.send(get("/large"));
        turns(2);
        assertEquals("200", status(late.received.asText()));
        assertEquals(1, telemetry.get(2).value());
    }

    @Test
    void compressesForClientsElsewhere() {
        large = 5000;
        assertEquals(0, server.listen(ListenAddress.parse("0.0.0.0:80")));
        SimNetwork.Connection connection = sim.network.client(80, client);
        connection.send("GET /large HTTP/1.1\r\nHost: web-1\r\nAccept-Encoding: br, gzip\r\n\r\n");
        turns(2);
        String answer = connection.received.asText();
        assertTrue(answer.contains("\r\nContent-Encoding: gzip\r\n"));
        assertTrue(body(answer).startsWith("\u001f\u008b\b"));
        assertTrue(answer.length() < 600);
        assertTrue(answer.contains("\r\nContent-Length: " + body(answer).length() + "\r\n"));
    }

    @Test
    void shutsDownAtOnceWhenNothingIsUnderWay() {
        connect();
        turns(1);
        loop.shutDown(sim.clock.monotonicNanos(), SECOND);
        assertTrue(client.closed);
        assertTrue(server.isDrained());
        assertEquals(null, connect());
    }
}
