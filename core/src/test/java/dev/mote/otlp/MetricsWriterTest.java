package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Outcome;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricsWriterTest {
    private static final Metric TIME = Metric.counter("cpu.time", "s", "Seconds.");
    private static final Metric LEVEL = Metric.upDownCounter("level", "By", "Bytes.");
    private static final Metric HEAT = Metric.gauge("heat", "Cel", "How hot.").otelcol("warmth");
    private static final Attribute MODE = Attribute.of("cpu.mode", "state");
    private static final Attribute.Value WAIT = Attribute.Value.of("iowait", "wait");

    private final Buffer taken = new Buffer(256);
    private int batches;
    private int items;
    private final Resource resource = new Resource().put("host.name", "schöner-host");

    private MetricsWriter writer(Convention convention) {
        return new MetricsWriter(resource, "scope", "1", convention, 16, batch -> {
            taken.put(batch.bytes, batch.offset, batch.length);
            batches++;
            items += batch.items;
            return Outcome.ACCEPTED;
        });
    }

    private String read() {
        StringBuilder text = new StringBuilder();
        MetricsReader reader = new MetricsReader().over(taken.bytes(), 0, taken.length());
        while (reader.nextPoint()) {
            text.append(reader.newMetric() ? "*" : " ");
            append(text, reader, reader.nameOffset(), reader.nameLength());
            text.append(' ').append(reader.instrument()).append(' ');
            append(text, reader, reader.unitOffset(), reader.unitLength());
            while (reader.nextAttribute()) {
                text.append(' ');
                append(text, reader, reader.keyOffset(), reader.keyLength());
                text.append('=');
                if (reader.attributeIsText()) {
                    append(text, reader, reader.textOffset(), reader.textLength());
                } else {
                    text.append(reader.attributeNumber());
                }
            }
            text.append(' ').append(reader.startNanos()).append("..").append(reader.timeNanos());
            text.append(' ').append(reader.isInteger() ? reader.longValue()
                    : (long) (reader.doubleValue() * 100)).append('\n');
        }
        assertFalse(reader.malformed());
        return text.toString();
    }

    private static void append(StringBuilder text, MetricsReader reader, int offset, int length) {
        text.append(new Buffer(8).put(reader.bytes(), offset, length).asText());
    }

    @Test
    void whatIsWrittenIsRead() {
        MetricsWriter out = writer(Convention.SEMCONV);
        out.begin(2000, 1000);
        out.metric(TIME);
        out.point().attribute(MODE, WAIT).value(1.5);
        out.point(1500).attribute(MODE, "user").attribute(MODE, -3).value(2.25);
        out.metric(LEVEL);
        out.scope("other");
        out.metric(HEAT);
        out.point().attribute(MODE, new byte[] {'x', (byte) 0xFF, 'y'}, 0, 3).value(-7);
        assertEquals(3, out.end());
        assertEquals("""
                *cpu.time COUNTER s cpu.mode=iowait 1000..2000 150
                 cpu.time COUNTER s cpu.mode=user cpu.mode=-3 1500..2000 225
                *heat GAUGE Cel cpu.mode=x?y 0..2000 -7
                """, read());
        assertEquals(1, batches);
        assertEquals(3, items);
    }

    @Test
    void namesFollowTheConvention() {
        MetricsWriter out = writer(Convention.OTELCOL);
        out.begin(1, 1);
        out.metric(HEAT);
        out.point().attribute(MODE, WAIT).value(1);
        out.end();
        assertEquals("*warmth GAUGE Cel state=wait 0..1 1\n", read());
    }

    @Test
    void nothingWrittenIsNothingSent() {
        MetricsWriter out = writer(Convention.SEMCONV);
        out.begin(1, 1);
        out.metric(HEAT);
        assertEquals(0, out.end());
        assertEquals(0, batches);
    }

    @Test
    void aHugeCollectionIsHandedOnInPieces() {
        MetricsWriter out = writer(Convention.SEMCONV);
        out.begin(1, 1);
        out.metric(LEVEL);
        int points = 60_000;
        for (int at = 0; at < points; at++) {
            out.point().attribute(MODE, at).value(at);
        }
        assertEquals(points, out.end());
        assertEquals(points, items);
        assertTrue(batches > 2);
        MetricsReader reader = new MetricsReader().over(taken.bytes(), 0, taken.length());
        long next = 0;
        while (reader.nextPoint()) {
            assertEquals(next++, reader.longValue());
        }
        assertEquals(points, next);
    }

    @Test
    void malformedBytesEndTheWalkAndNothingElse() {
        MetricsWriter out = writer(Convention.SEMCONV);
        out.begin(2000, 1000);
        out.metric(TIME);
        out.point().attribute(MODE, "user").value(1.5);
        out.metric(HEAT);
        out.point().attribute(MODE, 5).value(2);
        out.end();
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        byte[] bytes = new byte[taken.length()];
        MetricsReader reader = new MetricsReader();
        for (int round = 0; round < 50_000; round++) {
            System.arraycopy(taken.bytes(), 0, bytes, 0, bytes.length);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            reader.over(bytes, 0, random.nextInt(bytes.length + 1));
            int steps = 0;
            while (reader.nextPoint()) {
                while (reader.nextAttribute()) {
                    assertTrue(steps++ < 1000, "seed " + seed);
                }
                assertTrue(steps++ < 1000, "seed " + seed);
            }
        }
    }
}
