package dev.mote.receiver.otlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Outcome;
import dev.mote.os.sim.SimNetwork;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** By HTTP/1.1, as bytes; gRPC has a test of its own. */
final class OtlpReceiverTest {
    private static final long SECOND = 1_000_000_000L;
    /** One resource, one scope, one log record with a body. */
    private static final byte[] LOGS = {10, 11, 18, 9, 18, 7, 42, 5, 10, 3, 'h', 'e', 'y'};

    private final ReceiverFixture at = new ReceiverFixture("""
            max_request_size: 64KiB
            memory_limit: 100KiB
            max_connections: 3
            token: secret
            protocols: {http: {endpoint: "127.0.0.1:4318"}}
            """);

    private static String head(String path, String type, int length, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
                + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n" + more
                + "\r\n";
    }

    private String post(String type, byte[] body, String more) {
        return at.exchange(head("/v1/logs", type, body.length, more), body);
    }

    private String post(byte[] body) {
        return post("application/x-protobuf", body, "");
    }

    private static byte[] gzip(byte[] bytes) {
        Buffer out = new Buffer(100);
        new Gzip().compress(bytes, 0, bytes.length, out);
        return Arrays.copyOf(out.bytes(), out.length());
    }

    @Test
    void requestsArriveAsTheyWereSent() {
        assertEquals("200 application/x-protobuf ", post(LOGS));
        assertEquals("LOGS 1", at.batches.remove(0));
        assertArrayEquals(LOGS, at.latest);
        assertEquals("200 application/x-protobuf ",
                post("application/x-protobuf", gzip(LOGS), "Content-Encoding: gzip\r\n"));
        assertArrayEquals(LOGS, at.latest);
        assertEquals("200 application/json {}", post("application/json; charset=utf-8",
                ("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":"
                + "\"hey\"}}]}]}]}").getBytes(), ""));
        assertArrayEquals(LOGS, at.latest);
        assertEquals("200 application/x-protobuf ", post(new byte[0]));
        assertEquals("200 application/json {}", post("application/json", "{}".getBytes(), ""));
        assertEquals(2, at.batches.size(), "empty requests are no batches");
        assertEquals(1, at.connections, "one connection did it all");
    }

    @Test
    void chunkedBodiesAndExpectationsAreUnderstood() {
        Buffer chunks = new Buffer(100).ascii("4;x=y\r\n").put(LOGS, 0, 4).ascii("\r\n9\r\n")
                .put(LOGS, 4, 9).ascii("\r\n0\r\nTrailer: x\r\n\r\n");
        String head = "POST /v1/logs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
                + "Content-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n";
        byte[] body = Arrays.copyOf(chunks.bytes(), chunks.length());
        for (int piece = 1; piece < 9; piece++) {
            at.pieces = piece;
            assertEquals("200 application/x-protobuf ", at.exchange(head, body));
            assertArrayEquals(LOGS, at.latest);
        }
        at.pieces = 0;
        at.send(head("/v1/logs", "application/x-protobuf", LOGS.length,
                "Expect: 100-continue\r\n"), new byte[0]);
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", at.takeRaw());
        assertEquals("200 application/x-protobuf ", at.exchange("", LOGS));
    }

    @Test
    void whatIsNotTakenIsExplained() {
        assertTrue(post(new byte[] {10, 5, 1}).startsWith("400 application/x-protobuf "));
        assertTrue(post("application/json", "{]".getBytes(), "").startsWith(
                "400 application/json {\"code\":3,\"message\":\""));
        assertTrue(post("text/plain", LOGS, "").startsWith("415 "));
        assertTrue(post("application/x-protobuf", LOGS, "Content-Encoding: br\r\n")
                .startsWith("415 "));
        assertTrue(post("application/x-protobuf", LOGS, "Content-Encoding: gzip\r\n")
                .startsWith("400 "));
        assertTrue(at.exchange(head("/v1/other", "application/json", 0, ""), new byte[0])
                .startsWith("404 "));
        assertTrue(at.exchange("GET /v1/logs HTTP/1.1\r\nHost: a\r\n\r\n", new byte[0])
                .startsWith("405 "));
        assertTrue(at.exchange(head("/v1/logs", "application/json", 0, "")
                .replace("secret", "secres"), new byte[0]).startsWith("401 "));
        at.takesNone = true;
        assertTrue(post(LOGS).startsWith("404 "));
        assertEquals(0, at.batches.size());
        assertEquals(3, at.counter("mote.receiver.refused.requests", "malformed")
                + at.counter("mote.receiver.refused.requests", "malformed_gzip"));
    }

