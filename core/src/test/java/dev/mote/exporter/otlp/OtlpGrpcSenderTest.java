package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.grpc.GrpcText;
import dev.mote.grpc.RetryInfo;
import dev.mote.grpc.SimGrpcServer;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import dev.mote.os.sim.SimOs;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class OtlpGrpcSenderTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final SimGrpcServer server = new SimGrpcServer();
    private OtlpGrpcSender sender = new OtlpGrpcSender(OtlpGrpcSettings.to("127.0.0.1:4317"), "1",
            loop);

    OtlpGrpcSenderTest() {
        sim.network.peer(Network.TCP, 4317, server);
        loop.add(new Driver());
    }

    private final class Driver implements Component {
        @Override
        public String id() {
            return "sender";
        }

        @Override
        public int doWork(long nowNanos) {
            sender.doWork(nowNanos);
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return sender.isDone() ? 0 : sender.nextDeadlineNanos();
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    private record Bytes(byte[] bytes, boolean isGzip) implements Request {
        @Override
        public Batch.Signal signal() {
            return Batch.Signal.LOGS;
        }

        @Override
        public int items() {
            return 3;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, position, into, offset, count);
        }
    }

    private Request request = new Bytes(new byte[] {10, 1, 2}, true);

    private void run() {
        sender.send(request, sim.clock.monotonicNanos());
        for (int turns = 0; !sender.isDone(); turns++) {
            assertTrue(turns < 1000, "turns without end");
            loop.turn();
        }
    }

    private String send() {
        run();
        assertTrue(sim.network.openSockets <= 1, "sockets left open");
        return sender.outcome() + " " + sender.rejectedItems() + " " + sender.message();
    }

    @Test
    void aLargeRequestGoesOnThoughTheServersSettingsCameBeforeAnyEvent() {
        request = new Bytes(new byte[300_000], false);
        long began = sim.clock.monotonicNanos();
        assertEquals("ACCEPTED 0 null", send());
        assertEquals(300_005, server.body.length());
        assertTrue(sim.clock.monotonicNanos() - began < SECOND, "waited for a ping");
    }

    @Test
    void requestsGoOutAsGrpcWantsThem() {
        for (int at = 0; at < 3; at++) {
            assertEquals("ACCEPTED 0 null", send());
        }
        assertEquals(1, server.connections);
        assertEquals("/opentelemetry.proto.collector.logs.v1.LogsService/Export",
                server.paths.get(2));
        assertEquals("POST\nhttp\n" + server.paths.get(0) + "\n127.0.0.1:4317\ntrailers\n"
                + "application/grpc\n10000m\ngzip\nmote/1 OTel-OTLP-Exporter-Java/1\n",
                server.heads.get(2));
        assertEquals("\1\0\0\0\3\12\1\2", server.body.asText());
        assertTrue(sender.wireBytes() < 60, "headers are indexed: " + sender.wireBytes());
        request = new Bytes(new byte[300_000], false);
        assertEquals("ACCEPTED 0 null", send());
        assertEquals(300_005, server.body.length());
    }

    @Test
    void everyStatusHasItsOutcome() {
        String retried = " 1 4 10 11 14 15 ";
        for (int status = 0; status <= 16; status++) {
            server.status = status;
            server.trailers = new String[] {"grpc-message", "caf%C3%A9 %%41 %zz"};
            String result = send();
            String outcome = status == 0 ? "ACCEPTED"
                    : retried.contains(" " + status + " ") ? "RETRY_LATER" : "REJECTED";
            assertTrue(result.startsWith(outcome), status + ": " + result);
            assertEquals(status == 8, sender.isTooLarge());
        }
        assertEquals("REJECTED 0 the server answers UNAUTHENTICATED: caf?? %A %zz",
                send());
        assertEquals(1, server.connections);
    }

    @Test
    void retryInfoIsFollowed() {
        Buffer status = new Buffer(100);
        RetryInfo.writeStatus(8, "slow down", 7, status);
        Buffer base64 = new Buffer(100);
        GrpcText.encodeBase64(status.bytes(), 0, status.length(), base64);
        server.status = 8;
        server.trailers = new String[] {"grpc-status-details-bin", base64.asText()};
        send();
        assertEquals(Outcome.RETRY_LATER, sender.outcome());
        assertEquals(7 * SECOND, sender.retryAfterNanos());
        assertEquals(false, sender.isTooLarge());
        server.trailers = new String[] {"grpc-status-details-bin", "??" + base64.asText()};
        assertEquals("REJECTED 0 the server answers RESOURCE_EXHAUSTED", send());
    }

    @Test
    void partialSuccessIsRead() {
        server.message = new byte[] {10, 6, 8, 2, 18, 2, 'n', 'o'};
        assertEquals("ACCEPTED 2 no", send());
        server.message = new byte[] {10, 4, 18, 2, 'h', 'm'};
        assertEquals("ACCEPTED 0 hm", send());
        server.message = new byte[] {-1};
        assertEquals("ACCEPTED 0 null", send());
    }

    @Test
    void proxiesAnswerForTheServer() {
        server.httpStatus = "503";
        assertEquals("RETRY_LATER 0 the server answers 503, not by gRPC", send());
        server.httpStatus = "404";
        assertEquals("REJECTED 0 the server answers 404, not by gRPC", send());
    }

    @Test
    void aServerThatLeavesIsAskedAgainElsewhere() {
        send();
        server.leaves = 1;
        assertEquals("ACCEPTED 0 null", send());
        assertEquals(2, server.connections);
        server.leaves = 100;
        assertEquals("RETRY_LATER 0 the server refuses calls", send());
        server.leaves = 0;
        server.closesSilently = true;
        assertEquals("ACCEPTED 0 null", send());
        assertEquals("ACCEPTED 0 null", send());
        server.closesSilently = false;
        assertEquals("ACCEPTED 0 null", send());
        sim.clock.advance(601 * SECOND);
        int before = server.connections;
        assertEquals("ACCEPTED 0 null", send());
        assertEquals(before + 1, server.connections, "old connections are renewed");
    }

    @Test
    void aSlowServerKeepsItsConnectionAndADeadOneDoesNot() {
        server.silent = true;
        assertEquals("RETRY_LATER 0 timed out waiting for an answer", send());
        assertEquals(1, sim.network.openSockets, "it answered the ping");
        server.silent = false;
        assertEquals("ACCEPTED 0 null", send());
        assertEquals(1, server.connections);
        sim.network.peer(Network.TCP, 4317, new SimHttpServer(sim.clock, (head, body) -> ""));
        server.wire().reset();
        assertEquals("RETRY_LATER 0 timed out waiting for an answer", send());
        assertEquals(0, sim.network.openSockets);
    }

    @Test
    void anEarlyAnswerIsHeard() {
        server.answersEarly = true;
        server.status = 8;
        request = new Bytes(new byte[1_000_000], false);
        assertEquals("REJECTED 0 the server answers RESOURCE_EXHAUSTED", send());
    }

    @Test
    void somethingElseBehindThePortIsNamed() {
        sim.network.peer(Network.TCP, 4317, new dev.mote.os.sim.SimNetwork.Peer() {
            @Override
            public void received(dev.mote.os.sim.SimNetwork.Connection wire) {
                wire.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            }
        });
        assertTrue(send().contains("4318"));
        sim.network.peer(Network.TCP, 4317, null);
        assertEquals("RETRY_LATER 0 connection refused", send());
    }

    @Test
    void aCallAllocatesNothing() {
        server.keepsText = false;
        request = new Bytes(new byte[4000], true);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 0; at < 3_000; at++) {
            run();
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < 5_000; at++) {
            run();
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(Arrays.asList(), server.paths);
    }
}
