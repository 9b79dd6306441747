package dev.mote.exporter.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.exporter.Delivery;
import dev.mote.log.BatchLog;
import dev.mote.log.LogReader;
import dev.mote.log.LogSettings;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.RequestLines;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadBalancerTest {
    private static final String THREE = "resolver: {static: {hostnames: [a:4317, b:4317, "
            + "c:4317]}}\nprotocol: {otlp: {tls: {insecure: true}, timeout: 3s}}\n";

    private final SimOs sim = new SimOs();
    private final Problems problems = new Problems("mote.yaml");
    private final Telemetry telemetry = new Telemetry();
    private BatchLog log;
    private LoadBalancer balancer;

    private void make(String yaml) {
        Buffer bytes = new Buffer(256).utf8(yaml);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        Log messages = new Log(sim.files);
        balancer = LoadBalancer.from(new Context("load_balancing",
                new Section(root, root, problems), new EventLoop(sim.os()), telemetry, messages,
                new Environment(new String[0], problems), new Resource(), "1"));
        LogSettings settings = new LogSettings();
        settings.memoryBytesMax = 1 << 20;
        log = new BatchLog(sim.os(), messages, telemetry, settings, null);
        if (balancer != null) {
            balancer.writeTo(log);
        }
    }

    /** What waits for each backend, as lines. */
    private List<String> waiting(int backends) {
        List<String> all = new ArrayList<>();
        for (int at = 0; at < backends; at++) {
            String backend = (char) ('a' + at) + ":4317";
            LogReader reader = log.reader("test/" + backend, null, (loss, items) -> { },
                    ("load_balancing/" + backend).hashCode());
            StringBuilder lines = new StringBuilder();
            while (reader.next()) {
                byte[] bytes = new byte[reader.length()];
                reader.copy(reader.start(), 0, bytes, 0, bytes.length);
                lines.append(RequestLines.decode(new Batch().set(reader.signal(), bytes, 0,
                        bytes.length, reader.items(), 1)));
            }
            all.add(lines.toString());
        }
        return all;
    }

    private static int count(String text, String word) {
        int count = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            count++;
        }
        return count;
    }

    @Test
    void spansOfATraceStayTogether() {
        make(THREE);
        assertEquals(List.of(), problems.errors());
        StringBuilder lines = new StringBuilder("resource service.name=shop\nscope lib\n");
        for (int span = 0; span < 300; span++) {
            int trace = 100 + span % 60;
            lines.append("span s @trace=0").append(trace).append(" @id=01\n");
        }
        assertEquals(Outcome.ACCEPTED, balancer.consume(RequestLines.encode(lines.toString())));
        List<String> parts = waiting(3);
        int spans = 0;
        for (String part : parts) {
            int own = count(part, "span s");
            spans += own;
            assertTrue(own >= 30 && own <= 200, own + " of 300 spans");
            assertEquals(1, count(part, "resource service.name=shop"), part);
        }
        assertEquals(300, spans);
        for (int trace = 100; trace < 160; trace++) {
            int homes = 0;
            for (String part : parts) {
                int own = count(part, "@trace=0" + trace);
                assertTrue(own == 0 || own == 5, "half a trace");
                homes += own > 0 ? 1 : 0;
            }
            assertEquals(1, homes);
        }
    }

    @Test
    void seriesAndServicesStayTogether() {
        make("routing_key: streamID\n" + THREE);
        StringBuilder lines = new StringBuilder("resource service.name=shop\n"
                + "metric requests sum cumulative monotonic\n");
        for (int at = 0; at < 90; at++) {
            lines.append("point n=").append(at % 45 + 100).append(" @time=1 @value=7\n");
        }
        balancer.consume(RequestLines.encode(lines.toString()));
        int homes = 0;
        for (String part : waiting(3)) {
            for (int at = 100; at < 145; at++) {
                homes += count(part, "n=" + at) == 2 ? 1 : 0;
            }
        }
        assertEquals(45, homes);
        make("routing_key: service\n" + THREE);
        balancer.consume(RequestLines.encode("resource service.name=a x=1\nlog @body=one\n"
                + "resource service.name=a x=2\nlog @body=two\n"));
        homes = 0;
        for (String part : waiting(3)) {
            homes += count(part, "@body") == 2 ? 1 : 0;
        }
        assertEquals(1, homes);
    }

    @Test
    void aBackendThatGoesOrComesMovesFewKeys() {
        Rendezvous three = new Rendezvous("a:4317", "b:4317", "c:4317");
        Rendezvous four = new Rendezvous("a:4317", "b:4317", "c:4317", "d:4317");
        int moved = 0;
        for (long key = 0; key < 10_000; key++) {
            int before = three.node(key);
            int after = four.node(key);
            assertTrue(before == after || after == 3, "a key moved between backends that stay");
            moved += before == after ? 0 : 1;
        }
        assertTrue(moved > 2_300 && moved < 2_700, moved + " of 10,000 keys moved");
    }

    @Test
    void eachBackendHasADeliveryOfItsOwn() {
        make(THREE);
        assertEquals(3, balancer.deliveries().size());
        balancer.signals(new Batch.Signal[] {Batch.Signal.TRACES});
        for (Delivery each : balancer.deliveries()) {
            each.readFrom(log);
        }
        balancer.consume(RequestLines.encode("resource service.name=a\nspan s @trace=01\n"));
        long accepted = 0;
        for (Delivery each : balancer.deliveries()) {
            accepted += each.counters().accepted.value();
        }
        assertEquals(1, accepted);
        assertEquals("load_balancing/b:4317", balancer.deliveries().get(1).id());
    }

    @Test
    void whatIsWrongIsTold() {
        make("routing_key: service\n");
        make("resolver: {static: {hostnames: [a:4317, a:4317]}}\n");
        make("resolver: {static: {hostnames: [a:4317]}, dns: {hostname: x}}\n");
        make("resolver: {static: {hostnames: [a]}}\nprotocol: {otlp: {endpoint: b:1}}\n");
        String all = String.join("\n", problems.errors());
        assertTrue(all.contains("backends are missing"), all);
        assertTrue(all.contains("the backend \"a:4317\" is there twice"), all);
        assertTrue(all.contains("unknown key \"dns\""), all);
        assertTrue(all.contains("endpoint: the backends stand under resolver"), all);
        assertTrue(all.contains("\"a\" has no port"), all);
    }

    @Test
    void malformedRequestsAreRefused() {
        make(THREE);
        Batch batch = RequestLines.encode("resource service.name=a\nspan s @trace=01\n");
        batch.length--;
        assertEquals(Outcome.REJECTED, balancer.consume(batch));
    }
}
