package dev.mote.receiver.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The receiver and the gRPC sender, each the other's judge. */
final class OtlpGrpcReceiverTest {
    private static final long SECOND = 1_000_000_000L;

    private final ReceiverFixture at = new ReceiverFixture("""
            max_request_size: 1MiB
            memory_limit: 16MiB
            max_connection_age: 100s
            """);
    private final OtlpGrpcSender sender = new OtlpGrpcSender(
            OtlpGrpcSettings.to("127.0.0.1:4317"), "1", at.loop);

    private record Bytes(Batch.Signal signal, byte[] bytes, boolean isGzip) implements Request {
        @Override
        public int items() {
            return 1;
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

    /** Spans with names of a hundred bytes. */
    private static byte[] spans(int count) {
        Buffer spans = new Buffer(100);
        for (int at = 0; at < count; at++) {
            spans.put(18).put(102).put(42).put(100);
            spans.put(new byte[100], 0, 100);
        }
        Buffer scope = new Buffer(100).put(18).varint(spans.length());
        scope.put(spans.bytes(), 0, spans.length());
        Buffer resource = new Buffer(100).put(10).varint(scope.length());
        resource.put(scope.bytes(), 0, scope.length());
        return Arrays.copyOf(resource.bytes(), resource.length());
    }

    private void run(Request request) {
        sender.send(request, at.sim.clock.monotonicNanos());
        for (int turns = 0; !sender.isDone(); turns++) {
            assertTrue(turns < 5000, "turns without end");
            sender.doWork(at.sim.clock.monotonicNanos());
            at.loop.turn();
        }
    }

    private String send(byte[] bytes, boolean gzip) {
        run(new Bytes(Batch.Signal.TRACES, bytes, gzip));
        return sender.outcome() + " " + sender.message() + " " + sender.retryAfterNanos() / SECOND;
    }

    @Test
    void requestsOfAnySizeArrive() {
        for (int count : new int[] {1, 10, 100, 1000, 9000}) {
            assertEquals("ACCEPTED null 0", send(spans(count), false));
            assertEquals("TRACES " + count, at.batches.remove(0));
            assertEquals(Arrays.hashCode(spans(count)), Arrays.hashCode(at.latest));
        }
        byte[] plain = spans(500);
        Buffer packed = new Buffer(100);
        new Gzip().compress(plain, 0, plain.length, packed);
        assertEquals("ACCEPTED null 0", send(Arrays.copyOf(packed.bytes(), packed.length()), true));
        assertEquals(Arrays.hashCode(plain), Arrays.hashCode(at.latest));
        assertEquals("ACCEPTED null 0", send(new byte[0], false));
    }

    @Test
    void refusalsHaveTheirStatus() {
        assertEquals("REJECTED the server answers INVALID_ARGUMENT: the request is not a "
                + "well-formed OTLP message 0", send(new byte[] {10, 9}, false));
        assertEquals("REJECTED the server answers RESOURCE_EXHAUSTED: the request is larger than "
                + "max_request_size, decompressed 0", send(new byte[2_000_000], false));
        assertTrue(sender.isTooLarge());
        at.outcome = Outcome.RETRY_LATER;
        assertEquals("RETRY_LATER the server answers UNAVAILABLE: the pipeline cannot take it at "
                + "the moment 5", send(spans(1), false));
        at.takesNone = true;
        assertEquals("REJECTED the server answers UNIMPLEMENTED: no pipeline takes this signal 0",
                send(spans(1), false));
        at.takesNone = false;
        at.outcome = Outcome.ACCEPTED;
        assertEquals("ACCEPTED null 0", send(spans(1), false));
    }

    @Test
    void oldConnectionsEndWithoutAFailure() {
        for (int count = 0; count < 20; count++) {
            assertEquals("ACCEPTED null 0", send(spans(1), false));
            at.sim.clock.advance(30 * SECOND);
        }
        assertEquals(20, at.batches.size());
        sender.close();
        at.receiver.beginShutdown(at.sim.clock.monotonicNanos());
        at.turn();
        at.sim.clock.advance(2 * SECOND);
        at.turn();
        assertEquals(0, at.sim.network.openSockets);
        assertFalse(at.sim.files.errors.asText().contains("error"));
    }

    @Test
    void aRequestAllocatesNothing() {
        at.quiet = true;
        Request[] requests = {new Bytes(Batch.Signal.TRACES, spans(30), false),
            new Bytes(Batch.Signal.LOGS, spans(900), false)};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int count = 0; count < 2_000; count++) {
            run(requests[count % 2]);
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int count = 0; count < 1_000; count++) {
            run(requests[count % 2]);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }
}
