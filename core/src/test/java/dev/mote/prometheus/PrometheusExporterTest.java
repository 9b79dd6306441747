package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Inflate;
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
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusExporterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String OPENMETRICS = "Accept: application/openmetrics-text\r\n";

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Telemetry telemetry = new Telemetry();
    private final Problems problems = new Problems("mote.yaml");
    private PrometheusExporter exporter;
    private SimNetwork.Connection connection;

    private void make(String yaml) {
        Section section = section(yaml);
        exporter = PrometheusExporter.from(new Context("prometheus", section, loop, telemetry,
                new Log(sim.files), new Environment(new String[0], problems), new Resource(),
                "1"));
        assertEquals(List.of(), problems.errors());
        loop.add(exporter);
        loop.add(new Tick());
        turn();
        connection = sim.network.client(8889, wire -> { });
    }

    private Section section(String yaml) {
        Buffer bytes = new Buffer(256).utf8(yaml);
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        return new Section(root, root, problems);
    }

    private void turn() {
        for (int turns = 0; turns < 4; turns++) {
            loop.turn();
        }
    }

    private void put(OtlpBuilder otlp) {
        Buffer bytes = otlp.end();
        assertEquals(Outcome.ACCEPTED, exporter.consume(new Batch().set(Batch.Signal.METRICS,
                bytes.bytes(), 0, bytes.length(), 1, 0)));
    }

    private String answer(String method, String path, String more) {
        connection.received.clear();
        Buffer request = new Buffer(100).ascii(method).ascii(" ").ascii(path)
                .ascii(" HTTP/1.1\r\nHost: a\r\n").ascii(more).ascii("\r\n");
        connection.send(request.bytes(), 0, request.length());
        turn();
        return connection.received.asUtf8();
    }

    private String page(String more) {
        String answer = answer("GET", "/metrics", more);
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private long dropped(String reason) {
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            if (counter.metric.name.equals("mote.prometheus.dropped.points")
                    && counter.value(1).equals(reason)) {
                return counter.value();
            }
        }
        throw new AssertionError(reason);
    }

    static OtlpBuilder everything(long time) {
        return new OtlpBuilder("service.name", "shop", "service.instance.id", "1",
                "host.name", "h\"1")
                .metric("orders", "1", 7, 2, true, time, out -> {
                    Protobuf.fixed64(out, 6, 7);
                    exemplar(out, 5, 2);
                }, "path", "/a\\b")
                .gauge("temperature", "Cel", 21.5, time)
                .metric("latency", "s", 9, 2, false, time, out -> {
                    Protobuf.fixed64(out, 4, 3);
                    Protobuf.fixed64(out, 5, Double.doubleToRawLongBits(2.5));
                    int counts = Protobuf.begin(out, 6);
                    out.fixed64(1).fixed64(2);
                    Protobuf.end(out, counts);
                    int bounds = Protobuf.begin(out, 7);
                    out.fixed64(Double.doubleToRawLongBits(1));
                    Protobuf.end(out, bounds);
                    exemplar(out, 8, 0.5);
                }, "path", "/")
                .metric("size", "By", 10, 2, false, time, out -> {
                    Protobuf.fixed64(out, 4, 4);
                    Protobuf.fixed64(out, 5, Double.doubleToRawLongBits(9));
                })
                .metric("rpc", "1", 11, 0, false, time, out -> {
                    Protobuf.fixed64(out, 4, 2);
                    int quantile = Protobuf.begin(out, 6);
                    Protobuf.fixed64(out, 1, Double.doubleToRawLongBits(0.5));
                    Protobuf.fixed64(out, 2, Double.doubleToRawLongBits(3));
                    Protobuf.end(out, quantile);
                });
    }

    private static void exemplar(Buffer out, int field, double value) {
        int exemplar = Protobuf.begin(out, field);
        Protobuf.fixed64(out, 2, 1_500_000_000L);
        Protobuf.fixed64(out, 3, Double.doubleToRawLongBits(value));
        Protobuf.bytes(out, 5, new byte[] {1, 0x2F}, 0, 2);
        Protobuf.end(out, exemplar);
    }

    @Test
    void theTextFormat() {
        make("endpoint: 127.0.0.1:8889\nconst_labels: {zone: eu}\n");
        put(everything(5000));
        assertEquals("""
                # HELP latency_seconds About latency.
                # TYPE latency_seconds histogram
                latency_seconds_bucket{instance="1",job="shop",path="/",zone="eu",le="1"} 1
                latency_seconds_bucket{instance="1",job="shop",path="/",zone="eu",le="+Inf"} 3
                latency_seconds_sum{instance="1",job="shop",path="/",zone="eu"} 2.5
                latency_seconds_count{instance="1",job="shop",path="/",zone="eu"} 3
                # HELP orders_total About orders.
                # TYPE orders_total counter
                orders_total{instance="1",job="shop",path="/a\\\\b",zone="eu"} 7
                # HELP rpc About rpc.
                # TYPE rpc summary
                rpc{instance="1",job="shop",zone="eu",quantile="0.5"} 3
                rpc_sum{instance="1",job="shop",zone="eu"} 0
                rpc_count{instance="1",job="shop",zone="eu"} 2
                # HELP size_bytes About size.
                # TYPE size_bytes histogram
                size_bytes_sum{instance="1",job="shop",zone="eu"} 9
                size_bytes_count{instance="1",job="shop",zone="eu"} 4
                size_bytes_bucket{instance="1",job="shop",zone="eu",le="+Inf"} 4
                # HELP target_info Target metadata
                # TYPE target_info gauge
                target_info{host_name="h\\"1",instance="1",job="shop",zone="eu"} 1
                # HELP temperature_celsius About temperature.
                # TYPE temperature_celsius gauge
                temperature_celsius{instance="1",job="shop",zone="eu"} 21.5
                """, page(OPENMETRICS));
    }

    @Test
    void openMetricsWithExemplarsAndTimes() {
        make("endpoint: 127.0.0.1:8889\nenable_open_metrics: true\nsend_timestamps: true\n"
                + "namespace: my-app\ntarget_info: {enabled: false}\n");
        put(everything(5042));
        String page = page(OPENMETRICS);
        assertTrue(page.startsWith("""
                # HELP my_app_latency_seconds About latency.
                # TYPE my_app_latency_seconds histogram
                # UNIT my_app_latency_seconds seconds
                my_app_latency_seconds_bucket{instance="1",job="shop",path="/",le="1.0"} 1 5.042 \
                # {trace_id="012f"} 0.5 1.500
                my_app_latency_seconds_bucket{instance="1",job="shop",path="/",le="+Inf"} 3 5.042
                """), page);
        assertTrue(page.contains("""
                # TYPE my_app_orders counter
                my_app_orders_total{instance="1",job="shop",path="/a\\\\b"} 7 5.042 \
                # {trace_id="012f"} 2 1.500
                """), page);
        assertTrue(page.endsWith(" 21.5 5.042\n# EOF\n"), page);
        assertTrue(page("").contains("temperature_celsius{instance=\"1\",job=\"shop\"} 21.5 5042"));
    }

    @Test
    void whatIsNotToldAgainExpiresAndWhatEndsIsGone() {
        make("endpoint: 127.0.0.1:8889\nmetric_expiration: 10s\n");
        put(new OtlpBuilder().gauge("a", "", 1, 5).gauge("b", "", 1, 5).gauge("c", "", 1, 5));
        put(new OtlpBuilder().metric("c", "", 5, 0, false, 6,
                out -> Protobuf.varint(out, 8, 1)));
        sim.clock.advance(6 * SECOND);
        put(new OtlpBuilder().gauge("b", "", 2, 7));
        put(new OtlpBuilder().gauge("b", "", 9, 3));
        assertFalse(page("").contains("c 1"));
        assertTrue(page("").contains("a 1"));
        sim.clock.advance(6 * SECOND);
        assertEquals("# HELP b About b.\n# TYPE b gauge\nb 2\n", page(""));
        sim.clock.advance(60 * SECOND);
        connection = sim.network.client(8889, wire -> { });
        assertEquals("", page(""));
    }

    @Test
    void whatHasNoPlaceIsCounted() {
        make("endpoint: 127.0.0.1:8889\nmax_series: 2\n");
        put(new OtlpBuilder().gauge("a", "", 1, 5).counter("a", "", 2, 5)
                .counter("b", "", 2, 5).gauge("c", "", 1, 5).gauge("d", "", 1, 5)
                .metric("e", "", 7, 1, true, 5, out -> Protobuf.fixed64(out, 6, 1)));
        assertEquals(1, dropped("type_conflict"));
        assertEquals(2, dropped("too_many_series"));
        assertEquals(1, dropped("delta"));
        assertTrue(page("").endsWith("\na 1\n# HELP b_total About b.\n# TYPE b_total counter\n"
                + "b_total 2\n"));
    }

    @Test
    void namesAsTheyCame() {
        make("endpoint: 127.0.0.1:8889\nadd_metric_suffixes: false\nenable_open_metrics: true\n"
                + "resource_to_telemetry_conversion: {enabled: true}\n");
        put(new OtlpBuilder("a.b", "c").counter("x_total", "s", 1, 5).counter("y", "s", 2, 5));
        String head = "# HELP x About x_total.\n# TYPE x counter\nx_total{a_b=\"c\"} 1\n";
        assertEquals(head + "# HELP y About y.\n# TYPE y unknown\ny{a_b=\"c\"} 2\n# EOF\n",
                page(OPENMETRICS));
        assertTrue(page("").endsWith("# TYPE y counter\ny{a_b=\"c\"} 2\n"));
    }

    @Test
    void otherRequests() {
        make("endpoint: 0.0.0.0:8889\n");
        put(everything(1));
        assertTrue(answer("GET", "/", "").startsWith("HTTP/1.1 404 "));
        assertTrue(answer("POST", "/metrics", "").startsWith("HTTP/1.1 405 "));
        assertTrue(answer("HEAD", "/metrics?a", "").endsWith("\r\n\r\n"));
        assertFalse(answer("GET", "/metrics", "Accept-Encoding: gzip;q=0\r\n").contains("gzip"));
        String plain = page("");
        answer("GET", "/metrics", "Accept-Encoding: deflate, gzip\r\n");
        byte[] bytes = connection.received.bytes();
        int at = 0;
        while (bytes[at] != 0x1F) {
            at++;
        }
        Buffer out = new Buffer(100);
        new Inflate().gunzip(bytes, at, connection.received.length() - at, out, 1 << 20);
        assertEquals(plain, out.asUtf8());
    }

    @Test
    void anEndpointIsNeeded() {
        new ExpositionSettings(section("a: 1"));
        assertTrue(problems.errors().get(0).contains("endpoint is missing"));
    }
}
