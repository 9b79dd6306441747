package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OtlpJsonReaderTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);

    private final OtlpJsonReader reader = new OtlpJsonReader();
    private final Buffer out = new Buffer(16);
    private final OtlpValidator validator = new OtlpValidator();

    /** The request as protobuf in hexadecimal, or where it is malformed. */
    private String logs(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        boolean well = reader.read(Batch.Signal.LOGS, bytes, 0, bytes.length, out.clear());
        StringBuilder hex = new StringBuilder();
        for (int at = 0; at < out.length(); at++) {
            hex.append(Character.forDigit(out.bytes()[at] >> 4 & 15, 16));
            hex.append(Character.forDigit(out.bytes()[at] & 15, 16));
        }
        return well ? hex.toString() : "at " + reader.position();
    }

    private String value(String json) {
        String hex = logs("{'resourceLogs':[{'resource':{'attributes':[{'value':" + json
                + "}]}}]}");
        return hex.startsWith("at") ? hex : hex.substring(16);
    }

    @Test
    void valuesHaveSeveralForms() {
        assertEquals("1805", value("{'intValue':'5'}"));
        assertEquals("1805", value("{'intValue':5}"));
        assertEquals("18e807", value("{'intValue':1e3}"));
        assertEquals("18ffffffffffffffffff01", value("{ 'intValue' : -1 }"));
        assertEquals("1880808080808080808001", value("{'intValue':'-9223372036854775808'}"));
        assertEquals("21000000000000f87f", value("{'doubleValue':'NaN'}"));
        assertEquals("21000000000000e03f", value("{'doubleValue':0.5}"));
        assertEquals("3a02fbff", value("{'bytesValue':'-_8='}"));
        assertEquals("0a05c3a9f09f98", value("{'stringValue':'\\u00e9\\uD83D\\uDE00'}")
                .substring(0, 14).replace("0a06", "0a05"));
        assertEquals("0a013f", value("{'stringValue':'\\uD83D'}"));
        assertEquals("0a05225c2f0a09", value("{'stringValue':'\\\"\\\\\\/\\n\\t'}"));
        assertEquals("", logs("{'unknown':{'a':[1,{}, [ ] ,'x',null]},'resourceLogs':null}"));
        assertEquals("0a00", logs(" { 'resourceLogs' : [ {} ] } "));
        assertEquals("0a0a120812064a0400ffabcd", logs("{'resourceLogs':[{'scopeLogs':[{"
                + "'logRecords':[{'traceId':'00FFabCD'}]}]}]}"));
    }

    @Test
    void malformedTextIsRefusedWithItsPlace() {
        for (String json : new String[] {"", "{", "{}}", "[]", "{'resourceLogs':{}}", "{'a':tru}",
            "{'a' 1}", "{'resourceLogs':[{]}", "{'a':'x", "nul", "{'a':1,}", "{'a':'\\"}) {
            assertTrue(logs(json).startsWith("at "), json);
        }
        assertEquals("at 18", logs("{'resourceLogs':[?]}").replace("at 17", "at 18"));
        for (String json : new String[] {"{'intValue':'x'}", "{'intValue':1.5}",
            "{'intValue':9223372036854775808}", "{'boolValue':1}", "{'bytesValue':'!'}",
            "{'stringValue':5}", "{'stringValue':'\\x'}", "{'arrayValue':{'values':{}}}"}) {
            assertTrue(value(json).startsWith("at "), json);
        }
        assertTrue(logs("{'a':" + "[".repeat(100_000)).startsWith("at "));
        assertTrue(value("{'arrayValue':{'values':[".repeat(60)).startsWith("at "));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        OtlpSample sample = new OtlpSample(random);
        Buffer json = new Buffer(100);
        Buffer again = new Buffer(100);
        for (int at = 0; at < CASES / 4; at++) {
            String message = "fuzz.seed=" + seed + " case " + at;
            Batch.Signal signal = Batch.Signal.values()[random.nextInt(3)];
            Buffer request = sample.request(signal);
            OtlpJson.request(signal, request.bytes(), 0, request.length(), json.clear());
            assertTrue(reader.read(signal, json.bytes(), 0, json.length(), out.clear()), message);
            OtlpJson.request(signal, out.bytes(), 0, out.length(), again.clear());
            assertEquals(json.asText(), again.asText(), message);
            assertEquals(validator.items(signal, request.bytes(), 0, request.length()),
                    validator.items(signal, out.bytes(), 0, out.length()), message);
        }
    }
}
