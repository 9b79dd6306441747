package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.exporter.Request;
import dev.mote.exporter.otlp.OtlpGrpcSender;
import dev.mote.exporter.otlp.OtlpGrpcSettings;
import dev.mote.os.jvm.EngineTls;
import dev.mote.os.jvm.ForeignLibc;
import dev.mote.os.linux.LinuxOs;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with the collector the other way round, and by gRPC on the JVM. */
@Tag("it")
class SecurePeersTest {
    @TempDir
    Path folder;
    private TlsFiles files;
    private final int port = Child.freePort();

    @BeforeEach
    void writeFiles() {
        files = new TlsFiles(folder);
    }

    @Test
    void aCollectorDeliversWithItsCertificate() {
        try (Sink sink = new Sink(Sink.OK); Child mote = receiver(sink);
                Child collector = Peers.collector(folder, """
                        receivers:
                          hostmetrics: {collection_interval: 500ms, scrapers: {load: }}
                        exporters:
                          otlphttp:
                            endpoint: https://127.0.0.1:%d
                            tls: {ca_file: %s, cert_file: %s, key_file: %s}
                        service:
                          telemetry: {metrics: {level: none}}
                          pipelines:
                            metrics: {receivers: [hostmetrics], exporters: [otlphttp]}
                        """.formatted(port, files.path("ca"), files.path("client"),
                        files.path("client-key")))) {
            sink.awaitRequests(mote, 3, 30);
            assertTrue(sink.points().stream().anyMatch(point ->
                    point.name().startsWith("system.cpu.load_average")));
            assertFalse(mote.output().contains("handshake failed"), mote.output());
            assertTrue(collector.isRunning());
        }
    }

    private Child receiver(Sink sink) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  otlp:
                    protocols:
                      http:
                        endpoint: 127.0.0.1:%d
                        tls: {cert_file: %s, key_file: %s, client_ca_file: %s}
                exporters:
                  otlp_http: {endpoint: "%s"}
                service:
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [otlp_http]}
                """.formatted(port, files.path("server"), files.path("server-key"),
                files.path("ca"), sink.url()));
        Child mote = MoteProcess.start(Child.freePort(), Map.of(), "--config", config.toString());
        mote.awaitPort(port, 20);
        return mote;
    }

    /** An empty request: enough to be accepted. */
    private record Empty() implements Request {
        @Override
        public Batch.Signal signal() {
            return Batch.Signal.METRICS;
        }

        @Override
        public int items() {
            return 1;
        }

        @Override
        public boolean isGzip() {
            return false;
        }

        @Override
        public int length() {
            return 0;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
        }
    }

    /** Drives a sender, and lets no turn take longer than 10 ms. */
    private record Driver(OtlpGrpcSender sender, EventLoop loop) implements Component {
        @Override
        public String id() {
            return "driver";
        }

        @Override
        public int doWork(long nowNanos) {
            sender.doWork(nowNanos);
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return loop.os().clock().monotonicNanos() + 10_000_000;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    @Test
    void gRpcIsSpokenOverTls() {
        String server = """
                receivers:
                  otlp:
                    protocols:
                      grpc:
                        endpoint: 127.0.0.1:%d
                        tls: {cert_file: %s, key_file: %s}
                exporters: {nop: }
                service:
                  telemetry: {metrics: {level: none}}
                  pipelines:
                    metrics: {receivers: [otlp], exporters: [nop]}
                """.formatted(port, files.path("server"), files.path("server-key"));
        ForeignLibc libc = new ForeignLibc();
        EventLoop loop = new EventLoop(LinuxOs.open(libc, new EngineTls(libc)));
        String yaml = "endpoint: 127.0.0.1:" + port + "\ntls: {ca_file: " + files.path("ca")
                + "}\n";
        YamlNode map = Yaml.parse(new Buffer(64).ascii(yaml).bytes(), yaml.length());
        Problems problems = new Problems("test");
        OtlpGrpcSender sender = new OtlpGrpcSender(OtlpGrpcSettings.from(new Section(map, map,
                problems), new Environment(new String[0], problems)), "1", loop);
        loop.add(new Driver(sender, loop));
        try (Child collector = Peers.collector(folder, server)) {
            for (int count = 0; count < 3; count++) {
                sender.send(new Empty(), System.nanoTime());
                collector.await("an answer", 20, () -> {
                    loop.turn();
                    return sender.isDone();
                });
                assertEquals(Outcome.ACCEPTED, sender.outcome(), sender.message());
            }
            sender.close();
        }
    }
}
