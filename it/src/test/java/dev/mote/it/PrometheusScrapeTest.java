package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus scrapes Mote, and promtool has nothing to say about its page. */
@Tag("it")
class PrometheusScrapeTest {
    @TempDir
    Path folder;

    @Test
    void prometheusHasTheSeriesThatThePageShows() {
        int port = Child.freePort();
        try (MoteProcess mote = MoteProcess.run(Map.of());
                Child prometheus = Peers.prometheus(port, mote.port, folder)) {
            prometheus.await("series", 30,
                    () -> Prometheus.series(port, "system_cpu_time_seconds_total").size() >= 5);
            assertEquals(1.0, Prometheus.series(port, "up").getFirst().value(),
                    Prometheus.targets(port));
            Set<String> scraped = new HashSet<>();
            Prometheus.series(port, "{job=\"mote\"}").forEach(s -> scraped.add(s.name()));
            Exposition page = Exposition.parse(mote.get("/metrics", null).body());
            page.samples().forEach(sample -> assertTrue(
                    scraped.contains(sample.name()) || sample.name().startsWith("process_")
                            || sample.name().contains("utilization"),
                    () -> sample.name() + " was not scraped"));
        }
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        try (MoteProcess mote = MoteProcess.run(Map.of())) {
            Child.pause(300);
            HttpResponse<String> text = mote.get("/metrics", "text/plain;version=0.0.4");
            assertTrue(text.headers().firstValue("Content-Type").orElse("")
                    .startsWith("text/plain; version=0.0.4"), text.headers().toString());
            assertEquals("", promtool(text.body()));
        }
    }

    @Test
    void openMetricsIsWhatItSays() {
        try (MoteProcess mote = MoteProcess.run(Map.of())) {
            HttpResponse<String> page = mote.get("/metrics", MoteProcess.OPENMETRICS);
            assertTrue(page.headers().firstValue("Content-Type").orElse("")
                    .startsWith("application/openmetrics-text"), page.headers().toString());
            assertTrue(page.body().endsWith("# EOF\n"));
            Exposition metrics = Exposition.parse(page.body());
            assertFalse(metrics.samples().isEmpty());
            Set<String> series = new HashSet<>();
            metrics.samples().forEach(sample ->
                    assertTrue(series.add(sample.series()), () -> sample.series() + " twice"));
        }
    }

    /** What {@code promtool check metrics} writes about a page. */
    static String promtool(String page) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Peers.binary("promtool").toString(), "check",
                "metrics").redirectErrorStream(true).start();
        process.getOutputStream().write(page.getBytes());
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
