package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.telemetry.Telemetry;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the page consists of whole lines and nothing is thrown. */
class ExpositionFuzzTest {
    @Test
    void survivesEverything() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        byte[] sample = sample();
        Exposition exposition = new Exposition(new Telemetry());
        Buffer out = new Buffer(1000);
        Resource resource = new Resource();
        try {
            for (int count = Integer.getInteger("fuzz.cases", 5_000); count > 0; count--) {
                byte[] bytes = Arrays.copyOf(sample, sample.length - random.nextInt(3));
                for (int flips = random.nextInt(5); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                exposition.render(bytes, 0, bytes.length, resource,
                        random.nextBoolean() ? ExpositionFormat.TEXT : ExpositionFormat.OPENMETRICS,
                        out.clear());
                assertTrue(out.bytes()[out.length() - 1] == '\n');
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static byte[] sample() {
        LatestMetrics latest = new LatestMetrics(100);
        MetricsWriter writer = new MetricsWriter(new Resource().put("host.name", "h"), "test", "1",
                Convention.SEMCONV, 256, latest);
        for (int batch = 0; batch < 2; batch++) {
            writer.begin(5, 1);
            writer.metric(Metric.counter("system.cpu.time", "By/s", "CPU seconds."));
            writer.point().attribute(Attribute.of("mode"), "user").value(12.5);
            writer.point().attribute(Attribute.of("mode"), 4).value(99);
            writer.metric(Metric.upDownCounter("b", "{x}", "d"));
            writer.point().value(-3);
            writer.end();
        }
        return Arrays.copyOf(latest.bytes(), latest.length());
    }
}
