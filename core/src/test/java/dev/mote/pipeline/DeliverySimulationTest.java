package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.exporter.Delivery;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.exporter.DeliverySettings;
import dev.mote.exporter.otlp.OtlpHttpSender;
import dev.mote.exporter.otlp.OtlpHttpSettings;
import dev.mote.log.BatchLog;
import dev.mote.log.LogSettings;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Os;
import dev.mote.os.Path;
import dev.mote.os.sim.Faults;
import dev.mote.os.sim.PowerCuts;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pipelines that end in a log and several exporters, through hours in which everything goes wrong:
 * servers that are gone, slow or lying, kills and restarts, a full disk, a clock that jumps. At
 * every moment accepted = sent + queued + dropped, for each exporter; in the end each item has
 * arrived, was refused, or is counted. A seed that fails is printed; {@code -Dsim.seed=N} runs it
 * again.
 */
@Tag("jvm")
final class DeliverySimulationTest {
    private static final int RUNS = Integer.getInteger("fuzz.cases", 1_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final long SECOND = 1_000_000_000L;
    private static final int ROUTE = 7;
    /** Of one run; a tenth is usual. */
    private static final int TURNS_MAX = 100_000;

    private final Faults faults = new Faults();
    private Random random;
    private SimOs sim;
    private PowerCuts disk;
    private Os os;
    private SimFarEnd[] ends;
    private OtlpHttpSettings[] settings;
    private DeliverySettings[] manners;
    private boolean onDisk;
    private LogSettings limits;

    private EventLoop loop;
    private BatchLog log;
    private Delivery[] deliveries;
    private OtlpHttpSender[] senders;
    private long wakeNanos;
    private long[] lost;
    private long numbers;
    private int turns;

    @Test
    void everyItemIsAccountedFor() {
        long seed = Long.getLong("sim.seed", 1);
        int runs = Long.getLong("sim.seed") == null ? RUNS : 1;
        long until = System.nanoTime() + SECONDS * SECOND;
        for (int at = 0; at < runs || System.nanoTime() < until; at++) {
            try {
                run(seed + at);
            } catch (RuntimeException | AssertionError e) {
                throw new IllegalStateException("sim.seed=" + (seed + at), e);
            }
        }
        System.out.println("delivery, from sim.seed=" + seed + ": " + faults);
        assertTrue(faults.total() >= 10 * Math.min(runs, RUNS), "too little harm: " + faults);
    }

    private void run(long seed) {
        begin(seed);
        int steps = 10 + random.nextInt(30);
        for (int at = 0; at < steps; at++) {
            step();
        }
        heal();
        for (int at = 0; at < ends.length; at++) {
            finish(at);
        }
        end();
        assertEquals(0, sim.network.openSockets, "sockets left open");
    }

    private void begin(long seed) {
        random = new Random(seed);
        sim = new SimOs();
        disk = new PowerCuts(sim.files, random, faults);
        os = new Os(disk, sim.network, sim.poller, sim.clock);
        onDisk = random.nextInt(5) > 0;
        limits = new LogSettings();
        limits.bytesMax = 20_000 + random.nextInt(200_000);
        limits.memoryBytesMax = 10_000 + random.nextInt(50_000);
        ends = new SimFarEnd[1 + random.nextInt(3)];
        settings = new OtlpHttpSettings[ends.length];
        manners = new DeliverySettings[ends.length];
        lost = new long[ends.length];
        numbers = 0;
        turns = 0;
        for (int at = 0; at < ends.length; at++) {
            ends[at] = new SimFarEnd(sim.clock, random, faults);
            settings[at] = OtlpHttpSettings.to("http://127.0.0.1:" + (4318 + at) + "/");
            settings[at].gzip = random.nextInt(3) > 0;
            manners[at] = manners(settings[at].gzip);
            // What was given up may come again after a crash with a disk that cannot be written.
            ends[at].inOrder = manners[at].retries && !manners[at].newestFirst
                    && manners[at].retryElapsedMaxNanos == 0;
            if (random.nextInt(6) == 0) {
                ends[at].bodyBytesMax = 70_000 + random.nextInt(30_000);
            }
        }
        start();
    }

    private DeliverySettings manners(boolean gzip) {
        DeliverySettings each = new DeliverySettings();
        each.gzip = gzip;
        each.newestFirst = random.nextInt(4) == 0;
        each.retries = random.nextInt(10) > 0;
        each.retryElapsedMaxNanos = random.nextInt(8) == 0 ? 60 * SECOND : 0;
        each.requestBytesMax = random.nextInt(3) == 0 ? 100 + random.nextInt(5000) : 4 << 20;
        return each;
    }

    private void start() {
        loop = new EventLoop(os);
        Telemetry telemetry = new Telemetry();
        Log said = new Log(sim.files);
        Gzip gzip = new Gzip();
        log = new BatchLog(os, said, telemetry, limits,
                random.nextInt(5) == 0 ? null : gzip::compressFragment);
        if (onDisk) {
            os.files().makeDirectory(new Path("/data").bytes());
            log.open("/data");
        }
        deliveries = new Delivery[ends.length];
        senders = new OtlpHttpSender[ends.length];
        for (int at = 0; at < ends.length; at++) {
            Context context = new Context("otlp_http/" + at, null, loop, telemetry, said, null,
                    null, "1");
            senders[at] = new OtlpHttpSender(settings[at], "1", loop);
            deliveries[at] = new Delivery(context, manners[at], senders[at]);
            deliveries[at].routes(new int[] {ROUTE, ROUTE},
                    new Batch.Signal[] {Batch.Signal.METRICS, Batch.Signal.LOGS});
            deliveries[at].readFrom(log);
            loop.add(deliveries[at]);
        }
        loop.add(log);
        loop.add(new Alarm());
        wakeNanos = sim.clock.monotonicNanos();
        turn();
    }

    /** Wakes the loop, so that the test can go on. */
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

    private void step() {
        changeWeather();
        int batches = random.nextInt(4);
        for (int at = 0; at < batches; at++) {
            append();
        }
        pass(random.nextInt(20) * SECOND + random.nextInt(1000));
        if (random.nextInt(12) == 0) {
            die();
        }
    }

    private void append() {
        Batch.Signal signal = random.nextInt(3) == 0 ? Batch.Signal.LOGS : Batch.Signal.METRICS;
        int items = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 20);
        Buffer bytes = SimFarEnd.request(signal, numbers, items, random.nextInt(60));
        numbers += items;
        log.append(new Batch().set(signal, bytes.bytes(), 0, bytes.length(), items,
                sim.clock.wallNanos()), ROUTE);
        check();
    }

