package dev.mote.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.pipeline.LatestMetrics;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class MetricsRouteTest {
    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
            + "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n\r\n";

    private final Buffer request = new Buffer(256).ascii(REQUEST);
    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final Telemetry telemetry = new Telemetry();
    private final Resource resource = new Resource().put("host.name", "web-1");
    private final LatestMetrics latest = new LatestMetrics(256);
    private final MetricsWriter writer =
            new MetricsWriter(resource, "test", "1", Convention.SEMCONV, 256, latest);
    private final Attribute device = Attribute.of("system.device");
    private final Attribute direction = Attribute.of("disk.io.direction");
    private final Metric[] metrics = new Metric[75];
    private int refreshes;
    private SimNetwork.Connection connection;

    MetricsRouteTest() {
        for (int at = 0; at < metrics.length; at++) {
            metrics[at] = Metric.counter("system.disk.some.thing" + at, "By",
                    "Bytes of some kind.");
        }
        HttpServer server = new HttpServer(loop, telemetry,
                new MetricsRoute(latest, maxAge -> refresh(), resource, telemetry));
        loop.add(server);
        server.listen(ListenAddress.parse("127.0.0.1:7077"));
        connection = sim.network.client(7077, peer -> { });
    }

    private void refresh() {
        refreshes++;
        latest.begin(refreshes);
        writer.begin(refreshes, 1);
        for (Metric metric : metrics) {
            writer.metric(metric);
            for (int point = 0; point < 4; point++) {
                writer.point().attribute(device, point < 2 ? "sda" : "sdb")
                        .attribute(direction, point % 2 == 0 ? "read" : "write")
                        .value(refreshes / 7.0 + point);
            }
        }
        writer.end();
    }

    private void scrape() {
        connection.received.clear();
        connection.send(request.bytes(), 0, request.length());
        loop.turn();
    }

    @Test
    void showsWhatIsNow() {
        scrape();
        scrape();
        String page = connection.received.asText();
        assertTrue(page.contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0;"));
        assertTrue(page.endsWith("# EOF\n"));
        assertEquals(2, refreshes);
    }

    @Test
    void aScrapeMakesNoGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        scrape();
        for (int at = 0; at < 2_000; at++) {
            scrape();
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < 1_000; at++) {
            scrape();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes, "bytes allocated in 1,000 scrapes");
    }

    @Test
    void aHostWithTenThousandInterfacesIsOnePage() {
        latest.begin(1);
        writer.begin(1, 1);
        for (int metric = 0; metric < 4; metric++) {
            writer.metric(metrics[metric]);
            for (int at = 0; at < 20_000; at++) {
                writer.point().attribute(device, "veth" + at / 2)
                        .attribute(direction, at % 2 == 0 ? "read" : "write").value(at);
            }
        }
        writer.end();
        Buffer page = new Buffer(1 << 20);
        long startNanos = System.nanoTime();
        new Exposition(telemetry).render(latest.bytes(), 0, latest.length(), resource,
                ExpositionFormat.TEXT, page);
        long tookNanos = System.nanoTime() - startNanos;
        int lines = 0;
        for (int at = 0; at < page.length(); at++) {
            lines += page.bytes()[at] == '\n' ? 1 : 0;
        }
        assertEquals(3 + 4 * 2 + 80_000, lines);
        assertTrue(tookNanos < 10_000_000_000L, tookNanos + " ns");
    }

    @Test
    void aSlowScraperGetsALargePageWhole() {
        HttpServer other = new HttpServer(loop, telemetry, (request, response, now) -> {
            for (int at = 0; at < 9_000_000; at++) {
                response.body().put('x');
            }
            return true;
        });
        loop.add(other);
        other.listen(ListenAddress.parse("127.0.0.1:80"));
        SimNetwork.Connection slow = sim.network.client(80, peer -> { });
        slow.room(1000);
        slow.send(request.bytes(), 0, request.length());
        for (int turns = 0; turns < 30 && slow.received.length() <= 9_000_000; turns++) {
            loop.turn();
            slow.room(1_000_000);
        }
        assertTrue(slow.received.length() > 9_000_000);
        assertTrue(slow.isOpen());
    }
}
