package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/** An exporter on a simulated machine, with a clock that moves when the loop waits. */
final class ExporterFixture {
    static final long SECOND = 1_000_000_000L;

    final SimOs sim = new SimOs();
    final EventLoop loop = new EventLoop(sim.os());
    final OtlpHttpExporter exporter;
    private final Batch batch = new Batch();
    private long wakeNanos;
    long turns;

    ExporterFixture(OtlpHttpSettings settings) {
        exporter = new OtlpHttpExporter("otlp_http", settings, "1.2.3", loop, new Telemetry(),
                new Log(sim.files));
        loop.add(exporter);
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
        exporter.consume(batch.set(Batch.Signal.METRICS, bytes, 0, bytes.length, items,
                sim.clock.wallNanos()));
        check();
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
