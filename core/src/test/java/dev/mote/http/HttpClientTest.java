package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import org.junit.jupiter.api.Test;

final class HttpClientTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final SimHttpServer server =
            new SimHttpServer(sim.clock, SimHttpServer.always("200 OK", "fine"));
    private HttpClient client = new HttpClient(loop, Url.parse("http://127.0.0.1:4318/"),
            10 * SECOND);

    HttpClientTest() {
        sim.network.peer(Network.TCP, 4318, server);
        loop.add(new Driver());
    }

    private final class Driver implements Component {
        @Override
        public String id() {
            return "client";
        }

        @Override
        public int doWork(long nowNanos) {
            client.doWork(nowNanos);
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return client.isDone() ? 0 : client.nextDeadlineNanos();
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    private record Bytes(byte[] bytes) implements HttpClient.Body {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, position, into, offset, count);
        }
    }

    /** The status and body, or the failure. */
    private String post(byte[] body) {
        Buffer head = new Buffer(200).ascii("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ")
                .decimal(body.length).ascii("\r\n\r\n");
        client.send(head, new Bytes(body), sim.clock.monotonicNanos());
        for (int turns = 0; !client.isDone(); turns++) {
            assertTrue(turns < 1000, "turns without end");
            loop.turn();
        }
        assertTrue(sim.network.openSockets <= 1, "sockets left open");
        return client.failure() != null ? client.failure()
                : client.status() + " " + client.responseBody().asText();
    }

    private String post() {
        return post(new byte[10]);
    }

    @Test
    void oneConnectionServesManyRequests() {
        for (int at = 0; at < 5; at++) {
            assertEquals("200 fine", post());
            sim.clock.advance(10 * SECOND);
        }
        assertEquals(1, server.connections);
        sim.clock.advance(600 * SECOND);
        assertEquals("200 fine", post());
        assertEquals(2, server.connections, "old connections are renewed");
    }

    @Test
    void largeBodiesGoOutAsThereIsRoom() {
        byte[] body = new byte[100_000];
        new java.util.Random(3).nextBytes(body);
        byte[][] seen = new byte[1][];
        server.room = 1000;
        server.script = (head, received) -> {
            seen[0] = received;
            return SimHttpServer.response("200 OK", "");
        };
        assertEquals("200 ", post(body));
        assertArrayEquals(body, seen[0]);
    }

    @Test
    void aKeptConnectionThatWasClosedIsNoFailure() {
        server.closesSilently = true;
        assertEquals("200 fine", post());
        assertEquals("200 fine", post());
        assertEquals(2, server.connections);
        server.closesSilently = false;
        assertEquals("200 fine", post());
        server.script = (head, body) -> server.connections == 3 ? null
                : SimHttpServer.response("200 OK", "new");
        assertEquals("200 new", post());
        assertEquals(4, server.connections);
        server.last().reset();
        assertEquals("200 new", post());
    }

    @Test
    void aNewConnectionThatIsClosedIsAFailure() {
        server.script = (head, body) -> null;
        assertEquals("connection closed without an answer", post());
        assertEquals(1, server.connections);
        server.script = (head, body) -> "HTTP/1.1 200 OK\r\nContent-Le";
        server.closesSilently = true;
        assertEquals("the connection was closed in the middle of an answer", post());
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void silenceTimesOut() {
        server.script = (head, body) -> "";
        long start = sim.clock.monotonicNanos();
        assertEquals("timed out waiting for an answer", post());
        assertEquals(10 * SECOND, sim.clock.monotonicNanos() - start);
        server.connectNanos = Long.MAX_VALUE;
        assertEquals("timed out connecting", post());
        assertEquals(0, sim.network.openSockets);
        server.connectNanos = -1;
        server.script = SimHttpServer.always("200 OK", "again");
        server.delayNanos = 9 * SECOND;
        assertEquals("200 again", post());
    }

    @Test
    void nobodyThereIsSaid() {
        sim.network.peer(Network.TCP, 4318, null);
        assertEquals("connection refused", post());
        client = new HttpClient(loop, Url.parse("http://nowhere.example"), 10 * SECOND);
        sim.network.peer(Network.UDP, 53, new SimDnsServer(false));
        assertEquals("unknown host \"nowhere.example\"", post());
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void allAddressesAreTried() {
        sim.network.peer(Network.TCP, 4318, null);
        byte[] fourth = {10, 0, 0, 4};
        sim.network.peer(Network.TCP, fourth, 4318, server);
        SimHttpServer deaf = new SimHttpServer(sim.clock, null);
        deaf.connectNanos = Long.MAX_VALUE;
        sim.network.peer(Network.TCP, new byte[] {10, 0, 0, 2}, 4318, deaf);
        sim.files.put("/etc/hosts", "fd00::1 db\n10.0.0.2 db\n10.0.0.3 db\n10.0.0.4 db\n");
        sim.network.connectError6 = Errno.ENETUNREACH;
        client = new HttpClient(loop, Url.parse("http://db:4318"), 10 * SECOND);
        long start = sim.clock.monotonicNanos();
        assertEquals("200 fine", post());
        long took = sim.clock.monotonicNanos() - start;
        assertTrue(took < 300_000_000L, "took " + took + " ns");
        server.last().close();
        start = sim.clock.monotonicNanos();
        assertEquals("200 fine", post());
        took = sim.clock.monotonicNanos() - start;
        assertTrue(took < 1_000_000L, "the address that worked is first: " + took + " ns");
    }

    @Test
    void anEarlyRefusalIsHeard() {
        server.room = 1000;
        sim.network.peer(Network.TCP, 4318, new SimNetwork.Peer() {
            @Override
            public void received(SimNetwork.Connection connection) {
                if (connection.received.length() > 5000) {
                    connection.send(SimHttpServer.response("413 Too Large", "no"));
                    connection.close();
                    connection.reset();
                }
            }
        });
        assertEquals("413 no", post(new byte[100_000]));
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void somethingElseBehindThePortIsNamed() {
        server.script = (head, body) -> "\u0015\u0003\u0001\u0000\u0002\u0002\u0046";
        assertTrue(post().contains("https://"));
        server.script = (head, body) -> "220 mail.example ESMTP\r\n";
        assertEquals("the answer is not HTTP/1.1", post());
    }
}
