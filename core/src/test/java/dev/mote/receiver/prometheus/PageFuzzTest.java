package dev.mote.receiver.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.http.Url;
import dev.mote.otlp.OtlpValidator;
import dev.mote.otlp.Protobuf;
import dev.mote.semconv.PrometheusMetrics;
import dev.mote.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged pages: what comes of them is valid OTLP or an error with its place. */
class PageFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final String PAGE = """
            # HELP reads_total Reads.
            # TYPE reads_total counter
            reads_total{disk="sda",job="x"} 7
            reads_total{disk="s\\"b\\\\\\n"} 1e3 1500
            # TYPE latency histogram
            latency_bucket{p="/",le="0.1"} 3
            latency_bucket{p="/",le="+Inf"} 4
            latency_sum{p="/"} 1.5
            latency_count{p="/"} 4
            # TYPE rpc summary
            rpc{quantile="0.5"} 2
            rpc_sum 9
            rpc_count 3
            bare{le="1"} NaN
            """;
    private static final String OPEN_PAGE = """
            # TYPE reads counter
            # HELP reads Re\\nads \\"x".
            # UNIT reads_seconds seconds
            reads_total{disk="sda"} 7.5 1500.25 # {trace_id="0123456789abcdef0123456789ABCDEF"} 1
            reads_created{disk="sda"} 12.5
            # TYPE latency histogram
            latency_bucket{p="/",le="0.1"} 3 # {span_id="0123456789abcdef",a="b"} 0.05 7.5
            latency_bucket{p="/",le="+Inf"} 4
            latency_sum{p="/"} 1.5
            latency_count{p="/"} 4
            latency_created{p="/"} 4
            # TYPE build info
            build_info{v="1"} 1
            # TYPE state stateset
            state{state="a"} 1
            # TYPE size gaugehistogram
            size_bucket{le="+Inf"} 2
            size_gcount 2
            # TYPE load gauge
            load 2 5 # {} 3
            # EOF
            """;
    private static final TargetSettings TARGET = new TargetSettings(
            Url.parse("http://localhost:9100"), "node", "localhost:9100",
            new String[] {"disk", "a"}, 1, 1);
    private static final Relabelling RULES = rules("""
            rules:
              - {source_labels: [exported_disk], regex: '(.)(.*)', target_label: half,
                 replacement: '$2$1'}
              - {source_labels: [__name__, p], regex: '(lat.*)_sum;(.*)', target_label: __name__,
                 replacement: '$2${1}'}
              - {source_labels: [le], regex: '0.1', action: drop}
              - {source_labels: [half], target_label: __name__, regex: '..*'}
              - {regex: 'exp.*_(.*)', action: labelmap}
              - {source_labels: [half], target_label: up, action: uppercase}
              - {regex: 'disk|instance', action: labeldrop}
            """);
    private static final String LETTERS = "{}\"\\\n #=,_0aé+.";

    private final PageReader reader = new PageReader();
    private final ScrapedSeries series = new ScrapedSeries();
    private final Telemetry.Counter counter =
            new Telemetry().counter(PrometheusMetrics.DROPPED_POINTS);
    private final PageMetrics metrics = new PageMetrics(reader, series,
            new LabelAttributes(TARGET, false, RULES), new LabelLimits(0, 100, 0), true, counter,
            counter);
    private final ScrapedSeries.Ended ended = metrics::ended;
    private final Buffer out = new Buffer(1024);

    private void scrape(byte[] page, int length, boolean open) {
        out.clear();
        int resource = Protobuf.begin(out, 1);
        int scope = Protobuf.begin(out, 2);
        int start = out.length();
        series.begin();
        metrics.begin(out, 1_000_000_000L);
        if (reader.read(page, length, open, metrics)) {
            metrics.end();
        } else {
            out.setLength(start);
            metrics.begin(out, 1_000_000_000L);
            series.forget();
        }
        series.end(ended);
        metrics.own("up", 1);
        Protobuf.end(out, scope);
        Protobuf.end(out, resource);
    }

    private static Relabelling rules(String yaml) {
        Buffer text = new Buffer(256).utf8(yaml);
        YamlNode root = Yaml.parse(text.bytes(), text.length());
        return new Relabelling(new Section(root, root, new Problems("rules")), "rules");
    }

    @Test
    void damagedPages() {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        Buffer[] pages = {new Buffer(1024).utf8(PAGE), new Buffer(1024).utf8(OPEN_PAGE)};
        OtlpValidator validator = new OtlpValidator();
        int well = 0;
        for (int run = 0; run < CASES || System.nanoTime() < until; run++) {
            Random random = new Random(seed + run);
            Buffer page = pages[run & 1];
            byte[] bytes = new byte[page.length()];
            System.arraycopy(page.bytes(), 0, bytes, 0, bytes.length);
            for (int count = random.nextInt(4); count > 0; count--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean() ? (byte) random.nextInt()
                        : (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
            try {
                scrape(bytes, length, (run & 1) == 1);
                assertEquals(metrics.points(), validator.items(Batch.Signal.METRICS,
                        out.bytes(), 0, out.length()));
                well += reader.error() == null ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dfuzz.seed=" + (seed + run), e);
            }
        }
        assertTrue(well > CASES / 10, well + " pages were taken");
    }

    @Test
    void aSteadyPageMakesNoGarbage() {
        assertNoGarbage(PAGE, false);
        assertNoGarbage(OPEN_PAGE, true);
    }

    private void assertNoGarbage(String text, boolean open) {
        Buffer page = new Buffer(1024).utf8(text);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 0; at < 2_000; at++) {
            scrape(page.bytes(), page.length(), open);
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < 2_000; at++) {
            scrape(page.bytes(), page.length(), open);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(null, reader.error());
    }
}
