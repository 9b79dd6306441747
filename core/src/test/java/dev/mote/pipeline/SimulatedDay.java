package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Component;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.http.HttpServer;
import dev.mote.http.ListenAddress;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.prometheus.MetricsRoute;
import dev.mote.semconv.Metric;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry;

/**
 * A day in the life of the whole agent, on a simulated machine: 8,640 collections, a server that
 * fails in every way, a clock that is set, processes that come and go, a scrape every fifty
 * seconds. What must hold is asserted in every turn of the loop. It runs on the JVM and, for its
 * memory, as a binary.
 */
final class SimulatedDay {
    static final int HOURS = 24;
    static final int STEPS_AN_HOUR = 360;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long STEP_NANOS = 10 * SECOND_NANOS;
    private static final int EXPORT_PORT = 4318;
    /** Those of the processes: 64 stat files, and three of each of those that are followed. */
    private static final int OPEN_FILES_MAX = 64 + 3 * 40;
    /** The listener, the scraper, the export, and one that is being given up. */
    private static final int OPEN_SOCKETS_MAX = 4;
    /** Twenty minutes of collections that cannot read one file; the scrapes show the same ones. */
    private static final int FAILING_READINGS = 120;
    private static final String[] VARIABLES = {
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318",
        "OTEL_EXPORTER_OTLP_COMPRESSION=none"};

