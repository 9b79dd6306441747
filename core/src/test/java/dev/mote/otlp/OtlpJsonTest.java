package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OtlpJsonTest {
    private static String json(byte[] bytes, int length) {
        Buffer out = new Buffer(64);
        OtlpJson.metrics(bytes, 0, length, out);
        return out.asUtf8();
    }

    private static LatestMetrics sample() {
        LatestMetrics latest = new LatestMetrics(64);
        MetricsWriter out = new MetricsWriter(new Resource().put("host.name", "é\"\n\u0001"),
                "scope", "1", Convention.SEMCONV, 64, latest);
        latest.begin(7);
        out.begin(1_767_225_600_000_000_000L, 5);
        out.metric(Metric.counter("a", "s", "d"));
        out.point().attribute(Attribute.of("k"), "v").attribute(Attribute.of("n"), -3).value(1.5);
        out.point().value(Long.MIN_VALUE);
        out.metric(Metric.gauge("b", "1", ""));
        out.point().value(Double.NaN);
        out.point().value(Double.NEGATIVE_INFINITY);
        out.end();
        return latest;
    }

    @Test
    void followsProtobufsMappingWithOtlpsExceptions() {
        LatestMetrics latest = sample();
        assertEquals("{'resourceMetrics':[{'resource':{'attributes':[{'key':'host.name','value':"
                + "{'stringValue':'é\\\"\\n\\u0001'}}]},'scopeMetrics':[{'scope':{'name':'scope',"
                + "'version':'1'},'metrics':[{'name':'a','description':'d','unit':'s','sum':"
                + "{'dataPoints':[{'attributes':[{'key':'k','value':{'stringValue':'v'}},{'key':"
                + "'n','value':{'intValue':'-3'}}],'startTimeUnixNano':'5','timeUnixNano':"
                + "'1767225600000000000','asDouble':1.5},{'startTimeUnixNano':'5','timeUnixNano':"
                + "'1767225600000000000','asInt':'-9223372036854775808'}],"
                + "'aggregationTemporality':2,'isMonotonic':true}},{'name':'b','description':'',"
                + "'unit':'1','gauge':{'dataPoints':[{'timeUnixNano':'1767225600000000000',"
                + "'asDouble':'NaN'},{'timeUnixNano':'1767225600000000000','asDouble':"
                + "'-Infinity'}]}}]}]}]}",
                json(latest.bytes(), latest.length()).replace("\\\"", "@").replace('"', '\'')
                        .replace("@", "\\\""));
    }

    @Test
    void writesWhatOthersSend() {
        Buffer bytes = new Buffer(64);
        int resource = Protobuf.begin(bytes, 1);
        int scope = Protobuf.begin(bytes, 2);
        int metric = Protobuf.begin(bytes, 2);
        int histogram = Protobuf.begin(bytes, 9);
        int point = Protobuf.begin(bytes, 1);
        Protobuf.fixed64(bytes, 4, -1);
        int counts = Protobuf.begin(bytes, 6);
        bytes.fixed64(1).fixed64(2);
        Protobuf.end(bytes, counts);
        int bounds = Protobuf.begin(bytes, 7);
        bytes.fixed64(Double.doubleToRawLongBits(0.5));
        Protobuf.end(bytes, bounds);
        int exemplar = Protobuf.begin(bytes, 8);
        Protobuf.bytes(bytes, 4, new byte[] {1, (byte) 0xAB}, 0, 2);
        Protobuf.end(bytes, exemplar);
        int attribute = Protobuf.begin(bytes, 9);
        int value = Protobuf.begin(bytes, 2);
        Protobuf.bytes(bytes, 7, new byte[] {1, 2, 3, 4}, 0, 4);
        Protobuf.end(bytes, value);
        Protobuf.end(bytes, attribute);
        Protobuf.end(bytes, point);
        Protobuf.end(bytes, histogram);
        Protobuf.ascii(bytes, 1, "first");
        Protobuf.ascii(bytes, 1, "last");
        Protobuf.end(bytes, metric);
        Protobuf.end(bytes, scope);
        Protobuf.end(bytes, resource);
        assertEquals("{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'last','histogram':"
                + "{'dataPoints':[{'attributes':[{'value':{'bytesValue':'AQIDBA=='}}],"
                + "'count':'18446744073709551615','bucketCounts':['1','2'],'explicitBounds':[0.5],"
                + "'exemplars':[{'spanId':'01ab'}]}]}}]}]}]}",
                json(bytes.bytes(), bytes.length()).replace('"', '\''));
    }

    @Test
    void staysBalancedWhateverComes() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        LatestMetrics latest = sample();
        for (int count = Integer.getInteger("fuzz.cases", 2_000); count > 0; count--) {
            byte[] bytes = Arrays.copyOf(latest.bytes(), latest.length());
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String text = json(bytes, bytes.length);
            assertTrue(isBalanced(text), "seed " + seed + ": " + text);
        }
    }

    private static boolean isBalanced(String text) {
        StringBuilder open = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted) {
                at += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                open.append(c);
            } else if (c == '}' || c == ']') {
                char last = open.charAt(open.length() - 1);
                open.setLength(open.length() - 1);
                if (last != (c == '}' ? '{' : '[')) {
                    return false;
                }
            }
        }
        return !quoted && open.isEmpty();
    }

    private static String request(Batch.Signal signal, byte[] bytes) {
        Buffer out = new Buffer(64);
        OtlpJson.request(signal, bytes, 0, bytes.length, out);
        return out.asUtf8().replace('"', '\'');
    }

    @Test
    void writesLogs() {
        Buffer bytes = new Buffer(64);
        int resource = Protobuf.begin(bytes, 1);
        int scope = Protobuf.begin(bytes, 2);
        int log = Protobuf.begin(bytes, 2);
        Protobuf.fixed64(bytes, 1, 7);
        Protobuf.varint(bytes, 2, 9);
        int body = Protobuf.begin(bytes, 5);
        Protobuf.varint(bytes, 3, -1);
        Protobuf.end(bytes, body);
        bytes.put(8 << 3 | 5).put(255).put(255).put(255).put(255);
        Protobuf.end(bytes, log);
        Protobuf.end(bytes, scope);
        Protobuf.end(bytes, resource);
        assertEquals("{'resourceLogs':[{'scopeLogs':[{'logRecords':[{'timeUnixNano':'7',"
                + "'severityNumber':9,'body':{'intValue':'-1'},'flags':4294967295}]}]}]}",
                request(Batch.Signal.LOGS, Arrays.copyOf(bytes.bytes(), bytes.length())));
    }

    @Test
    void writesTraces() {
        Buffer bytes = new Buffer(64);
        int resource = Protobuf.begin(bytes, 1);
        int scope = Protobuf.begin(bytes, 2);
        int span = Protobuf.begin(bytes, 2);
        Protobuf.bytes(bytes, 1, new byte[] {1, (byte) 0xAB}, 0, 2);
        Protobuf.ascii(bytes, 5, "GET");
        int event = Protobuf.begin(bytes, 11);
        Protobuf.ascii(bytes, 2, "e");
        Protobuf.end(bytes, event);
        int status = Protobuf.begin(bytes, 15);
        Protobuf.varint(bytes, 3, 2);
        Protobuf.end(bytes, status);
        Protobuf.end(bytes, span);
        Protobuf.end(bytes, scope);
        Protobuf.end(bytes, resource);
        assertEquals("{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'01ab','name':'GET',"
                + "'events':[{'name':'e'}],'status':{'code':2}}]}]}]}",
                request(Batch.Signal.TRACES, Arrays.copyOf(bytes.bytes(), bytes.length())));
    }
}