    @Test
    void thePipelineHasTheLastWord() {
        at.outcome = Outcome.RETRY_LATER;
        assertTrue(post(LOGS).startsWith("503 application/x-protobuf "));
        assertTrue(at.raw.contains("retry-after: 5\r\n"));
        at.outcome = Outcome.REJECTED;
        assertTrue(post(LOGS).startsWith("400 "));
        assertEquals(0, at.counter("mote.receiver.accepted.items", "logs"));
        assertEquals(1, at.counter("mote.receiver.rejected.items", "logs"));
    }

    @Test
    void largeRequestsAreRefusedBeforeTheyAreRead() {
        at.send(head("/v1/logs", "application/x-protobuf", 65_537, ""), new byte[0]);
        assertTrue(at.takeRaw().startsWith("HTTP/1.1 413 "));
        at.connection = null;
        byte[] bomb = gzip(new byte[1_000_000]);
        assertTrue(post("application/x-protobuf", bomb, "Content-Encoding: gzip\r\n")
                .startsWith("413 "));
        SimNetwork.Connection first = at.connection;
        at.send(head("/v1/logs", "application/x-protobuf", 60_000, ""), new byte[100]);
        at.connection = null;
        at.send(head("/v1/logs", "application/x-protobuf", 60_000, ""), new byte[0]);
        assertTrue(at.takeRaw().startsWith("HTTP/1.1 429 "));
        assertFalse(first == at.connection);
        first.close();
        at.turn();
        at.connection = null;
        assertEquals("200 application/x-protobuf ", post(LOGS));
        assertEquals(1, at.counter("mote.receiver.refused.requests", "memory"));
    }

    @Test
    void slowClientsLoseTheirPlace() {
        at.send("POST /v1/logs HTTP/1.1\r\nHost", new byte[0]);
        at.sim.clock.advance(11 * SECOND);
        at.turn();
        assertFalse(at.connection.isOpen());
        at.connection = null;
        at.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0", new byte[0]);
        at.sim.clock.advance(11 * SECOND);
        at.turn();
        assertFalse(at.connection.isOpen());
        assertEquals(2, at.counter("mote.receiver.refused.connections", "too_slow"));
        for (int count = 0; count < 3; count++) {
            at.connection = null;
            at.send("P", new byte[0]);
        }
        at.connection = null;
        at.send("P", new byte[0]);
        assertFalse(at.connection.isOpen());
        assertEquals(1, at.counter("mote.receiver.refused.connections", "too_many"));
    }

    @Test
    void idleConnectionsEndInGoodOrder() {
        at.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", new byte[0]);
        at.takeRaw();
        at.sim.clock.advance(301 * SECOND);
        at.turn();
        assertEquals("\0\0\10\7", at.takeRaw().substring(0, 4), "GOAWAY");
        at.sim.clock.advance(2 * SECOND);
        at.turn();
        assertFalse(at.connection.isOpen());
        assertEquals(0, at.counter("mote.receiver.refused.connections", null));
    }

    @Test
    void textThatIsNotUtf8IsMended() {
        byte[] wrong = LOGS.clone();
        wrong[11] = -1;
        assertEquals("200 application/x-protobuf ", post(wrong));
        assertEquals('?', at.latest[11]);
        assertEquals(1, at.counter("mote.receiver.mended.texts", null));
    }

    @Test
    void aShutdownAnswersWhatIsUnderWay() {
        at.send(head("/v1/logs", "application/x-protobuf", LOGS.length, ""), new byte[] {10});
        at.receiver.beginShutdown(at.sim.clock.monotonicNanos());
        assertFalse(at.receiver.isDrained());
        at.connection.send(LOGS, 1, LOGS.length - 1);
        at.turn();
        assertTrue(at.takeRaw().contains("Connection: close"));
        assertTrue(at.receiver.isDrained());
        assertEquals(Batch.Signal.LOGS + " 1", at.batches.get(0));
    }
}