    final SimOs sim = new SimOs();
    final SimulatedHost host = new SimulatedHost(sim);
    final SimSink sink = new SimSink(sim.clock);
    final Agent agent;
    private final SimNetwork.Connection scraper;
    private final byte[] scrape = SimSink.ascii("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
    private long wakeNanos;
    private int openFilesMax;
    private int turns;
    private long scraped;

    /** Told when an hour has passed. */
    interface Hourly {
        void hourPassed(int hours);
    }

    SimulatedDay() {
        Problems problems = new Problems("test");
        agent = new Agent(sim.os(), Config.defaults(problems),
                new Environment(VARIABLES, problems), Program.agent("1", "amd64"), problems, 0,
                null);
        assertEquals(0, problems.errors().size());
        agent.start(null);
        HttpServer server = new HttpServer(agent.loop(), agent.telemetry(),
                new MetricsRoute(agent.latest(), agent, agent.resource(), agent.telemetry()));
        assertEquals(0, server.listen(ListenAddress.parse("0.0.0.0:7077")));
        agent.loop().add(server);
        agent.loop().add(new Alarm());
        sim.network.peer(Network.TCP, EXPORT_PORT, sink);
        scraper = sim.network.client(7077, connection -> { });
    }

    /** Wakes the loop when the next step of the day is due. */
    private final class Alarm implements Component {
        @Override
        public String id() {
            return "alarm";
        }

        @Override
        public int doWork(long nowNanos) {
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return wakeNanos;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    void run(Hourly hourly) {
        for (int step = 0; step < HOURS * STEPS_AN_HOUR; step++) {
            changeWeather(step / STEPS_AN_HOUR, step % STEPS_AN_HOUR);
            host.move();
            if (step % 7 == 0) {
                host.visit();
            }
            if (step % 5 == 0) {
                scraper.send(scrape, 0, scrape.length);
            }
            pass(STEP_NANOS);
            scraped += scraper.received.length();
            scraper.received.clear();
            if ((step + 1) % STEPS_AN_HOUR == 0) {
                hourly.hourPassed((step + 1) / STEPS_AN_HOUR);
            }
        }
    }

    /** The even hours are fine but for the clock, the odd ones are not, for twenty minutes. */
    private void changeWeather(int hour, int step) {
        if (step == 60) {
            spoil(hour);
        } else if (step == 180 && hour != 10) {
            heal();
        }
    }

    private void spoil(int hour) {
        switch (hour) {
            case 1, 13 -> sim.network.peer(Network.TCP, EXPORT_PORT, null);
            case 3, 15 -> sink.mood = SimSink.Mood.IS_BUSY;
            case 4, 17 -> sink.mood = SimSink.Mood.TAKES_SLOWLY;
            case 5, 19 -> sink.mood = SimSink.Mood.IS_SILENT;
            case 6 -> sim.clock.jumpWall(3600 * SECOND_NANOS);
            case 7 -> sim.clock.jumpWall(-7200 * SECOND_NANOS);
            case 8, 20 -> sink.mood = SimSink.Mood.TAKES_AND_CLOSES;
            case 9 -> sink.mood = SimSink.Mood.CLOSES;
            case 10 -> sim.network.connectNanos = Long.MAX_VALUE; // until 13:30: too long
            case 16 -> sim.files.fail("/proc/meminfo", Errno.EIO);
            default -> { }
        }
        if (hour == 10) {
            sim.network.peer(Network.TCP, EXPORT_PORT, null);
        }
    }

    private void heal() {
        sink.mood = SimSink.Mood.TAKES;
        sim.network.connectNanos = 100_000;
        sim.network.peer(Network.TCP, EXPORT_PORT, sink);
        sim.files.fail("/proc/meminfo", 0);
    }

    private void pass(long nanos) {
        long untilNanos = sim.clock.monotonicNanos() + nanos;
        wakeNanos = untilNanos;
        while (sim.clock.monotonicNanos() < untilNanos) {
            agent.loop().turn();
            turns++;
            check();
        }
    }

    /** What must hold at every moment. */
    private void check() {
        assertEquals(sum(MoteMetrics.EXPORTER_ACCEPTED_POINTS),
                sum(MoteMetrics.EXPORTER_SENT_POINTS) + sum(MoteMetrics.EXPORTER_QUEUE_POINTS)
                        + sum(MoteMetrics.EXPORTER_DROPPED_POINTS), "points got lost uncounted");
        assertTrue(sim.network.openSockets <= OPEN_SOCKETS_MAX, "sockets pile up");
        openFilesMax = Math.max(openFilesMax, sim.files.openHandles());
        assertTrue(openFilesMax <= OPEN_FILES_MAX, "files pile up");
    }

    private long sum(Metric metric) {
        Telemetry telemetry = agent.telemetry();
        long sum = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            sum += telemetry.get(at).metric == metric ? telemetry.get(at).value() : 0;
        }
        return sum;
    }

    /** Ends the agent and holds the whole day together. */
    void end() {
        assertEquals(0, sum(MoteMetrics.EXPORTER_QUEUE_POINTS));
        agent.loop().shutDown(sim.clock.monotonicNanos(), SECOND_NANOS);
        wakeNanos = Long.MAX_VALUE;
        while (!agent.loop().turn()) {
            check();
        }
        check();
        long collections = sum(MoteMetrics.COLLECTIONS);
        long dropped = sum(MoteMetrics.EXPORTER_DROPPED_POINTS);
        assertEquals(HOURS * STEPS_AN_HOUR + 1, collections);
        assertEquals(collections, sink.lastCollection);
        assertEquals(sum(MoteMetrics.EXPORTER_SENT_POINTS), sink.points);
        assertEquals(sum(MoteMetrics.EXPORTER_ACCEPTED_POINTS), sink.points + dropped);
        assertEquals(collections, sink.collections + sink.collectionsMissing);
        assertTrue(dropped > 0 && sink.collectionsMissing > 0, "the long outage has cost nothing");
        assertEquals(FAILING_READINGS, sum(MoteMetrics.COLLECTOR_ERRORS));
        assertTrue(sink.points > 100 * sink.requests, sink.points + " points");
        assertTrue(scraped > 1_728L * 10_000, scraped + " bytes scraped");
        assertTrue(turns < 10 * HOURS * STEPS_AN_HOUR, "busy: " + turns + " turns");
        assertEquals(0, sim.network.openSockets, "sockets left open");
    }

    /** One line for people. */
    String summary() {
        return sink.requests + " requests with " + sink.points + " points taken, "
                + sum(MoteMetrics.EXPORTER_DROPPED_POINTS) + " points dropped and counted, "
                + turns + " turns, " + openFilesMax + " files open at most";
    }
}
