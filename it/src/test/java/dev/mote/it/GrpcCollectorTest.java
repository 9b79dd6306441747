package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.os.Os;
import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector both ways: its gRPC server is called, its exporter calls. */
@Tag("it")
class GrpcCollectorTest {
    @TempDir
    Path folder;

    private record Bytes(byte[] bytes, int length, boolean isGzip) implements Request {
        @Override
        public Batch.Signal signal() {
            return Batch.Signal.METRICS;
        }

        @Override
        public int items() {
            return 1;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, position, into, offset, count);
        }
    }

    private static ExportMetricsServiceRequest request(int points) {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int at = 0; at < points; at++) {
            gauge.addDataPoints(NumberDataPoint.newBuilder().setAsInt(at).setTimeUnixNano(at + 1));
        }
        return ExportMetricsServiceRequest.newBuilder().addResourceMetrics(
                ResourceMetrics.newBuilder().setResource(Resource.getDefaultInstance())
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .setScope(InstrumentationScope.getDefaultInstance())
                                .addMetrics(Metric.newBuilder().setName("m").setGauge(gauge))))
                .build();
    }

    @Test
    void theCollectorTakesWhatIsSent() {
        int port = Child.freePort();
        ForeignLibc libc = new ForeignLibc();
        Os os = LinuxOs.open(libc, new EngineTls(libc));
        EventLoop loop = new EventLoop(os);
        OtlpGrpcSender sender = new OtlpGrpcSender(
                OtlpGrpcSettings.to("127.0.0.1:" + port), "1", loop);
        try (Child collector = Peers.collector(folder, """
                receivers:
                  otlp: {protocols: {grpc: {endpoint: "127.0.0.1:%d", max_recv_msg_size_mib: 1}}}
                exporters:
                  file: {path: %s, format: proto, flush_interval: 100ms}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [file]}
                """.formatted(port, folder.resolve("received.bin")))) {
            int[] sizes = {1, 100, 20_000};
            for (int size : sizes) {
                for (boolean gzip : new boolean[] {false, true}) {
                    send(sender, loop, os, request(size).toByteArray(), gzip);
                    assertEquals(Outcome.ACCEPTED, sender.outcome(), sender.message());
                    assertNull(sender.message());
                }
            }
            collector.await("6 requests", 10, () -> ReceivedFile.read(folder).size() >= 6);
            for (int at = 0; at < 6; at++) {
                assertEquals(request(sizes[at / 2]), ReceivedFile.read(folder).get(at));
            }
            send(sender, loop, os, request(100_000).toByteArray(), false);
            assertEquals(Outcome.REJECTED, sender.outcome());
            assertTrue(sender.isTooLarge(), sender.message());
            send(sender, loop, os, new byte[] {10, 5}, false);
            assertEquals(Outcome.REJECTED, sender.outcome());
            send(sender, loop, os, request(1).toByteArray(), true);
            assertEquals(Outcome.ACCEPTED, sender.outcome(), sender.message());
        }
        send(sender, loop, os, request(1).toByteArray(), true);
        assertEquals(Outcome.RETRY_LATER, sender.outcome());
    }

    private static void send(OtlpGrpcSender sender, EventLoop loop, Os os, byte[] bytes,
            boolean gzip) {
        Buffer packed = new Buffer(100);
        if (gzip) {
            new Gzip().compress(bytes, 0, bytes.length, packed);
        }
        sender.send(gzip ? new Bytes(packed.bytes(), packed.length(), true)
                : new Bytes(bytes, bytes.length, false), os.clock().monotonicNanos());
        while (!sender.isDone()) {
            sender.doWork(os.clock().monotonicNanos());
            if (!sender.isDone()) {
                loop.turn();
            }
        }
    }

    @Test
    void whatTheCollectorSendsArrives() {
        try (RunningReceiver receiver = new RunningReceiver();
                Child collector = Peers.collector(folder, """
                receivers:
                  host_metrics:
                    collection_interval: 1s
                    scrapers: {cpu: , memory: , load: }
                exporters:
                  otlp_http: {endpoint: "http://127.0.0.1:%d"}
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    metrics: {receivers: [host_metrics], exporters: [otlp_http]}
                """.formatted(receiver.port))) {
            for (int times = 0; times < 3; times++) {
                assertTrue(receiver.await().startsWith("METRICS "));
                assertTrue(receiver.take(ExportMetricsServiceRequest.parser())
                        .getResourceMetricsCount() > 0);
            }
            assertTrue(collector.isRunning());
        }
    }
}
