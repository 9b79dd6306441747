package dev.mote.receiver.influx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.http.Tick;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InfluxReceiverTest {
    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Telemetry telemetry = new Telemetry();
    private final StringBuilder taken = new StringBuilder();
    private Outcome outcome = Outcome.ACCEPTED;
    private SimNetwork.Connection connection;

    private void make(String yaml) {
        Problems problems = new Problems("test");
        Buffer text = new Buffer(100).ascii(yaml);
        YamlNode root = Yaml.parse(text.bytes(), text.length());
        Context context = new Context("influx", new Section(root, root, problems), loop,
                telemetry, new Log(sim.files), new Environment(new String[0], problems),
                new Resource(), "1");
        loop.add(InfluxReceiver.from(context, this::consume));
        loop.add(new Tick());
        assertEquals(List.of(), problems.errors());
        turn();
        connection = sim.network.client(8086, wire -> { });
    }

    private Outcome consume(Batch batch) {
        taken.append(RequestLines.decode(batch));
        return outcome;
    }

    private void turn() {
        for (int turns = 0; turns < 4; turns++) {
            loop.turn();
        }
    }

    /** Posts lines; returns status line and body of the answer. */
    private String post(String target, String more, Buffer body) {
        Buffer request = new Buffer(100).ascii("POST ").ascii(target)
                .ascii(" HTTP/1.1\r\nHost: a\r\n").ascii(more).ascii("Content-Length: ")
                .decimal(body.length()).ascii("\r\n\r\n").put(body.bytes(), 0, body.length());
        connection.send(request.bytes(), 0, request.length());
        turn();
        String answer = connection.received.asText();
        connection.received.clear();
        return answer.substring(9, answer.indexOf("\r\n")) + " "
                + answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private String post(String target, String lines) {
        return post(target, "", new Buffer(100).utf8(lines));
    }

    private long leftOut(String reason) {
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            if (counter.metric.name.equals("mote.receiver.left_out")
                    && counter.value(1).equals(reason)) {
                return counter.value();
            }
        }
        throw new AssertionError(reason);
    }

    @Test
    void linesBecomeGauges() {
        make("{}");
        assertEquals("204 No Content ", post("/write?db=x&precision=ms", """
                cpu,host=a,core=0 idle=98.5,n=-3i,text="a, b" 1700000000000
                # a comment

                up ok=t,u=7u 5
                """));
        assertEquals("""
                resource
                metric cpu_idle gauge
                point host=a core="0" @time=1700000000000000000 @value=98.5
                metric cpu_n gauge
                point host=a core="0" @time=1700000000000000000 @value=-3
                metric up_ok gauge
                point @time=5000000 @value=1
                metric up_u gauge
                point @time=5000000 @value=7
                """.trim(), taken.toString().trim());
        assertEquals(1, leftOut("text_field"));
    }

    @Test
    void badLinesAreToldAndTheOthersTaken() {
        make("{}");
        assertEquals("400 Bad Request {\"code\":\"invalid\",\"message\":\"partial write: line 2: "
                + "missing fields dropped=2\"}", post("/api/v2/write?bucket=b",
                "a v=1\nbad\nb v=2\nc v=x\n"));
        assertTrue(taken.indexOf("metric a_v") > 0 && taken.indexOf("metric b_v") > 0);
        assertEquals(2, leftOut("malformed_line"));
        for (String line : new String[] {",a=b v=1", "a,b v=1", "a,=c v=1", "a,b= v=1", "a v",
            "a v=", "a =1", "a v=1i5", "a v=\"x", "a v=1 x", "a v=1 -5", "a v=nan",
            "a v=99999999999999999999i", "a v=-1u", "a v=1 9223372036854775807"}) {
            assertTrue(post("/write?precision=h", line).startsWith("400 Bad Request "
                    + "{\"error\":\"partial write: line 1: "), line);
        }
    }

    @Test
    void gzipIsTakenAndNothingElse() {
        make("{}");
        Buffer packed = new Buffer(100);
        Buffer plain = new Buffer(100).ascii("a v=1 1\n");
        new Gzip().compress(plain.bytes(), 0, plain.length(), packed);
        assertEquals("204 No Content ", post("/write", "Content-Encoding: gzip\r\n", packed));
        assertTrue(taken.indexOf("metric a_v gauge\npoint @time=1 @value=1") > 0,
                taken.toString());
        assertTrue(post("/write", "Content-Encoding: gzip\r\n", plain).startsWith("400"));
        assertTrue(post("/write", "Content-Encoding: br\r\n", plain).startsWith("415"));
    }

    @Test
    void busyPipelinesAreToldAsSuch() {
        make("{}");
        outcome = Outcome.RETRY_LATER;
        assertTrue(post("/write", "a v=1\n").startsWith("503"));
        outcome = Outcome.REJECTED;
        assertTrue(post("/write", "a v=1\n").startsWith("400"));
    }

    @Test
    void otherRequestsAreAnswered() {
        make("{token: abc}");
        assertTrue(post("/ping", "").startsWith("204"));
        assertTrue(post("/write", "a v=1\n").startsWith("401"));
        Buffer line = new Buffer(10).ascii("a v=1\n");
        assertTrue(post("/write", "Authorization: Token abd\r\n", line).startsWith("401"));
        assertTrue(post("/write", "Authorization: Token abc\r\n", line).startsWith("204"));
        String token = "Authorization: Bearer abc\r\n";
        assertTrue(post("/query?q=x", token, line)
                .endsWith("{\"results\":[{\"statement_id\":0}]}"));
        assertTrue(post("/other", token, line).startsWith("404"));
        assertTrue(post("/write?precision=d", token, line).startsWith("400"));
    }
}
