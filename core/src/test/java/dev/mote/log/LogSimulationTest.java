package dev.mote.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.os.Errno;
import dev.mote.os.Os;
import dev.mote.os.sim.Faults;
import dev.mote.os.sim.PowerCuts;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A log and two exporters through kills, cuts of power, full disks and flipped bits. For each of
 * them, at every moment: accepted = delivered + waiting + lost (counted). A record comes whole or
 * not at all, and in order.
 */
class LogSimulationTest {
    private static final int CASES = Integer.getInteger("sim.cases",
            Integer.getInteger("fuzz.cases", 1_500));
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final int STEPS = 150;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void nothingIsLostInSilence() {
        long seed = Long.getLong("sim.seed", 1);
        long until = System.nanoTime() + SECONDS * SECOND;
        Faults faults = new Faults();
        for (int run = 0; run < CASES || System.nanoTime() < until; run++) {
            try {
                new Run(seed + run, faults).go();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("replay with -Dsim.seed=" + (seed + run)
                        + " -Dsim.cases=1", e);
            }
        }
        System.out.println("log, from sim.seed=" + seed + ": " + faults);
        assertTrue(faults.total() >= Math.min(CASES, 1_500), "too little harm: " + faults);
    }

    /** One exporter, seen from outside. */
    private static final class Exporter implements LogReader.Listener {
        final String name;
        final Batch.Signal signal;
        int[] routes;
        LogReader reader;
        long accepted;
        long acceptedSaid;
        long delivered;
        long lost;
        /** Accepted since the log was last known to be on stable storage. */
        long atRisk;
        long readItems;
        int lastRead = -1;
        long highest = -1;
        /** Waited when the process ended, and was not to be seen at the start. */
        long hidden;
        long found;

        Exporter(String name, Batch.Signal signal, int... routes) {
            this.name = name;
            this.signal = signal;
            this.routes = routes;
        }

        Selection wanted() {
            return new Selection(signal, routes);
        }

        @Override
        public void accepted(long items) {
            acceptedSaid += items;
        }

        @Override
        public void lost(LogReader.Loss loss, long items) {
            assertTrue(items > 0);
            lost += items;
        }

        void balance(String when) {
            assertEquals(accepted, delivered + reader.waitingItems() + lost, name + " " + when);
        }
    }

    private static final class Run {
        final Random random;
        final SimOs sim = new SimOs();
        final PowerCuts disk;
        final Faults faults;
        final Os os;
        final Exporter[] exporters = {new Exporter("a", null, 1),
            new Exporter("b", Batch.Signal.LOGS, 1, 2),
            new Exporter("b", Batch.Signal.TRACES, 1, 2), new Exporter("all", null)};
        final LogSettings settings = new LogSettings();
        final boolean flips;
        final boolean cuts;
        final boolean onDisk;
        /** Instead of restarts, after which what lies in the log counts for the new routes. */
        final boolean rejoins;
        final Compressor compressor;
        BatchLog log;
        int sequence;
        boolean flipped;
        /** The last start could not read what is on disk. */
        boolean late;

        Run(long seed, Faults faults) {
            random = new Random(seed);
            this.faults = faults;
            disk = new PowerCuts(sim.files, random, faults);
            os = new Os(disk, sim.network, sim.poller, sim.clock);
            sim.clock.advance(1000 * SECOND);
            settings.bytesMax = 200_000 + random.nextInt(4) * 200_000;
            settings.memoryBytesMax = 20_000 + random.nextInt(3) * 40_000;
            flips = random.nextInt(4) == 0;
            cuts = random.nextInt(3) == 0;
            onDisk = random.nextInt(6) > 0;
            rejoins = random.nextInt(5) == 0;
            compressor = random.nextInt(3) > 0 ? null : (bytes, offset, length, out) ->
                    out.put(bytes, offset, length).ascii("packed");
        }

        void go() {
            start();
            for (int step = 0; step < STEPS; step++) {
                step();
                for (Exporter each : exporters) {
                    each.balance("at step " + step);
                }
            }
        }

