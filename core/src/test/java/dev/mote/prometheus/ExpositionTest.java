package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private static final Attribute MODE = Attribute.of("cpu.mode");

    private final Resource resource = new Resource().put("host.name", "web-1")
            .put("service.name", "mote \"quoted\" \\ ü");
    private final LatestMetrics latest = new LatestMetrics(256);
    private final MetricsWriter writer =
            new MetricsWriter(resource, "test", "1", Convention.SEMCONV, 256, latest);
    private final Telemetry telemetry = new Telemetry();
    private final Exposition exposition = new Exposition(telemetry);
    private final Buffer out = new Buffer(256);

    private String render(ExpositionFormat format) {
        exposition.render(latest.bytes(), 0, latest.length(), resource, format, out.clear());
        return out.asUtf8();
    }

    /** The page without the target's lines. */
    private String text() {
        String page = render(ExpositionFormat.TEXT);
        return page.substring(page.indexOf(" 1\n") + 3);
    }

    private void begin() {
        latest.begin(5);
        writer.begin(5, 1);
    }

    private String nameOf(Metric metric) {
        begin();
        writer.metric(metric);
        writer.point().value(1);
        writer.end();
        String page = text();
        return page.substring(page.lastIndexOf('\n', page.length() - 2) + 1, page.lastIndexOf(' '));
    }

    @Test
    void writesBothFormats() {
        begin();
        writer.metric(Metric.counter("system.cpu.time", "s", "CPU seconds.\nA \\ line. \"q\""));
        writer.point().attribute(MODE, "user").value(12.5);
        writer.point().attribute(MODE, "idle").value(99);
        writer.metric(Metric.gauge("system.cpu.utilization", "1", "Share."));
        writer.point().attribute(MODE, "user").value(0.1);
        writer.metric(Metric.upDownCounter("system.process.count", "{process}", "Processes."));
        writer.point().value(-3);
        writer.end();
        assertEquals("""
                # HELP target_info Target metadata
                # TYPE target_info gauge
                target_info{host_name="web-1",service_name="mote \\"quoted\\" \\\\ ü"} 1
                # HELP system_cpu_time_seconds_total CPU seconds.\\nA \\\\ line. "q"
                # TYPE system_cpu_time_seconds_total counter
                system_cpu_time_seconds_total{cpu_mode="user"} 12.5
                system_cpu_time_seconds_total{cpu_mode="idle"} 99
                # HELP system_cpu_utilization_ratio Share.
                # TYPE system_cpu_utilization_ratio gauge
                system_cpu_utilization_ratio{cpu_mode="user"} 0.1
                # HELP system_process_count Processes.
                # TYPE system_process_count untyped
                system_process_count -3
                """, render(ExpositionFormat.TEXT));
        assertEquals("""
                # HELP target Target metadata
                # TYPE target info
                target_info{host_name="web-1",service_name="mote \\"quoted\\" \\\\ ü"} 1
                # HELP system_cpu_time_seconds CPU seconds.\\nA \\\\ line. \\"q\\"
                # TYPE system_cpu_time_seconds counter
                # UNIT system_cpu_time_seconds seconds
                system_cpu_time_seconds_total{cpu_mode="user"} 12.5
                system_cpu_time_seconds_total{cpu_mode="idle"} 99
                # HELP system_cpu_utilization_ratio Share.
                # TYPE system_cpu_utilization_ratio gauge
                # UNIT system_cpu_utilization_ratio ratio
                system_cpu_utilization_ratio{cpu_mode="user"} 0.1
                # HELP system_process_count Processes.
                # TYPE system_process_count unknown
                system_process_count -3
                # EOF
                """, render(ExpositionFormat.OPENMETRICS));
    }

    @Test
    void namesMetricsAsTheSpecificationSays() {
        assertEquals("a_bytes", nameOf(Metric.upDownCounter("a", "By", "d")));
        assertEquals("a_bytes_per_second", nameOf(Metric.gauge("a", "By/s", "d")));
        assertEquals("a_per_second", nameOf(Metric.gauge("a", "{packet}/s", "d")));
        assertEquals("a", nameOf(Metric.gauge("a", "{packet}", "d")));
        assertEquals("a_bytes", nameOf(Metric.gauge("a", "By/{packet}", "d")));
        assertEquals("a_celsius", nameOf(Metric.gauge("a", "Cel", "d")));
        assertEquals("a_hertz", nameOf(Metric.gauge("a", "Hz", "d")));
        assertEquals("a_percent", nameOf(Metric.gauge("a", "%", "d")));
        assertEquals("a_ratio", nameOf(Metric.gauge("a", "1", "d")));
        assertEquals("a", nameOf(Metric.upDownCounter("a", "1", "d")));
        assertEquals("a_total", nameOf(Metric.counter("a", "1", "d")));
        assertEquals("a_total", nameOf(Metric.counter("a.total", "", "d")));
        assertEquals("a_seconds_total", nameOf(Metric.counter("a_total", "s", "d")));
        assertEquals("a_seconds_b_total", nameOf(Metric.counter("a.seconds.b", "s", "d")));
        assertEquals("a_b_c", nameOf(Metric.gauge("a..b-/c..", "", "d")));
        assertEquals("_5a", nameOf(Metric.gauge("5a", "", "d")));
        assertEquals("_", nameOf(Metric.gauge("..", "", "d")));
    }

    @Test
    void keepsAFamilyTogether() {
        Metric one = Metric.gauge("one", "", "1");
        Metric other = Metric.gauge("other", "", "2");
        begin();
        writer.metric(one);
        writer.point().attribute(MODE, "a").value(1);
        writer.metric(other);
        writer.point().value(2);
        writer.end();
        writer.begin(6, 1);
        writer.metric(one);
        writer.point().attribute(MODE, "b").value(3);
        writer.end();
        assertEquals("""
                # HELP one 1
                # TYPE one gauge
                one{cpu_mode="a"} 1
                one{cpu_mode="b"} 3
                # HELP other 2
                # TYPE other gauge
                other 2
                """, text());
    }

    @Test
    void keepsTheFirstOfWhatHasOneName() {
        begin();
        writer.metric(Metric.gauge("a.b", "", "1"));
        writer.point().attribute(MODE, "x").value(1);
        writer.point().attribute(MODE, "x").value(2);
        writer.metric(Metric.gauge("a_b", "", "another"));
        writer.point().attribute(MODE, "x").value(3);
        writer.point().attribute(MODE, "y").value(4);
        writer.metric(Metric.counter("a-b", "", "of another type"));
        writer.point().attribute(MODE, "z").value(5);
        writer.end();
        assertEquals("""
                # HELP a_b 1
                # TYPE a_b gauge
                a_b{cpu_mode="x"} 1
                a_b{cpu_mode="y"} 4
                """, text());
        assertEquals(2, telemetry.get(0).value());
        assertEquals(1, telemetry.get(1).value());
    }

    @Test
    void sortsMergesAndEscapesLabels() {
        begin();
        writer.metric(Metric.gauge("a", "", "d"));
        byte[] odd = {'"', '\\', '\n', (byte) 0xFF};
        writer.point().attribute(Attribute.of("z"), 7).attribute(Attribute.of("b.c"), "1")
                .attribute(Attribute.of("b_c"), "3").attribute(Attribute.of("b-c"), "2")
                .attribute(Attribute.of("5"), "five").attribute(Attribute.of("p"), odd, 0,
                        4).value(1);
        writer.end();
        assertTrue(text().endsWith(
                "a{b_c=\"2;1;3\",key_5=\"five\",p=\"\\\"\\\\\\n?\",z=\"7\"} 1\n"), text());
    }

    @Test
    void writesManySeriesAndFamilies() {
        begin();
        for (int metric = 0; metric < 300; metric++) {
            writer.metric(Metric.gauge("metric" + metric, "", "d"));
            for (int point = 0; point < (metric == 7 ? 3000 : 2); point++) {
                writer.point().attribute(MODE, point).value(point / 8.0);
            }
        }
        writer.end();
        String page = text();
        int lines = 0;
        for (int at = 0; at < page.length(); at++) {
            lines += page.charAt(at) == '\n' ? 1 : 0;
        }
        assertEquals(300 * 2 + 299 * 2 + 3000, lines);
        assertEquals(page, text());
        assertEquals(0, telemetry.get(0).value());
    }

    @Test
    void writesNothingForNothing() {
        assertEquals("", text());
        assertTrue(render(ExpositionFormat.OPENMETRICS).endsWith(" 1\n# EOF\n"));
    }
}