    private void changeWeather() {
        for (int at = 0; at < ends.length; at++) {
            if (random.nextInt(4) > 0) {
                continue;
            }
            SimFarEnd end = ends[at];
            boolean gone = random.nextInt(5) == 0;
            end.unavailable = random.nextInt(4) == 0 ? random.nextInt(2) : -1;
            sim.network.peer(Network.TCP, 4318 + at, gone ? null : end.server);
            if (gone) {
                faults.count("server gone");
            }
            end.server.connectNanos = random.nextInt(8) == 0 ? Long.MAX_VALUE : -1;
            end.server.room = random.nextInt(3) == 0 ? 1 + random.nextInt(3000)
                    : Integer.MAX_VALUE;
            end.server.delayNanos = random.nextInt(3) == 0 ? random.nextInt(15) * SECOND : 0;
            end.server.closesSilently = random.nextInt(4) == 0;
        }
        switch (random.nextInt(30)) {
            case 0 -> {
                disk.error = random.nextBoolean() ? Errno.ENOSPC : Errno.EIO;
                faults.count("disk full or failing");
            }
            case 1, 2, 3 -> disk.error = 0;
            case 4 -> {
                sim.clock.jumpWall(random.nextInt(7200) * SECOND - 3600 * SECOND);
                faults.count("clock jump");
            }
            default -> { }
        }
    }

    private void pass(long nanos) {
        wakeNanos = sim.clock.monotonicNanos() + nanos;
        while (sim.clock.monotonicNanos() < wakeNanos) {
            turn();
        }
    }

    private void turn() {
        loop.turn();
        turns++;
        assertTrue(turns < TURNS_MAX, "busy");
        check();
    }

    /** What must hold at every moment. */
    private void check() {
        for (Delivery each : deliveries) {
            DeliveryCounters counters = each.counters();
            assertEquals(counters.accepted.value(), counters.sent.value()
                    + counters.queuedPoints.value() + counters.dropped(), each.id());
        }
        assertTrue(sim.network.openSockets <= 8 * ends.length, "sockets pile up");
    }

    /** Ends the process, well or badly, and starts it again. */
    private void die() {
        boolean kill = random.nextBoolean();
        boolean keeps = onDisk && log.trouble() == null;
        if (!kill) {
            end();
        }
        for (int at = 0; at < deliveries.length; at++) {
            DeliveryCounters counters = deliveries[at].counters();
            lost[at] += counters.dropped() + (keeps ? 0 : counters.queuedPoints.value());
        }
        if (kill) {
            for (OtlpHttpSender each : senders) {
                each.close();
            }
            disk.kill();
        }
        disk.error = 0;
        start();
    }

    private void end() {
        long begin = sim.clock.monotonicNanos();
        loop.shutDown(begin, SECOND);
        wakeNanos = Long.MAX_VALUE;
        while (!loop.turn()) {
            check();
        }
        check();
        assertTrue(sim.clock.monotonicNanos() - begin <= SECOND, "the end took too long");
        log.close();
    }

    private void heal() {
        disk.error = 0;
        for (int at = 0; at < ends.length; at++) {
            ends[at].healthy = true;
            ends[at].unavailable = -1;
            ends[at].server.connectNanos = -1;
            ends[at].server.room = Integer.MAX_VALUE;
            ends[at].server.delayNanos = 0;
            ends[at].server.closesSilently = false;
            sim.network.peer(Network.TCP, 4318 + at, ends[at].server);
        }
        pass(900 * SECOND);
    }

    /** Everything has arrived, was refused, or is counted as dropped. */
    private void finish(int at) {
        DeliveryCounters counters = deliveries[at].counters();
        assertEquals(0, counters.queuedPoints.value(), "all must be delivered by now");
        lost[at] += counters.dropped();
        long missing = 0;
        for (long number = 0; number < numbers; number++) {
            missing += ends[at].taken.contains(number) ? 0 : 1;
        }
        assertTrue(missing <= lost[at], missing + " items are missing, " + lost[at]
                + " are counted as dropped");
    }
}