        void start() {
            Telemetry telemetry = new Telemetry();
            log = new BatchLog(os, new Log(sim.files), telemetry, settings, compressor);
            if (onDisk) {
                sim.files.makeDirectory(new dev.mote.os.Path("/data").bytes());
                log.open("/data");
            }
            for (Exporter each : exporters) {
                each.reader = log.reader(each.name, each.signal, each, each.routes);
                each.readItems = 0;
                each.lastRead = -1;
            }
        }

        void step() {
            int kind = random.nextInt(100);
            if (kind < 45) {
                append();
            } else if (kind < 80) {
                read(exporters[random.nextInt(exporters.length)]);
            } else if (kind < 90) {
                sim.clock.advance(random.nextInt(4) == 0 ? 70 * SECOND : SECOND / 4);
                work();
            } else if (kind < 93) {
                disk.error = random.nextBoolean() ? 0 : random.nextBoolean() ? Errno.ENOSPC
                        : Errno.EROFS;
                if (disk.error != 0) {
                    faults.count("disk full or read-only");
                }
                disk.halfWrites = random.nextInt(3) == 0 ? 5 : 0;
            } else if (rejoins && kind < 97) {
                rejoin(exporters[random.nextInt(3)]);
            } else if (kind < 95 && onDisk && !late) {
                disk.kill();
                restart(false);
            } else if (kind < 97 && onDisk && cuts && log.trouble() == null) {
                disk.cut();
                restart(true);
            } else if (kind < 98 && flips) {
                flipped |= disk.flipBit();
            } else if (kind == 99) {
                sim.clock.jumpWall((random.nextInt(7) - 3) * 40 * SECOND);
                faults.count("clock jump");
            }
        }

        /** An exporter is named by other pipelines from now on: what waits for it still does. */
        void rejoin(Exporter exporter) {
            exporter.routes = random.nextBoolean() ? new int[] {1 + random.nextInt(3)}
                    : new int[] {1, 2 + random.nextInt(2)};
            long waited = exporter.reader.waitingItems();
            exporter.reader.routes(exporter.routes);
            assertEquals(waited, exporter.reader.waitingItems());
            faults.count("other pipelines");
        }

        /** What a start could not read turns up when the disk works and nothing is being read. */
        void work() {
            long[] before = new long[exporters.length];
            for (int at = 0; at < exporters.length; at++) {
                before[at] = exporters[at].reader.waitingItems() + exporters[at].lost;
            }
            if (late && random.nextBoolean()) {
                sim.files.fail("/data/positions", 0);
            }
            log.doWork(sim.clock.monotonicNanos());
            for (int at = 0; at < exporters.length && late; at++) {
                Exporter each = exporters[at];
                long found = each.reader.waitingItems() + each.lost - before[at];
                each.accepted += found;
                if (log.trouble() == null && !flipped) {
                    assertTrue(found + each.found >= each.hidden, each.name + ": of "
                            + each.hidden + " waiting " + found + " turn up");
                }
                each.found += found;
                each.lastRead = found == 0 ? each.lastRead : -1;
            }
            late &= log.trouble() != null;
            synced();
        }

        /** Items in memory only, which a kill may take. */
        long inMemory(Exporter exporter) {
            long items = 0;
            for (Segment each = log.head(); each != null; each = each.next) {
                items += each.storage.isDurable() ? 0 : each.items(exporter.wanted());
            }
            return items;
        }

        /** When no record is older than a second, none is at risk but those of that second. */
        void synced() {
            if (log.trouble() == null && disk.error == 0 && log.nextDeadlineNanos()
                    - sim.clock.monotonicNanos() > settings.syncNanos) {
                for (Exporter each : exporters) {
                    each.atRisk = 0;
                }
            }
        }

        void append() {
            int items = 1 + random.nextInt(5);
            int length = 8 + (random.nextInt(10) == 0 ? random.nextInt(30_000)
                    : random.nextInt(3_000));
            int route = 1 + random.nextInt(3);
            Batch.Signal signal = random.nextInt(3) == 0 ? Batch.Signal.TRACES : Batch.Signal.LOGS;
            byte[] bytes = content(sequence, length);
            for (Exporter each : exporters) {
                if (each.wanted().has(route, signal, 0)) {
                    each.accepted += items;
                    each.atRisk += items;
                }
            }
            log.append(new Batch().set(signal, bytes, 0, length, items,
                    sim.clock.wallNanos()), route);
            sequence++;
        }

