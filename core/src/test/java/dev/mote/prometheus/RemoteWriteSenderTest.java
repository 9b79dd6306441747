package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Snappy;
import dev.mote.component.Batch;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.exporter.PlainRequest;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Protobuf;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteWriteSenderTest {
    private static final String OK_2 = "HTTP/1.1 204 No Content\r\n"
            + "X-Prometheus-Remote-Write-Samples-Written: 1\r\n"
            + "X-Prometheus-Remote-Write-Histograms-Written: 0\r\n\r\n";
    private static final String OK_1 = "HTTP/1.1 204 No Content\r\n\r\n";

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final List<byte[]> bodies = new ArrayList<>();
    private String answer = OK_2;
    private final SimHttpServer server = new SimHttpServer(sim.clock, (head, body) -> {
        bodies.add(body);
        return answer;
    });
    private RemoteWriteSender sender;

    static RemoteWriteSettings settings(String yaml) {
        Problems problems = new Problems("mote.yaml");
        Buffer bytes = new Buffer(256).utf8("endpoint: http://127.0.0.1:9090\n" + yaml);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        Section section = new Section(root, root, problems);
        RemoteWriteSettings settings = RemoteWriteSettings.from(section,
                new Environment(new String[0], problems));
        section.finish();
        assertEquals(List.of(), problems.errors());
        return settings;
    }

    private void make(String yaml) {
        sim.network.peer(Network.TCP, 9090, server);
        sender = new RemoteWriteSender(settings(yaml), "1.2.3", new Telemetry(), "test",
                loop);
    }

    private Outcome send(OtlpBuilder otlp) {
        Buffer bytes = otlp.end();
        sender.send(new PlainRequest(new Batch().set(Batch.Signal.METRICS, bytes.bytes(), 0,
                bytes.length(), 1, 0)), sim.clock.monotonicNanos());
        while (!sender.isDone()) {
            sender.doWork(sim.clock.monotonicNanos());
            loop.turn();
        }
        return sender.outcome();
    }

    private static OtlpBuilder gauge() {
        return new OtlpBuilder().gauge("g", "", 1, 5);
    }

    private List<String> written(int version) {
        byte[] body = bodies.get(bodies.size() - 1);
        Buffer plain = new Buffer(256);
        assertTrue(Snappy.decompress(body, 0, body.length, 1 << 20, plain));
        return RemoteWriteText.of(plain, version);
    }

    @Test
    void theSecondVersion() {
        make("");
        assertEquals(Outcome.ACCEPTED, send(gauge()));
        assertEquals("POST /api/v1/write HTTP/1.1\r\nHost: 127.0.0.1:9090\r\n"
                + "X-Prometheus-Remote-Write-Version: 2.0.0\r\nUser-Agent: mote/1.2.3\r\n"
                + "Content-Type: application/x-protobuf;proto=io.prometheus.write.v2.Request\r\n"
                + "Content-Encoding: snappy\r\nContent-Length: " + bodies.get(0).length
                + "\r\n\r\n", server.heads.get(0));
        assertEquals(List.of("g{} 1.0 @5"), written(2));
        assertEquals(0, sender.rejectedItems());
        assertNull(sender.message());
    }

    @Test
    void aServerOfTheFirstVersionGetsIt() {
        for (String foreign : List.of(OK_1, SimHttpServer.response("415 Unsupported", ""),
                SimHttpServer.response("400 Bad Request", "what?"))) {
            make("");
            answer = foreign;
            assertEquals(Outcome.RETRY_LATER, send(gauge()));
            assertTrue(sender.message().contains("does not understand"), sender.message());
            answer = OK_1;
            assertEquals(Outcome.ACCEPTED, send(gauge()));
            assertEquals(List.of("g{} 1.0 @5"), written(1));
            assertTrue(server.heads.getLast().contains("Remote-Write-Version: 0.1.0\r\n"));
            assertTrue(server.heads.getLast().contains("Type: application/x-protobuf\r\n"));
        }
    }

    @Test
    void onceUnderstoodItStaysTheSecond() {
        make("");
        send(gauge());
        answer = SimHttpServer.response("400 Bad Request", "out of order sample");
        assertEquals(Outcome.REJECTED, send(gauge()));
        assertEquals("the server answers 400: out of order sample", sender.message());
        send(gauge());
        assertEquals(List.of("g{} 1.0 @5"), written(2));
    }

    @Test
    void whatIsNotWrittenIsCounted() {
        make("");
        answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n"
                + "X-Prometheus-Remote-Write-Samples-Written: 1\r\n\r\n";
        OtlpBuilder three = gauge().gauge("h", "", 2, 5).metric("delta", "", 7, 1, true, 5,
                point -> Protobuf.fixed64(point, 6, 1));
        assertEquals(Outcome.ACCEPTED, send(three));
        assertEquals(2, sender.rejectedItems());
    }

    @Test
    void theVersionThatIsAskedFor() {
        make("protobuf_message: prometheus.WriteRequest\n");
        answer = OK_1;
        assertEquals(Outcome.ACCEPTED, send(gauge()));
        assertEquals(List.of("g{} 1.0 @5"), written(1));
        make("protobuf_message: io.prometheus.write.v2.Request\n");
        assertEquals(Outcome.REJECTED, send(gauge()));
        assertTrue(sender.message().contains("protobuf_message"), sender.message());
    }

    @Test
    void answersThatComeAgain() {
        make("");
        answer = "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
        assertEquals(Outcome.RETRY_LATER, send(gauge()));
        assertEquals(7_000_000_000L, sender.retryAfterNanos());
        answer = SimHttpServer.response("429 Too Many Requests", "");
        assertEquals(Outcome.RETRY_LATER, send(gauge()));
    }

    @Test
    void aRequestWithNothingForPrometheusIsNotSent() {
        make("");
        assertEquals(Outcome.ACCEPTED, send(new OtlpBuilder().metric("d", "", 7, 1, true, 5,
                point -> Protobuf.fixed64(point, 6, 1))));
        assertEquals(1, sender.rejectedItems());
        assertTrue(sender.message().contains("delta"), sender.message());
        assertEquals(0, bodies.size());
    }

    @Test
    void namesAndLabelsAsTheConfigSays() {
        make("add_metric_suffixes: false\nexternal_labels: {cluster: eu, a: theirs}\n"
                + "target_info: {enabled: false}\n"
                + "resource_to_telemetry_conversion: {enabled: true}\n");
        send(new OtlpBuilder("service.name", "shop", "host.name", "h1")
                .counter("node__disk.reads_total", "s", 1, 5, "a", "own"));
        assertEquals(List.of("node__disk_reads_total{a=own,cluster=eu,host_name=h1,job=shop,"
                + "service_name=shop} 1.0 @5"), written(2));
    }
}
