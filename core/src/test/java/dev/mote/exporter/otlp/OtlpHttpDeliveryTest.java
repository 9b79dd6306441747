package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.exporter.DeliverySettings;
import dev.mote.exporter.ExtraHeaders;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import dev.mote.os.sim.SimNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class OtlpHttpDeliveryTest {
    private static final String URL = "http://127.0.0.1:4318/v1/metrics";
    private static final long SECOND = ExporterFixture.SECOND;

    private final OtlpHttpSettings settings = OtlpHttpSettings.to(URL);
    private final ExporterFixture host = new ExporterFixture(settings);
    private final DeliveryCounters counters = host.exporter.counters();
    private final List<byte[]> bodies = new ArrayList<>();
    private String answer = SimHttpServer.response("200 OK", "");
    private final SimHttpServer server = new SimHttpServer(host.sim.clock, (head, body) -> {
        bodies.add(body);
        return answer;
    });

    OtlpHttpDeliveryTest() {
        host.sim.network.peer(Network.TCP, 4318, server);
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[2000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] unzip(byte[] bytes) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String protobuf(String status, Buffer body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/x-protobuf\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body.asText();
    }

    @Test
    void batchesArriveAsTheyWere() {
        host.consume(bytes(1), 10);
        host.consume(bytes(2), 20);
        host.run(SECOND);
        assertArrayEquals(bytes(1), unzip(bodies.get(0)));
        assertArrayEquals(bytes(2), unzip(bodies.get(1)));
        assertEquals("POST /v1/metrics HTTP/1.1\r\nHost: 127.0.0.1:4318\r\n"
                + "User-Agent: mote/1.2.3 OTel-OTLP-Exporter-Java/1.2.3\r\n"
                + "Content-Type: application/x-protobuf\r\nContent-Encoding: gzip\r\n"
                + "Content-Length: " + bodies.get(0).length + "\r\n\r\n", server.heads.get(0));
        assertEquals(30, counters.sent.value());
        assertEquals(1, server.connections);
        assertEquals("", host.errors());
    }

    @Test
    void headersAreSentAndLaterOnesReplaceEarlierOnes() {
        OtlpHttpSettings own = OtlpHttpSettings.to("http://[::1]:4318/x?y=z");
        own.headers = new ExtraHeaders("X-Key", "old", "Authorization", "Bearer abc", "x-key",
                "new", "User-Agent", "mine");
        own.gzip = false;
        ExporterFixture other = new ExporterFixture(own);
        SimHttpServer peer = new SimHttpServer(other.sim.clock, (head, body) -> {
            bodies.add(body);
            return answer;
        });
        other.sim.network.peer(Network.TCP, 4318, peer);
        other.consume(bytes(1), 1);
        other.run(SECOND);
        assertEquals("POST /x?y=z HTTP/1.1\r\nHost: [::1]:4318\r\nAuthorization: Bearer abc\r\n"
                + "x-key: new\r\nUser-Agent: mine\r\nContent-Type: application/x-protobuf\r\n"
                + "Content-Length: 2000\r\n\r\n", peer.heads.get(0));
        assertArrayEquals(bytes(1), bodies.get(0));
    }

    @Test
    void anOutageIsSaidOnceAndLosesNothing() {
        host.sim.network.peer(Network.TCP, 4318, null);
        for (int at = 0; at < 30; at++) {
            host.consume(bytes(at), 10);
            host.run(10 * SECOND);
        }
        assertEquals(300, counters.queuedPoints.value());
        assertTrue(host.turns < 500, "busy: " + host.turns + " turns in five minutes");
        host.sim.network.peer(Network.TCP, 4318, server);
        host.run(60 * SECOND);
        assertEquals(300, counters.sent.value());
        byte[] all = unzip(bodies.get(0));
        assertEquals(1, bodies.size(), "what has waited goes together");
        assertEquals(30 * 2000, all.length);
        assertArrayEquals(bytes(0), Arrays.copyOf(all, 2000));
        assertArrayEquals(bytes(29), Arrays.copyOfRange(all, 29 * 2000, 30 * 2000));
        String[] lines = host.errors().split("\n");
        assertEquals(2, lines.length, host.errors());
        assertEquals("mote: warning: otlp_http: cannot deliver metrics to " + URL
                + ": connection refused; keeping them, retrying", lines[0]);
        assertTrue(lines[1].startsWith("mote: otlp_http: delivers metrics to " + URL
                + " again, after 3"), lines[1]);
        assertTrue(lines[1].endsWith("; nothing was dropped"), lines[1]);
    }

    @Test
    void busyServersAreLeftAloneAsLongAsTheySay() {
        answer = "HTTP/1.1 429 Too Many\r\nRetry-After: 100\r\nContent-Length: 0\r\n\r\n";
        host.consume(bytes(1), 10);
        host.run(99 * SECOND);
        assertEquals(1, bodies.size());
        answer = SimHttpServer.response("200 OK", "");
        host.run(20 * SECOND);
        assertEquals(10, counters.sent.value());
        assertEquals(1, counters.requestsRetried.value());
    }

    @Test
    void retriesComeSlowerAndSlower() {
        answer = SimHttpServer.response("503 Service Unavailable", "over capacity\n");
        host.consume(bytes(1), 10);
        host.run(600 * SECOND);
        assertTrue(bodies.size() > 15 && bodies.size() < 45, bodies.size() + " tries");
        assertEquals(10, counters.queuedPoints.value());
        assertTrue(host.errors().contains("the server answers 503: over capacity; keeping"),
                host.errors());
    }

    @Test
    void refusalsAreDroppedCountedAndExplainedOnce() {
        Buffer status = new Buffer(64).put(8).put(3).put(18).put(11).ascii("no such key");
        answer = protobuf("401 Unauthorized", status);
        for (int at = 0; at < 3; at++) {
            host.consume(bytes(at), 10);
            host.run(10 * SECOND);
        }
        assertEquals(30, counters.droppedRefused.value());
        assertEquals(3, counters.requestsRefused.value());
        assertEquals("mote: warning: otlp_http: " + URL + " refuses metrics, which are dropped: "
                + "the server answers 401: no such key\n", host.errors());
        answer = SimHttpServer.response("202 Accepted", "");
        host.consume(bytes(4), 10);
        host.run(SECOND);
        assertTrue(host.errors().endsWith("after 30 s; 30 points were dropped\n"), host.errors());
    }

    @Test
    void aRefusalIsSaidThoughAnOutageWasSaidBefore() {
        host.sim.network.peer(Network.TCP, 4318, null);
        host.consume(bytes(1), 10);
        host.run(10 * SECOND);
        answer = SimHttpServer.response("401 Unauthorized", "renew it\n");
        host.sim.network.peer(Network.TCP, 4318, server);
        host.run(60 * SECOND);
        String[] lines = host.errors().split("\n");
        assertEquals(2, lines.length, host.errors());
        assertTrue(lines[0].endsWith("keeping them, retrying"), lines[0]);
        assertTrue(lines[1].endsWith("which are dropped: the server answers 401: renew it"),
                lines[1]);
        assertEquals(10, counters.droppedRefused.value());
    }

    @Test
    void partialSuccessIsCountedAndNotRetried() {
        Buffer partial = new Buffer(64).put(10).put(11).put(8).put(4).put(18).put(7)
                .ascii("too old");
        answer = protobuf("200 OK", partial);
        host.consume(bytes(1), 10);
        host.consume(bytes(2), 3);
        host.run(SECOND);
        assertEquals(6, counters.sent.value());
        assertEquals(7, counters.droppedPartly.value());
        assertEquals(2, bodies.size());
        assertEquals("mote: warning: otlp_http: " + URL + " refused 4 points of a request: "
                + "too old\n", host.errors());
    }

    @Test
    void oversizedAnswersAreNotRetried() {
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n";
        host.consume(bytes(1), 10);
        host.run(60 * SECOND);
        assertEquals(10, counters.droppedRefused.value());
        assertEquals(1, bodies.size());
    }

    @Test
    void withoutRoomTheOldestGo() {
        DeliverySettings delivery = new DeliverySettings();
        delivery.queueBytes = 20_000;
        ExporterFixture small = new ExporterFixture(settings, delivery);
        small.sim.network.peer(Network.TCP, 4318, null);
        for (int at = 0; at < 100; at++) {
            small.consume(bytes(at), 1);
            small.run(10 * SECOND);
        }
        DeliveryCounters counts = small.exporter.counters();
        long waiting = counts.queuedPoints.value();
        assertTrue(waiting >= 5 && waiting <= 9, waiting + " wait");
        assertEquals(100 - waiting, counts.droppedQueueFull.value());
        assertTrue(counts.queuedBytes.value() <= 20_000);
        assertEquals(2, small.errors().split("\n").length, small.errors());
    }

    @Test
    void retriesCanBeLimited() {
        DeliverySettings delivery = new DeliverySettings();
        delivery.retryElapsedMaxNanos = 60 * SECOND;
        ExporterFixture limited = new ExporterFixture(settings, delivery);
        limited.consume(bytes(1), 5);
        limited.run(59 * SECOND);
        assertEquals(5, limited.exporter.counters().queuedPoints.value());
        limited.run(60 * SECOND);
        assertEquals(5, limited.exporter.counters().droppedGivenUp.value());
        delivery.retries = false;
        ExporterFixture once = new ExporterFixture(settings, delivery);
        once.consume(bytes(1), 5);
        once.run(SECOND);
        assertEquals(5, once.exporter.counters().droppedGivenUp.value());
    }

    @Test
    void theEndDeliversWhatIsThere() {
        host.consume(bytes(1), 10);
        host.consume(bytes(2), 10);
        assertTrue(host.shutDown() < SECOND / 10);
        assertEquals(20, counters.sent.value());
        assertEquals(0, host.sim.network.openSockets);
        assertEquals("", host.errors());
    }

    @Test
    void theEndDoesNotWaitForADeadServer() {
        host.sim.network.peer(Network.TCP, 4318, null);
        host.consume(bytes(1), 10);
        host.run(100 * SECOND);
        assertTrue(host.shutDown() < SECOND / 10);
        assertEquals(10, counters.droppedShutdown.value());
        assertTrue(host.errors().endsWith("ends with 10 points not delivered to " + URL + "\n"));
    }

    @Test
    void theEndDoesNotWaitForASilentServer() {
        answer = "";
        host.consume(bytes(1), 10);
        host.run(SECOND);
        assertEquals(700_000_000L, host.shutDown());
        assertEquals(10, counters.droppedShutdown.value());
        assertEquals(0, host.sim.network.openSockets);
        host.consume(bytes(2), 10);
        assertEquals(20, counters.droppedShutdown.value());
    }

    /** Takes a request that comes in one piece and answers; makes no garbage. */
    private static final class QuietServer implements SimNetwork.Peer {
        private final byte[] response = SimHttpServer.response("200 OK", "").getBytes();

        @Override
        public void received(SimNetwork.Connection connection) {
            connection.received.clear();
            connection.send(response, 0, response.length);
        }
    }

    @Test
    void steadyDeliveryMakesNoGarbage() {
        host.sim.network.peer(Network.TCP, 4318, new QuietServer());
        byte[] bytes = bytes(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        deliver(bytes, 50);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        deliver(bytes, 50);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(1000, counters.sent.value());
    }

    /** For at most the eight minutes that one connection lives. */
    private void deliver(byte[] bytes, int times) {
        for (int at = 0; at < times; at++) {
            host.consume(bytes, 10);
            host.run(5 * SECOND);
        }
    }
}