        static byte[] content(int sequence, int length) {
            byte[] bytes = new byte[length];
            new Random(sequence).nextBytes(bytes);
            RecordHeader.put(bytes, 0, sequence, 4);
            RecordHeader.put(bytes, 4, length, 4);
            return bytes;
        }

        void read(Exporter exporter) {
            LogReader reader = exporter.reader;
            int wanted = random.nextInt(6);
            while (wanted-- > 0 && reader.next()) {
                check(exporter);
                exporter.readItems += reader.items();
            }
            if (random.nextInt(3) == 0) {
                reader.rewind();
                exporter.readItems = 0;
                exporter.lastRead = -1;
            } else if (random.nextInt(3) > 0) {
                long lostBefore = exporter.lost;
                exporter.delivered += exporter.readItems;
                exporter.readItems = 0;
                reader.acknowledge(reader.position());
                assertEquals(lostBefore, exporter.lost, "what is held is not lost");
            }
        }

        void check(Exporter exporter) {
            LogReader reader = exporter.reader;
            byte[] bytes = new byte[reader.length()];
            int half = bytes.length / 2;
            reader.copy(reader.start(), 0, bytes, 0, half);
            reader.copy(reader.start(), half, bytes, half, bytes.length - half);
            int number = (int) RecordHeader.get(bytes, 0, 4);
            byte[] wanted = content(number, reader.plainLength());
            Buffer expected = new Buffer(16).put(wanted, 0, wanted.length)
                    .ascii(compressor == null ? "" : "packed");
            assertEquals(expected.length(), bytes.length);
            assertTrue(java.util.Arrays.equals(expected.bytes(), 0, bytes.length, bytes, 0,
                    bytes.length), "record " + number + " is not as it was");
            assertTrue(number > exporter.lastRead, "out of order");
            exporter.lastRead = number;
            exporter.highest = Math.max(exporter.highest, number);
        }

        void restart(boolean powerCut) {
            long[] waited = new long[exporters.length];
            boolean inTrouble = log.trouble() != null;
            // What an earlier cut damaged may have been counted as waiting until it is checked.
            boolean damaged = flipped;
            for (Segment each = log.head(); each != null; each = each.next) {
                damaged |= each.damaged;
            }
            for (int at = 0; at < exporters.length; at++) {
                Exporter each = exporters[at];
                waited[at] = each.reader.waitingItems();
                each.hidden = damaged ? 0 : Math.max(0, waited[at] - inMemory(each)
                        - (powerCut ? each.atRisk : 0));
                each.found = 0;
            }
            disk.error = 0;
            disk.halfWrites = 0;
            late = random.nextInt(4) == 0;
            sim.files.fail("/data/positions", late ? Errno.EIO : 0);
            start();
            if (late) {
                for (int at = 0; at < exporters.length; at++) {
                    exporters[at].accepted -= waited[at];
                    exporters[at].atRisk = powerCut ? 0 : exporters[at].atRisk;
                }
                return;
            }
            long[] there = new long[exporters.length];
            for (int at = 0; at < exporters.length; at++) {
                there[at] = exporters[at].reader.waitingItems();
            }
            for (int at = 0; at < exporters.length; at++) {
                Exporter each = exporters[at];
                long found = there[at];
                if (inTrouble && !damaged) {
                    // Acknowledgements may not have been noted either: these come twice.
                    assertTrue(found >= each.hidden, each.name + ": a kill takes memory only");
                } else if (!powerCut && !damaged) {
                    assertTrue(found >= waited[at], each.name + ": a kill loses nothing");
                    // What a cut of power has damaged may not have been set aside yet.
                    assertTrue(cuts || found == waited[at], each.name + ": nothing comes twice");
                } else if (!damaged) {
                    assertTrue(found >= waited[at] - each.atRisk, each.name + ": of " + waited[at]
                            + " waiting, " + each.atRisk + " of them at risk, " + found
                            + " are there");
                }
                // What came back is delivered twice; what is gone was of the last second.
                each.accepted += found - waited[at];
                each.atRisk = powerCut ? 0 : each.atRisk;
                for (LogReader reader = each.reader; reader.next();) {
                    check(each);
                }
                each.reader.rewind();
                each.lastRead = -1;
            }
        }
    }
}
