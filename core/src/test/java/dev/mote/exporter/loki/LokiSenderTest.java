package dev.mote.exporter.loki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.mote.otlp.ProtobufReader;
import dev.mote.otlp.RequestLines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LokiSenderTest {
    private static final String TWO_SERVICES = """
            resource service.name=shop host.name=a k8s.pod.name=p\\1
            scope lib version=x
            log @time=2000000001 @severity=9 @body=second user.name=anna
            log @time=1000000000 @observed=3 @level=INFO @body=first n=5
            resource service.name=shop k8s.pod.name=p\\1
            log @time=1500000000 @body=between @trace=0102 @span=0a
            resource host.name=b
            log @observed=7 @body=
            """;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Problems problems = new Problems("mote.yaml");
    private final List<byte[]> bodies = new ArrayList<>();
    private String answer = "HTTP/1.1 204 No Content\r\n\r\n";
    private final SimHttpServer server = new SimHttpServer(sim.clock, (head, body) -> {
        bodies.add(body);
        return answer;
    });
    private LokiSender sender;

    private void make(String yaml) {
        sim.network.peer(Network.TCP, 3100, server);
        Buffer bytes = new Buffer(256).utf8(yaml);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        Section section = new Section(root, root, problems);
        LokiSettings settings = LokiSettings.from(section,
                new Environment(new String[0], problems));
        section.finish();
        assertEquals(List.of(), problems.errors());
        sender = new LokiSender(settings, "1.2.3", loop);
    }

    private Outcome send(String lines) {
        return send(RequestLines.encode(lines));
    }

    private Outcome send(Batch batch) {
        sender.send(new PlainRequest(batch), sim.clock.monotonicNanos());
        while (!sender.isDone()) {
            sender.doWork(sim.clock.monotonicNanos());
            loop.turn();
        }
        return sender.outcome();
    }

    private String pushed() {
        byte[] body = bodies.get(bodies.size() - 1);
        Buffer plain = new Buffer(256);
        assertTrue(Snappy.decompress(body, 0, body.length, 1 << 20, plain));
        return PushText.of(plain);
    }

    @Test
    void streamsEntriesAndMetadata() {
        make("endpoint: http://127.0.0.1:3100\ntenant_id: team-a\n");
        assertEquals(Outcome.ACCEPTED, send(TWO_SERVICES));
        assertEquals("POST /loki/api/v1/push HTTP/1.1\r\nHost: 127.0.0.1:3100\r\n"
                + "X-Scope-OrgID: team-a\r\nUser-Agent: mote/1.2.3\r\n"
                + "Content-Type: application/x-protobuf\r\nContent-Length: "
                + bodies.get(0).length + "\r\n\r\n", server.heads.get(0));
        assertEquals("""
                {k8s_pod_name="p\\\\1",service_name="shop"}
                  1.0 first n=5 observed_timestamp=3 severity_text=INFO host_name=a version=x \
                scope_name=lib
                  1.500000000 between trace_id=0102 span_id=0a
                  2.1 second user_name=anna severity_number=9 host_name=a version=x scope_name=lib
                {service_name="unknown_service"}
                  0.7  observed_timestamp=7 host_name=b
                """, pushed());
        assertNull(sender.message());
    }

    @Test
    void labelsCanBeChosenAndAdded() {
        make("endpoint: http://127.0.0.1:3100/mine/push\nlabels: [host.name]\n"
                + "external_labels: {cluster: eu-1}\n");
        send("resource host.name=a\nlog @time=1 @body=x\n");
        assertTrue(server.heads.get(0).startsWith("POST /mine/push "), server.heads.get(0));
        assertEquals("{cluster=\"eu-1\",host_name=\"a\",service_name=\"unknown_service\"}\n"
                + "  0.1 x\n", pushed());
    }

    @Test
    void recordsWithoutTimeGetTheTimeOfSending() {
        make("endpoint: http://127.0.0.1:3100\n");
        long second = sim.clock.wallNanos() / 1_000_000_000L;
        send("resource service.name=a\nlog @body=x\n");
        assertTrue(pushed().contains("\n  " + second + "."), pushed());
    }

    @Test
    void entriesAreInTheOrderOfTheirTimesWhateverCame() {
        make("endpoint: http://127.0.0.1:3100\n");
        StringBuilder lines = new StringBuilder();
        long seed = 12345;
        for (int at = 0; at < 500; at++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            lines.append("resource service.name=s").append((seed >>> 40) % 3)
                    .append("\nlog @time=").append(1 + (seed >>> 33) % 400).append(" @body=x\n");
        }
        send(lines.toString());
        long before = 0;
        int entries = 0;
        for (String line : pushed().split("\n")) {
            if (line.startsWith("{")) {
                before = 0;
            } else {
                long time = Long.parseLong(line.trim().split("[. ]")[1]);
                assertTrue(time >= before, line);
                before = time;
                entries++;
            }
        }
        assertEquals(500, entries);
    }

    @Test
    void answersAreUnderstood() {
        make("endpoint: http://127.0.0.1:3100\n");
        answer = SimHttpServer.response("500 Internal Server Error", "no ring");
        assertEquals(Outcome.RETRY_LATER, send(TWO_SERVICES));
        answer = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
        assertEquals(Outcome.RETRY_LATER, send(TWO_SERVICES));
        assertEquals(7_000_000_000L, sender.retryAfterNanos());
        answer = SimHttpServer.response("400 Bad Request", "error parsing labels");
        assertEquals(Outcome.REJECTED, send(TWO_SERVICES));
        assertEquals("the server answers 400: error parsing labels", sender.message());
        answer = SimHttpServer.response("401 Unauthorized", "no org id");
        assertEquals(Outcome.REJECTED, send(TWO_SERVICES));
        answer = SimHttpServer.response("413 Too Large", "");
        assertEquals(Outcome.REJECTED, send(TWO_SERVICES));
        assertTrue(sender.isTooLarge());
    }

    @Test
    void whatLokiIgnoredIsCountedAndTheRestIsTaken() {
        make("endpoint: http://127.0.0.1:3100\n");
        answer = SimHttpServer.response("400 Bad Request", "entry with timestamp 1970 ignored, "
                + "reason: 'entry too far behind',\nuser 'a', total ignored: 2 out of 3 for "
                + "stream: {a=\"b\"}\nuser 'a', total ignored: 1 out of 1 for stream: {}");
        assertEquals(Outcome.ACCEPTED, send(TWO_SERVICES));
        assertEquals(3, sender.rejectedItems());
        assertTrue(sender.message().startsWith("the server answers 400: entry with timestamp"));
    }

    @Test
    void ignoredEntriesAreCountedInWords() {
        String old = "entry for stream '{a=\"b\"}' has timestamp too old: 2026-11-05T11:59:50Z";
        assertEquals(1, LokiAnswer.entriesIgnored(old + ", oldest acceptable timestamp is: x"));
        assertEquals(5, LokiAnswer.entriesIgnored("3 errors like: " + old + "; 2 errors like: "
                + "entry for stream '{}' has timestamp too new: x"));
        assertEquals(0, LokiAnswer.entriesIgnored("3 errors like: " + old + "; 2 errors like: "
                + "stream '{}' has label name too long: 'x'"), "it does not say how many");
        assertEquals(0, LokiAnswer.entriesIgnored("error at least one label pair is required"));
    }

    @Test
    void malformedRequestsAreRefusedHere() {
        make("endpoint: http://127.0.0.1:3100\n");
        Batch batch = RequestLines.encode(TWO_SERVICES);
        batch.length -= 3;
        assertEquals(Outcome.REJECTED, send(batch));
        assertEquals("the request is not valid protobuf", sender.message());
        assertFalse(sender.carries(Batch.Signal.METRICS));
        assertEquals(0, bodies.size());
    }

    /** A PushRequest in lines. */
    private static final class PushText {
        private final StringBuilder text = new StringBuilder();
        private final byte[] bytes;

        private PushText(byte[] bytes) {
            this.bytes = bytes;
        }

        static String of(Buffer request) {
            PushText text = new PushText(request.bytes());
            ProtobufReader in = new ProtobufReader().over(request.bytes(), 0, request.length());
            while (in.nextField()) {
                assertEquals(1, in.field());
                text.stream(in.offset(), in.position());
            }
            assertFalse(in.malformed());
            return text.text.toString();
        }

        private void stream(int from, int to) {
            ProtobufReader in = new ProtobufReader().over(bytes, from, to);
            while (in.nextField()) {
                if (in.field() == 1) {
                    text.append(string(in)).append('\n');
                } else {
                    entry(in.offset(), in.position());
                }
            }
            assertFalse(in.malformed());
        }

        private void entry(int from, int to) {
            ProtobufReader in = new ProtobufReader().over(bytes, from, to);
            text.append("  ");
            while (in.nextField()) {
                switch (in.field()) {
                    case 1 -> text.append(number(in, 1)).append('.').append(number(in, 2))
                            .append(' ');
                    case 2 -> text.append(string(in));
                    default -> pair(in.offset(), in.position());
                }
            }
            text.append('\n');
        }

        private void pair(int from, int to) {
            ProtobufReader in = new ProtobufReader().over(bytes, from, to);
            while (in.nextField()) {
                text.append(in.field() == 1 ? ' ' : '=').append(string(in));
            }
        }

        private long number(ProtobufReader outer, int field) {
            ProtobufReader in = new ProtobufReader().over(bytes, outer.offset(),
                    outer.position());
            long number = 0;
            while (in.nextField()) {
                number = in.field() == field ? in.value() : number;
            }
            return number;
        }

        private String string(ProtobufReader in) {
            return new Buffer(16).put(bytes, in.offset(), in.length()).asUtf8();
        }
    }
}
