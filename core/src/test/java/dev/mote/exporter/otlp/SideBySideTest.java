package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliverySettings;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only shows with several exporters, and with other settings than the usual ones. */
@Tag("jvm")
final class SideBySideTest {
    private static final long SECOND = ExporterFixture.SECOND;
    private static final String URL = "http://127.0.0.1:4318/v1/metrics";

    private final OtlpHttpSettings settings = OtlpHttpSettings.to(URL);
    private final Buffer received = new Buffer(64);

    /** A request with so many points of about 50 bytes. */
    static byte[] points(int count) {
        Buffer out = dev.mote.pipeline.Requests.metrics(count);
        return java.util.Arrays.copyOf(out.bytes(), out.length());
    }

    @Test
    void aDeadExporterDelaysNoOther() {
        ExporterFixture host = new ExporterFixture(settings);
        host.sim.network.peer(Network.TCP, 4318, null);
        Delivery second = host.join(OtlpHttpSettings.to("http://127.0.0.1:4319/"));
        host.sim.network.peer(Network.TCP, 4319, new SimHttpServer(host.sim.clock,
                SimHttpServer.always("200 OK", "")));
        for (int at = 1; at <= 100; at++) {
            host.consume(points(3), 3);
            host.run(SECOND / 10);
            assertEquals(3 * at, second.counters().sent.value());
        }
        assertEquals(300, host.exporter.counters().queuedPoints.value());
    }

    @Test
    void signalsThatAlternateAreMergedEach() {
        ExporterFixture host = new ExporterFixture(settings);
        host.sim.network.peer(Network.TCP, 4318, null);
        for (int at = 0; at < 1000; at++) {
            host.consume(points(2), 2, Batch.Signal.values()[at % 3]);
        }
        host.run(10 * SECOND);
        int[] requests = {0};
        host.sim.network.peer(Network.TCP, 4318, new SimHttpServer(host.sim.clock,
                (head, body) -> {
                    requests[0]++;
                    return SimHttpServer.response("200 OK", "");
                }));
        host.run(60 * SECOND);
        assertEquals(2000, host.exporter.counters().sent.value());
        assertEquals(3, requests[0]);
    }

    @Test
    void aSignalThatIsNotTakenHoldsNoOtherBack() {
        Problems problems = new Problems("test");
        byte[] yaml = "endpoint: http://127.0.0.1:4318".getBytes();
        YamlNode root = Yaml.parse(yaml, yaml.length);
        ExporterFixture host = new ExporterFixture(OtlpHttpSettings.from(
                new Section(root, root, problems), new Environment(new String[0], problems)));
        boolean[] well = {false};
        host.sim.network.peer(Network.TCP, 4318, new SimHttpServer(host.sim.clock,
                (head, body) -> SimHttpServer.response(well[0] || !head.contains("/v1/traces")
                        ? "200 OK" : "503 Service Unavailable", "")));
        for (int at = 1; at <= 50; at++) {
            host.consume(points(2), 2, Batch.Signal.TRACES);
            host.consume(points(3), 3, Batch.Signal.METRICS);
            host.run(10 * SECOND);
            assertEquals(3 * at, host.exporter.counters().sent.value());
        }
        assertEquals(100, host.exporter.counters().queuedPoints.value());
        assertEquals(1, host.errors().split("\n").length, host.errors());
        assertTrue(host.errors().contains("cannot deliver traces to "), host.errors());
        long tries = host.exporter.counters().requestsRetried.value();
        assertTrue(tries < 40, tries + " tries in 500 s");
        well[0] = true;
        host.run(60 * SECOND);
        assertEquals(250, host.exporter.counters().sent.value());
        assertTrue(host.errors().endsWith("nothing was dropped\n"), host.errors());
    }

    @Test
    void theNewestComesFirstAfterAnOutage() {
        DeliverySettings manners = new DeliverySettings();
        manners.newestFirst = true;
        int usual = points(3).length;
        manners.requestBytesMax = 5 * usual;
        settings.gzip = false;
        ExporterFixture host = new ExporterFixture(settings, manners);
        host.sim.network.peer(Network.TCP, 4318, null);
        for (int at = 0; at < 40; at++) {
            host.consume(points(3), 3);
            host.run(20 * SECOND);
        }
        List<Integer> lengths = new ArrayList<>();
        host.sim.network.peer(Network.TCP, 4318, new SimHttpServer(host.sim.clock,
                (head, body) -> {
                    lengths.add(body.length);
                    return SimHttpServer.response("200 OK", "");
                }));
        host.consume(points(1), 1);
        host.run(60 * SECOND);
        assertEquals(121, host.exporter.counters().sent.value());
        assertEquals(0, host.exporter.counters().queuedPoints.value());
        assertEquals(points(1).length, lengths.get(0) % usual, "the newest: " + lengths);
        assertEquals(5 * usual, lengths.get(1), "the oldest, merged: " + lengths);
        assertTrue(lengths.size() < 12, lengths.size() + " requests");
    }

    @Test
    void jsonIsSpokenWhereItIsWanted() {
        settings.json = true;
        settings.gzip = false;
        ExporterFixture host = new ExporterFixture(settings);
        host.sim.network.peer(Network.TCP, 4318, new SimHttpServer(host.sim.clock,
                (head, body) -> {
                    received.put(body, 0, body.length);
                    String answer = "{\"partialSuccess\":{\"rejectedDataPoints\":\"2\","
                            + "\"errorMessage\":\"too old\"}}";
                    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + answer.length() + "\r\n\r\n" + answer;
                }));
        host.consume(points(3), 3);
        host.run(SECOND);
        assertTrue(received.asText().startsWith("{\"resourceMetrics\":["), received.asText());
        assertEquals(1, host.exporter.counters().sent.value());
        assertEquals(2, host.exporter.counters().droppedPartly.value());
        assertTrue(host.errors().contains("refused 2 points of a request: too old"),
                host.errors());
    }

    @Test
    void whatIsTooOldIsCountedAndNotSent() {
        DeliverySettings manners = new DeliverySettings();
        manners.ageMaxNanos = 60 * SECOND;
        ExporterFixture host = new ExporterFixture(settings, manners);
        host.sim.network.peer(Network.TCP, 4318, null);
        host.consume(points(5), 5);
        host.run(100 * SECOND);
        host.consume(points(7), 7);
        host.sim.network.peer(Network.TCP, 4318, new SimHttpServer(host.sim.clock,
                SimHttpServer.always("200 OK", "")));
        host.run(40 * SECOND);
        assertEquals(5, host.exporter.counters().droppedExpired.value());
        assertEquals(7, host.exporter.counters().sent.value());
    }
}
