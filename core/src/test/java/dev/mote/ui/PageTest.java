package dev.mote.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.sim.SimNetwork;
import dev.mote.log.BatchLog;
import dev.mote.log.LogSettings;
import dev.mote.os.Errno;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final long SECOND = 1_000_000_000L;

    private final SimOs sim = new SimOs();
    private final EventLoop loop = new EventLoop(sim.os());
    private final BatchLog log = new BatchLog(sim.os(), new Log(sim.files), new Telemetry(),
            new LogSettings(), null);
    private long lastNanos = Long.MIN_VALUE;
    private String configProblem;

    PageTest() {
        HealthRoute.State state = new HealthRoute.State() {
            @Override
            public long lastNanos() {
                return lastNanos;
            }

            @Override
            public long intervalNanos() {
                return 10 * SECOND;
            }

            @Override
            public BatchLog log() {
                return log;
            }

            @Override
            public String configProblem() {
                return configProblem;
            }
        };
        HttpServer server = new HttpServer(loop, new Telemetry(), new PageRoute(),
                new HealthRoute("1.2", state, sim.clock.monotonicNanos()));
        loop.add(server);
        assertEquals(0, server.listen(ListenAddress.parse("127.0.0.1:7077")));
    }

    private String get(String path) {
        SimNetwork.Connection connection = sim.network.client(7077, peer -> { });
        connection.send("GET " + path + " HTTP/1.0\r\n\r\n");
        loop.turn();
        loop.turn();
        return connection.received.asText();
    }

    @Test
    void servesThePageWithItsParts() {
        String page = get("/");
        assertTrue(page.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"));
        assertTrue(page.contains("\r\nContent-Security-Policy: default-src 'none'; "));
        assertTrue(page.contains("<title>mote</title>"));
        assertFalse(page.contains(" style="));
        assertFalse(page.contains("http://"));
        assertTrue(get("/page.css").contains("\r\nContent-Type: text/css; "));
        assertTrue(get("/page.js").contains("\r\nContent-Type: text/javascript; "));
        assertTrue(get("/page.php").startsWith("HTTP/1.1 404"));
    }

    @Test
    void tellsItsHealth() {
        assertTrue(get("/healthz").endsWith("\r\n\r\n{\"status\":\"starting\",\"version\":\"1.2\","
                + "\"uptime_seconds\":0,\"last_collection_seconds_ago\":null,\"log\":{\"place\":"
                + "\"memory\",\"bytes\":0,\"trouble\":null}}\n"));
        lastNanos = sim.clock.monotonicNanos();
        sim.clock.advance(29 * SECOND);
        String well = get("/healthz");
        assertTrue(well.startsWith("HTTP/1.1 200"));
        assertTrue(well.contains("{\"status\":\"ok\",\"version\":\"1.2\","
                + "\"uptime_seconds\":29,\"last_collection_seconds_ago\":29,"));
        sim.clock.advance(2 * SECOND);
        String stale = get("/healthz");
        assertTrue(stale.startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
        assertTrue(stale.contains("{\"status\":\"stale\""));
    }

    @Test
    void healthTellsWhereBatchesWait() {
        sim.files.writeError = Errno.ENOSPC;
        log.open("/absent");
        String health = get("/healthz");
        assertTrue(health.contains("\"place\":\"memory\"") && !health.contains("null}}"), health);
    }
}
