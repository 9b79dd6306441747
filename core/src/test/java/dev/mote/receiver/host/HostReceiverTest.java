package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.Outcome;
import dev.mote.os.Errno;
import dev.mote.os.sim.SimClock;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostReceiverTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final Metric TEST = Metric.counter("test", "1", "A test.");

    private final SimOs sim = new SimOs();
    private final Telemetry telemetry = new Telemetry();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private int result;
    private int points;
    private final HostReceiver receiver = receiver();

    private HostReceiver receiver() {
        bootAt(SimClock.START_NANOS / SECOND_NANOS - 100);
        sim.files.put("/proc/self/statm", "600 250 200 1 0 90 0\n");
        sim.files.put("/proc/self/schedstat", "2500000000 10 20\n");
        HostFiles files = new HostFiles(sim.files, "");
        MetricsWriter out = new MetricsWriter(new Resource(), "test", "1", Convention.SEMCONV, 64,
                batch -> {
                    MetricsReader reader =
                            new MetricsReader().over(batch.bytes, batch.offset, batch.length);
                    while (reader.nextPoint()) {
                        if (reader.nameIs("test")) {
                            times.add(reader.timeNanos());
                            starts.add(reader.startNanos());
                        }
                        points++;
                    }
                    return Outcome.ACCEPTED;
                });
        List<Collector> collectors = new ArrayList<>();
        collectors.add(new Collector() {
            @Override
            public String name() {
                return "probe";
            }

            @Override
            public int collect(Scrape scrape) {
                scrape.out.metric(TEST);
                scrape.out.point().value(1);
                return result;
            }
        });
        SelfCollector self = new SelfCollector(telemetry, new HostFiles(sim.files, ""), sim.clock);
        return new HostReceiver("host_metrics", sim.clock, new Scrape(files, out), collectors, self,
                10 * SECOND_NANOS, telemetry, new Log(sim.files));
    }

    private void bootAt(long seconds) {
        sim.files.put("/proc/stat", "cpu 1 2 3 4\nbtime " + seconds + "\n");
    }

    private void passTime(long nanos) {
        long until = sim.clock.monotonicNanos() + nanos;
        while (sim.clock.monotonicNanos() < until) {
            receiver.doWork(sim.clock.monotonicNanos());
            sim.clock.advance(Math.min(SECOND_NANOS, until - sim.clock.monotonicNanos()));
        }
    }

    private long counter(String name) {
        for (int at = 0; at < telemetry.size(); at++) {
            if (telemetry.get(at).metric.name.equals(name)) {
                return telemetry.get(at).value();
            }
        }
        return -1;
    }

    @Test
    void collectsAtOnceAndThenAtItsInterval() {
        passTime(60 * SECOND_NANOS);
        assertEquals(6, times.size());
        assertEquals(SimClock.START_NANOS, times.get(0));
        assertEquals(SimClock.START_NANOS + 50 * SECOND_NANOS, times.get(5));
        assertEquals(SimClock.START_NANOS - 100 * SECOND_NANOS, starts.get(5));
        assertEquals(6, counter("mote.receiver.collections"));
        assertEquals(points, counter("mote.receiver.accepted.points"));
    }

    @Test
    void whatWasSleptThroughIsMissedAndNotMadeUpFor() {
        passTime(10 * SECOND_NANOS);
        sim.clock.advance(45 * SECOND_NANOS);
        passTime(20 * SECOND_NANOS);
        assertEquals(4, counter("mote.receiver.collections.missed"));
        assertEquals(4, times.size());
    }

    @Test
    void aFailureIsCountedEachTimeAndSaidOnce() {
        result = -Errno.EACCES;
        passTime(30 * SECOND_NANOS);
        result = 0;
        passTime(30 * SECOND_NANOS);
        assertEquals(3, counter("mote.collector.errors"));
        assertEquals("""
                mote: warning: host_metrics: probe: permission denied; its metrics are left out \
                until it can be read
                mote: host_metrics: probe: can be read again
                """, sim.files.errors.asText());
    }

    @Test
    void whatTheHostDoesNotHaveIsNoError() {
        result = -Errno.ENODATA;
        passTime(30 * SECOND_NANOS);
        assertEquals(0, counter("mote.collector.errors"));
        assertEquals("", sim.files.errors.asText());
    }

    @Test
    void theStartTimeFollowsTheClockWhenItIsSetAndDoesNotTremble() {
        passTime(10 * SECOND_NANOS);
        bootAt(SimClock.START_NANOS / SECOND_NANOS - 99);
        passTime(10 * SECOND_NANOS);
        assertEquals(starts.get(0), starts.get(1));
        bootAt(SimClock.START_NANOS / SECOND_NANOS + 3600);
        passTime(10 * SECOND_NANOS);
        assertEquals(SimClock.START_NANOS + 3600 * SECOND_NANOS, starts.get(2));
    }

    @Test
    void aReaderInBetweenGetsFreshValuesAndMovesNothing() {
        passTime(10 * SECOND_NANOS);
        sim.clock.advance(3 * SECOND_NANOS);
        receiver.refresh(SECOND_NANOS);
        receiver.refresh(SECOND_NANOS);
        assertEquals(2, times.size());
        assertEquals(1, counter("mote.receiver.collections"));
        passTime(7 * SECOND_NANOS);
        assertEquals(2, counter("mote.receiver.collections"));
    }

    @Test
    void collectsALastTimeBeforeTheEnd() {
        passTime(5 * SECOND_NANOS);
        receiver.beginShutdown(sim.clock.monotonicNanos());
        assertEquals(2, times.size());
        assertTrue(receiver.isDrained());
        passTime(20 * SECOND_NANOS);
        assertEquals(2, times.size());
    }
}
