package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.exporter.DeliverySettings;
import dev.mote.log.BatchLog;
import dev.mote.log.LogSettings;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/** An exporter on a simulated machine, with a clock that moves when the loop waits. */
final class ExporterFixture {
    static final long SECOND = 1_000_000_000L;

    final SimOs sim = new SimOs();
    final EventLoop loop = new EventLoop(sim.os());
    final Delivery exporter;
    private final BatchLog log;
    private final Batch batch = new Batch();
    private long wakeNanos;
    long turns;

    ExporterFixture(OtlpHttpSettings http) {
        this(http, new DeliverySettings());
    }

    ExporterFixture(OtlpHttpSettings http, DeliverySettings settings) {
        Problems problems = new Problems("test");
        Telemetry telemetry = new Telemetry();
        Context context = new Context("otlp_http", Section.empty(problems), loop, telemetry,
                new Log(sim.files), new Environment(new String[0], problems), new Resource(),
                "1.2.3");
        settings.gzip = http.gzip && !http.json;
        LogSettings limits = new LogSettings();
        limits.memoryBytesMax = settings.queueBytes;
        Gzip gzip = new Gzip();
        log = new BatchLog(sim.os(), context.log, telemetry, limits,
                http.gzip ? gzip::compressFragment : null);
        exporter = new Delivery(context, settings, new OtlpHttpSender(http, "1.2.3", loop));
        read(exporter);
        loop.add(exporter);
        loop.add(log);
        loop.add(new Alarm());
    }

    /** Wakes the loop, so that a test can go on. */
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

    void consume(byte[] bytes, int items) {
        consume(bytes, items, Batch.Signal.METRICS);
    }

    void consume(byte[] bytes, int items, Batch.Signal signal) {
        log.append(batch.set(signal, bytes, 0, bytes.length, items,
                sim.clock.wallNanos()), 1);
        exporter.doWork(sim.clock.monotonicNanos());
        check();
    }

    private void read(Delivery delivery) {
        delivery.routes(new int[] {1, 1, 1}, Batch.Signal.values());
        delivery.readFrom(log);
    }

    /** Another exporter reads the same log. */
    Delivery join(OtlpHttpSettings http) {
        Context context = new Context("otlp_http/2", null, loop, new Telemetry(),
                new Log(sim.files), null, null, "1");
        DeliverySettings settings = new DeliverySettings();
        settings.gzip = http.gzip;
        Delivery other = new Delivery(context, settings, new OtlpHttpSender(http, "1", loop));
        read(other);
        loop.add(other);
        return other;
    }

    /** Lets time pass. */
    void run(long nanos) {
        long untilNanos = sim.clock.monotonicNanos() + nanos;
        while (sim.clock.monotonicNanos() < untilNanos) {
            turn(untilNanos);
        }
    }

    /** Ends the process as SIGTERM does; returns how long that took. */
    long shutDown() {
        long start = sim.clock.monotonicNanos();
        loop.shutDown(start, SECOND);
        wakeNanos = Long.MAX_VALUE;
        while (!loop.turn()) {
            check();
        }
        check();
        return sim.clock.monotonicNanos() - start;
    }

    private void turn(long untilNanos) {
        wakeNanos = untilNanos;
        loop.turn();
        turns++;
        check();
    }

    /** What must hold at every moment. */
    private void check() {
        DeliveryCounters counters = exporter.counters();
        assertEquals(counters.accepted.value(), counters.sent.value()
                + counters.queuedPoints.value() + counters.dropped(), "points got lost uncounted");
        assertTrue(sim.network.openSockets <= 8, "sockets pile up");
    }

    String errors() {
        return sim.files.errors.asText();
    }
}
