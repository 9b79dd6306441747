package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official gRPC, as a server that refuses, leaves and limits: nothing is lost, nor twice. */
@Tag("it")
class OfficialGrpcServerTest {
    @TempDir
    Path folder;

    private MoteProcess mote(GrpcServer server, String more) {
        Path config = Peers.write(folder.resolve("mote.yaml"), """
                receivers:
                  host_metrics: {collection_interval: 200ms, scrapers: {load: , memory: }}
                exporters:
                  otlp_grpc:
                    endpoint: 127.0.0.1:%d
                    %s
                service:
                  pipelines:
                    metrics: {receivers: [host_metrics], exporters: [otlp_grpc]}
                """.formatted(server.port, more));
        return MoteProcess.run(Map.of(), "--config", config.toString());
    }

    private static void awaitTaken(Child mote, GrpcServer server, int count) {
        int wanted = server.taken.size() + count;
        mote.await(wanted + " requests", 30, () -> server.taken.size() >= wanted);
    }

    private static void end(MoteProcess mote, GrpcServer server) {
        mote.terminate();
        assertEquals(0, mote.awaitExit(10), mote.output());
        complete(server.taken);
    }

    /** Every point of the collections before the newest has come, once. */
    private static void complete(List<ExportMetricsServiceRequest> requests) {
        Set<String> seen = new HashSet<>();
        long newest = 0;
        long accepted = 0;
        for (ExportMetricsServiceRequest request : requests) {
            for (Point point : Point.of(request)) {
                assertTrue(seen.add(point.timeNanos() + " " + point.series()), point + " twice");
                if (point.name().equals("mote.receiver.accepted.points")) {
                    newest = point.timeNanos();
                    accepted = (long) point.value();
                }
            }
        }
        String last = newest + " ";
        assertEquals(accepted, seen.stream().filter(each -> !each.startsWith(last)).count());
        assertTrue(accepted > 0);
    }

    @Test
    void gzipWithTokenAndCertificates() throws IOException {
        TlsFiles files = new TlsFiles(folder);
        SslContext context = GrpcSslContexts.configure(SslContextBuilder
                .forServer(new File(files.path("server")), new File(files.path("server-key")))
                .trustManager(new File(files.path("ca"))).clientAuth(ClientAuth.REQUIRE)).build();
        try (GrpcServer server = new GrpcServer(builder -> builder.sslContext(context));
                MoteProcess mote = mote(server, "tls: {ca_file: %s, cert_file: %s, key_file: %s}\n"
                        .formatted(files.path("ca"), files.path("client"),
                        files.path("client-key")) + "    auth: {bearer_token: geheim}\n")) {
            awaitTaken(mote, server, 3);
            end(mote, server);
            for (Metadata head : server.heads) {
                assertEquals("Bearer geheim", text(head, "authorization"));
                assertEquals("gzip", text(head, "grpc-encoding"));
                assertTrue(text(head, "user-agent").startsWith("mote/"));
            }
        }
    }

    private static String text(Metadata head, String key) {
        return head.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
    }

    /** A delay of the server's own is short; Mote's first one is longer than the test. */
    @Test
    void theServerSaysWhenToComeAgain() {
        try (GrpcServer server = new GrpcServer(UnaryOperator.identity())) {
            AtomicInteger calls = new AtomicInteger();
            Status.Code[] codes = {Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED};
            server.answer = request -> calls.get() == codes.length ? null
                    : GrpcServer.comeAgain(codes[calls.getAndIncrement()], 50);
            try (MoteProcess mote = mote(server, "tls: {insecure: true}\n"
                    + "    retry_on_failure: {initial_interval: 60s, max_interval: 60s}\n")) {
                awaitTaken(mote, server, 2);
                end(mote, server);
                assertTrue(mote.output().contains("UNAVAILABLE: busy; keeping them, retrying"),
                        mote.output());
                assertTrue(mote.output().contains("nothing was dropped"), mote.output());
            }
        }
    }

    /** Of what is too large only when decompressed, this server says that it does not know why. */
    @Test
    void whatIsTooLargeComesInHalves() {
        try (GrpcServer server = new GrpcServer(UnaryOperator.identity());
                MoteProcess mote = mote(server, "tls: {insecure: true}\n"
                        + "    compression: none\n")) {
            awaitTaken(mote, server, 2);
            int usual = server.taken.getLast().getSerializedSize();
            server.leaveAndStartAnew(builder -> builder.maxInboundMessageSize(usual * 3 / 4));
            mote.await("halves", 30, () -> server.taken.stream().filter(each ->
                    each.getSerializedSize() <= usual * 3 / 4).count() >= 4);
            end(mote, server);
            assertFalse(mote.output().contains("dropped"), mote.output());
        }
    }

    /** GOAWAY reaches Mote while a call is under way: that one ends, the next ones go elsewhere. */
    @Test
    void aServerLeavesInTheMiddleOfCalls() {
        try (GrpcServer server = new GrpcServer(UnaryOperator.identity())) {
            AtomicInteger calls = new AtomicInteger();
            server.answer = request -> {
                if (calls.incrementAndGet() % 2 == 0) {
                    server.leaveAndStartAnew();
                }
                return null;
            };
            try (MoteProcess mote = mote(server, "tls: {insecure: true}")) {
                awaitTaken(mote, server, 12);
                server.answer = request -> null;
                end(mote, server);
                assertFalse(mote.output().contains("cannot deliver"), mote.output());
            }
        }
    }

    @Test
    void refusalsAreDroppedAndSayWhy() {
        for (Status status : List.of(Status.INVALID_ARGUMENT, Status.PERMISSION_DENIED,
                Status.UNIMPLEMENTED, Status.INTERNAL)) {
            try (GrpcServer server = new GrpcServer(UnaryOperator.identity())) {
                AtomicInteger calls = new AtomicInteger();
                server.answer = request -> calls.getAndIncrement() > 0 ? null
                        : status.withDescription("no größer").asRuntimeException();
                try (MoteProcess mote = mote(server, "tls: {insecure: true}")) {
                    awaitTaken(mote, server, 2);
                    mote.terminate();
                    assertEquals(0, mote.awaitExit(10), mote.output());
                    assertTrue(mote.output().contains("refuses metrics, which are dropped: the "
                            + "server answers " + status.getCode() + ": no gr"), mote.output());
                    assertTrue(mote.output().contains("points were dropped"), mote.output());
                }
            }
        }
    }
}
