package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Protobuf;
import dev.mote.telemetry.Telemetry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteWriteTest {
    private final Telemetry telemetry = new Telemetry();
    private final Samples samples = new Samples(RemoteWriteSenderTest.settings("").samples,
            telemetry, "test");
    private final Buffer out = new Buffer(64);

    private void assertLines(OtlpBuilder otlp, String... lines) {
        Buffer request = otlp.end();
        for (int version = 1; version <= 2; version++) {
            RemoteWrite write = version == 1 ? new RemoteWrite1(out) : new RemoteWrite2(out);
            for (int time = 0; time < 2; time++) {
                write.begin();
                assertTrue(samples.walk(request.bytes(), 0, request.length(), write));
                write.end();
                assertEquals(String.join("\n", lines),
                        String.join("\n", RemoteWriteText.of(out, version)));
            }
        }
    }

    @Test
    void numbersAndTheirResource() {
        assertLines(new OtlpBuilder("service.name", "shop", "service.namespace", "eu",
                        "service.instance.id", "7", "host.name", "h1")
                        .gauge("queue.length", "{item}", 2.5, 1000, "zone", "a", "Area", "b")
                        .counter("requests", "1", 7, 2000, "http.method", "GET"),
                "target_info{host_name=h1,instance=7,job=eu/shop} 1.0 @1000",
                "queue_length{Area=b,instance=7,job=eu/shop,zone=a} 2.5 @1000",
                "requests_total{http_method=GET,instance=7,job=eu/shop} 7.0 @2000");
    }

    @Test
    void histogramsAndSummaries() {
        assertLines(new OtlpBuilder()
                        .metric("latency", "s", 9, 2, false, 5, point -> {
                            Protobuf.fixed64(point, 4, 6);
                            Protobuf.fixed64(point, 5, Double.doubleToRawLongBits(1.5));
                            Buffer counts = new Buffer(24).fixed64(1).fixed64(2).fixed64(3);
                            Protobuf.bytes(point, 6, counts.bytes(), 0, counts.length());
                            Buffer bounds = new Buffer(16)
                                    .fixed64(Double.doubleToRawLongBits(0.1))
                                    .fixed64(Double.doubleToRawLongBits(10));
                            Protobuf.bytes(point, 7, bounds.bytes(), 0, bounds.length());
                        }, "path", "/", "a", "b")
                        .metric("rpc", "ms", 11, 0, false, 6, point -> {
                            Protobuf.fixed64(point, 4, 3);
                            Protobuf.fixed64(point, 5, Double.doubleToRawLongBits(9));
                            int quantile = Protobuf.begin(point, 6);
                            Protobuf.fixed64(point, 1, Double.doubleToRawLongBits(0.99));
                            Protobuf.fixed64(point, 2, Double.doubleToRawLongBits(4));
                            Protobuf.end(point, quantile);
                        }),
                "latency_seconds_bucket{a=b,le=0.1,path=/} 1.0 @5",
                "latency_seconds_bucket{a=b,le=10,path=/} 3.0 @5",
                "latency_seconds_bucket{a=b,le=+Inf,path=/} 6.0 @5",
                "latency_seconds_sum{a=b,path=/} 1.5 @5",
                "latency_seconds_count{a=b,path=/} 6.0 @5",
                "rpc_milliseconds{quantile=0.99} 4.0 @6",
                "rpc_milliseconds_sum{} 9.0 @6",
                "rpc_milliseconds_count{} 3.0 @6");
    }

    private static void exponential(Buffer point, int scale, int offset, int... counts) {
        Protobuf.fixed64(point, 4, 10);
        Protobuf.fixed64(point, 5, Double.doubleToRawLongBits(20));
        Protobuf.varint(point, 6, (long) scale << 1 ^ scale >> 31);
        Protobuf.fixed64(point, 7, 2);
        int buckets = Protobuf.begin(point, 8);
        Protobuf.varint(point, 1, (long) offset << 1 ^ offset >> 31);
        Buffer packed = new Buffer(16);
        for (int count : counts) {
            packed.varint(count);
        }
        Protobuf.bytes(point, 2, packed.bytes(), 0, packed.length());
        Protobuf.end(point, buckets);
    }

    @Test
    void exponentialHistogramsAreNative() {
        assertLines(new OtlpBuilder()
                        .metric("size", "By", 10, 2, false, 5,
                                point -> exponential(point, 3, -1, 1, 0, 4, 0, 0, 0, 3), "a", "b"),
                "size_bytes{a=b} count=10 sum=20.0 schema=3 zero=2 +0/3 +3/1 "
                        + "deltas=[1, -1, 4, -1] @5");
    }

    /** Scale 10 has four times as many buckets as 8: -3, -2 and -1 are all in -1, 0 to 3 in 0. */
    @Test
    void scalesFinerThanPrometheusKnows() {
        assertLines(new OtlpBuilder()
                        .metric("size", "", 10, 2, false, 5,
                                point -> exponential(point, 10, -3, 1, 1, 1, 2, 2, 1, 0, 0, 0)),
                "size{} count=10 sum=20.0 schema=8 zero=2 +0/2 deltas=[3, 2] @5");
    }

    @Test
    void anEndedSeriesIsStale() {
        assertLines(new OtlpBuilder().metric("gone", "", 5, 0, false, 5,
                point -> Protobuf.varint(point, 8, 1)), "gone{} stale @5");
    }

    @Test
    void anEndedNativeHistogramIsStale() {
        assertLines(new OtlpBuilder().metric("gone", "", 10, 2, false, 5,
                point -> Protobuf.varint(point, 10, 1)),
                "gone{} count=0 sum=NaN schema=0 zero=0 @5");
    }

    @Test
    void exemplarsAreWithTheirSeries() {
        OtlpBuilder.Point two = point -> {
            exemplar(point, 0.05, "user", "anna");
            exemplar(point, 7, "user", "bert");
        };
        assertLines(new OtlpBuilder()
                        .metric("requests", "", 7, 2, true, 5, point -> {
                            Protobuf.fixed64(point, 6, 3);
                            int exemplar = Protobuf.begin(point, 5);
                            Protobuf.fixed64(point, 6, 2);
                            Protobuf.end(point, exemplar);
                        })
                        .metric("latency", "", 9, 2, false, 5, point -> {
                            Protobuf.fixed64(point, 4, 2);
                            Buffer bounds = new Buffer(8)
                                    .fixed64(Double.doubleToRawLongBits(0.1));
                            Buffer counts = new Buffer(16).fixed64(1).fixed64(1);
                            Protobuf.bytes(point, 6, counts.bytes(), 0, counts.length());
                            Protobuf.bytes(point, 7, bounds.bytes(), 0, bounds.length());
                            two.write(point);
                        }),
                "requests_total{} 3.0 @5 # [] 2.0 @0",
                "latency_bucket{le=0.1} 1.0 @5 # [span_id, 0aff, trace_id, 01, user, anna] "
                        + "0.05 @4",
                "latency_bucket{le=+Inf} 2.0 @5 # [span_id, 0aff, trace_id, 01, user, bert] "
                        + "7.0 @4",
                "latency_count{} 2.0 @5");
    }

    private static void exemplar(Buffer point, double value, String key, String text) {
        int exemplar = Protobuf.begin(point, 8);
        Protobuf.fixed64(point, 2, 4_000_000);
        Protobuf.fixed64(point, 3, Double.doubleToRawLongBits(value));
        Protobuf.bytes(point, 4, new byte[] {10, -1}, 0, 2);
        Protobuf.bytes(point, 5, new byte[] {1}, 0, 1);
        attribute(point, 7, key, any -> Protobuf.utf8(any, 1, text));
        Protobuf.end(point, exemplar);
    }

    @Test
    void deltasAreCountedAndLeftOut() {
        assertLines(new OtlpBuilder().metric("moved", "", 7, 1, true, 5,
                point -> Protobuf.fixed64(point, 6, 1)));
        assertEquals(4, telemetry.get(0).value());
    }

    @Test
    void namesThatBecomeTheSameShareALabel() {
        assertLines(new OtlpBuilder().gauge("g", "", 1, 5, "a.b", "1", "a_b", "2"),
                "g{a_b=1;2} 1.0 @5");
    }

    @Test
    void valuesOfOtherKinds() {
        assertLines(new OtlpBuilder().metric("g", "", 5, 0, false, 5, point -> {
            attribute(point, "truth", value -> Protobuf.varint(value, 2, 1));
            attribute(point, "number", value -> Protobuf.varint(value, 3, -5));
            attribute(point, "real", value -> Protobuf.fixed64(value, 4,
                    Double.doubleToRawLongBits(2.5)));
            attribute(point, "list", value -> {
                int list = Protobuf.begin(value, 5);
                int item = Protobuf.begin(value, 1);
                Protobuf.utf8(value, 1, "a\"\n");
                Protobuf.end(value, item);
                int map = Protobuf.begin(value, 1);
                int content = Protobuf.begin(value, 6);
                attribute(value, 1, "k", inner -> Protobuf.utf8(inner, 7, "Ab"));
                Protobuf.end(value, content);
                Protobuf.end(value, map);
                Protobuf.end(value, list);
            });
        }), "g{list=[\"a\\\"\\u000a\",{\"k\":\"QWI=\"}],number=-5,real=2.5,truth=true} 0.0 @5");
    }

    private static void attribute(Buffer out, String key, OtlpBuilder.Point value) {
        attribute(out, 7, key, value);
    }

    private static void attribute(Buffer out, int field, String key, OtlpBuilder.Point value) {
        int attribute = Protobuf.begin(out, field);
        Protobuf.utf8(out, 1, key);
        int any = Protobuf.begin(out, 2);
        value.write(out);
        Protobuf.end(out, any);
        Protobuf.end(out, attribute);
    }

    @Test
    void symbolsAreThereOnce() {
        Buffer request = new OtlpBuilder().gauge("g", "s", 1, 5, "a", "b").gauge("g", "s", 1, 6,
                "a", "b").end();
        RemoteWrite2 write = new RemoteWrite2(out);
        write.begin();
        samples.walk(request.bytes(), 0, request.length(), write);
        int series = out.length();
        write.end();
        String symbols = out.asText().substring(series);
        assertEquals(symbols.indexOf("g_seconds"), symbols.lastIndexOf("g_seconds"));
        assertEquals(2, RemoteWriteText.of(out, 2).size());
        assertEquals(List.of("g_seconds{a=b} 1.0 @5", "g_seconds{a=b} 1.0 @6"),
                RemoteWriteText.of(out, 2));
    }
}
