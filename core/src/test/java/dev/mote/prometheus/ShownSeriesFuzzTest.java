package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged metrics: a page consists of whole lines, each family of it stands together, once. */
class ShownSeriesFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    private final Telemetry telemetry = new Telemetry();
    private final ExpositionSettings settings = settings();
    private final Telemetry.Counter counter = telemetry.counter(PrometheusMetrics.DROPPED_POINTS);
    private final Samples samples = new Samples(settings.samples, telemetry, "test");
    private final ShownSeries series = new ShownSeries(settings, counter, counter);
    private final Buffer page = new Buffer(1024);

    private static ExpositionSettings settings() {
        Buffer bytes = new Buffer(256).utf8("endpoint: localhost:1\nmax_series: 50\n"
                + "enable_open_metrics: true\nsend_timestamps: true\nmetric_expiration: 1s\n");
        YamlNode root = Yaml.parse(bytes.bytes(), bytes.length());
        return new ExpositionSettings(new Section(root, root, new Problems("test")));
    }

    private void show(byte[] otlp, long nowNanos, ExpositionFormat format) {
        series.begin(nowNanos);
        samples.walk(otlp, 0, otlp.length, series);
        series.write(format, page.clear());
    }

    @Test
    void damagedMetrics() {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        Buffer request = PrometheusExporterTest.everything(5).end();
        for (int run = 0; run < CASES || System.nanoTime() < until; run++) {
            Random random = new Random(seed + run);
            byte[] bytes = Arrays.copyOf(request.bytes(), request.length());
            for (int count = random.nextInt(4); count > 0; count--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ExpositionFormat format = ExpositionFormat.values()[run & 1];
            try {
                show(bytes, run * 50_000_000L, format);
                check(format);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dfuzz.seed=" + (seed + run), e);
            }
        }
    }

    private void check(ExpositionFormat format) {
        String before = "";
        String[] lines = page.asUtf8().split("\n", -1);
        for (String line : lines) {
            if (line.startsWith("# TYPE ")) {
                String name = line.split(" ")[2];
                String family = ShownFamily.keyLength(name.getBytes(), name.length())
                        < name.length() ? name.substring(0, name.length() - 6) : name;
                assertTrue(before.compareTo(family) < 0, page.asUtf8());
                before = family;
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                assertTrue(line.startsWith(before), () -> line);
            }
        }
        assertEquals("", lines[lines.length - 1]);
        assertEquals(format == ExpositionFormat.OPENMETRICS,
                lines.length > 1 && lines[lines.length - 2].equals("# EOF"));
    }

    @Test
    void aSteadyPageMakesNoGarbage() {
        Buffer request = PrometheusExporterTest.everything(5).end();
        byte[] bytes = Arrays.copyOf(request.bytes(), request.length());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 0; at < 2_000; at++) {
            show(bytes, at, ExpositionFormat.OPENMETRICS);
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < 2_000; at++) {
            show(bytes, at, ExpositionFormat.OPENMETRICS);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertTrue(page.length() > 1_000);
    }
}
