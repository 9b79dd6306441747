package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.Network;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.prometheus.MetricsRoute;
import dev.mote.receiver.host.Golden;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole agent, on a captured machine: once it is warm, a collection that is compressed,
 * exported and scraped makes no garbage at all. Left out are the collections with a new connection,
 * one in ten minutes: the simulated network makes garbage of its own for that.
 */
@Tag("jvm")
class AgentAllocationTest {
    /** Few, so that the JVM has not learned yet to leave garbage out: the binary never does. */
    private static final int WARM_UP = 400;
    private static final int COLLECTIONS = 300;
    private static final long INTERVAL_NANOS = 10_000_000_000L;
    private static final String[] VARIABLES = {
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318"};

    private final SimOs sim = new SimOs();
    private final SimSink sink = new SimSink(sim.clock);
    private final byte[] scrape =
            SimSink.ascii("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    private Agent agent;
    private SimNetwork.Connection scraper;
    private int scraped;

    private void start() {
        Golden.put("debian-12", sim.files, "");
        Problems problems = new Problems("test");
        agent = new Agent(sim.os(), Config.defaults(problems),
                new Environment(VARIABLES, problems), Program.agent("1", "amd64"), problems, 0,
                null);
        assertEquals(0, problems.errors().size());
        agent.start(null);
        sink.reads = false;
        sim.network.peer(Network.TCP, 4318, sink);
        HttpServer server = new HttpServer(agent.loop(), agent.telemetry(),
                new MetricsRoute(agent.latest(), agent, agent.resource(), agent.telemetry()));
        assertEquals(0, server.listen(ListenAddress.parse("127.0.0.1:7077")));
        agent.loop().add(server);
        scraper = sim.network.client(7077, connection -> { });
        scraper.received.reserve(1 << 18);
    }

    /** One interval: a scrape in its middle, which collects anew, and a regular collection. */
    private void collect() {
        long untilNanos = sim.clock.monotonicNanos() + INTERVAL_NANOS;
        sim.clock.advance(INTERVAL_NANOS / 2);
        scraper.send(scrape, 0, scrape.length);
        while (sim.clock.monotonicNanos() < untilNanos) {
            agent.loop().turn();
        }
        scraped += scraper.received.length();
        scraper.received.clear();
    }

    @Test
    void aSteadyCollectionMakesNoGarbage() {
        start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 0; at < WARM_UP; at++) {
            collect();
        }
        long requests = sink.requests;
        int connections = 0;
        for (int at = 0; at < COLLECTIONS; at++) {
            long connectionsBefore = sink.connections;
            long before = threads.getCurrentThreadAllocatedBytes();
            collect();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            if (sink.connections == connectionsBefore) {
                assertEquals(0, bytes, "bytes allocated in collection " + at);
            } else {
                connections++;
            }
        }
        assertTrue(connections <= 1 + COLLECTIONS / 60, connections + " new connections");
        assertEquals("", sim.files.errors.asText());
        assertEquals(COLLECTIONS, sink.requests - requests);
        assertTrue(agent.latest().items() > 200, agent.latest().items() + " points");
        assertTrue(scraped > COLLECTIONS * 1000, scraped + " bytes scraped");
    }
}
