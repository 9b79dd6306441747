package dev.mote.bench;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.component.Batch;
import dev.mote.log.BatchLog;
import dev.mote.log.LogDirectory;
import dev.mote.log.LogReader;
import dev.mote.log.LogSettings;
import dev.mote.os.FileSystem;
import dev.mote.os.Os;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/**
 * How fast the log appends, opens, verifies and reads, on the JVM and as a binary: the same class,
 * since it knows no more of the machine than {@link Os}. It fills a directory up to the default
 * limit, once with batches of 4 kB and once with small ones, as many as a busy host has.
 */
public final class LogBench {
    private static final int LARGE = 4096;
    private static final int SMALL = 200;
    private static final int BYTES = 60 << 20;
    private static final int ROUNDS = 5;
    private static final int RECORDS_A_REQUEST = 16;
    /** Bytes; short enough to be done before a busy machine turns to somebody else. */
    private static final int SLICE = 1 << 20;

    private final Os os;
    private final String directory;
    private final Buffer line = new Buffer(200);
    private final Rate append = new Rate();
    private final Rate read = new Rate();
    private final Rate verify = new Rate();

    public LogBench(Os os, String directory) {
        this.os = os;
        this.directory = directory;
    }

    /** Prints a line a size of batches. */
    public void run() {
        run(LARGE);
        run(SMALL);
    }

    private void run(int length) {
        append.clear();
        read.clear();
        verify.clear();
        double open = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            drop();
            append(length);
            long beganNanos = os.clock().monotonicNanos();
            BatchLog log = log();
            open = Math.min(open, (os.clock().monotonicNanos() - beganNanos) / 1e6);
            verify();
            read(log);
            log.close();
        }
        line.clear().ascii("batches of ").decimal(length).ascii(" B: append ");
        number(append.best / 1e6, 0).ascii(" MB/s, open 60 MiB ");
        number(open, 1).ascii(" ms, read ");
        number(read.best / 1e6, 0).ascii(" MB/s, verify ");
        number(verify.best / 1e6, 2).ascii(" M records/s\n");
        os.files().write(1, FileSystem.HERE, line.bytes(), 0, line.length());
    }

    /** What is done a second, measured in slices, of which the best one counts. */
    private final class Rate {
        double best;
        private long beganNanos;
        private double done;

        void clear() {
            best = 0;
            done = 0;
        }

        void add(double amount, double slice) {
            if (done == 0) {
                beganNanos = os.clock().monotonicNanos();
            }
            done += amount;
            if (done >= slice) {
                best = Math.max(best, (done - amount) * 1e9
                        / Math.max(1, os.clock().monotonicNanos() - beganNanos));
                done = 0;
            }
        }
    }

    private Buffer number(double value, int places) {
        Decimal.appendRounded(line, value, places);
        return line;
    }

    private void drop() {
        LogDirectory all = new LogDirectory(os.files(), directory);
        if (all.open() > 0) {
            all.drop();
        }
    }

    private BatchLog log() {
        BatchLog log = new BatchLog(os, new Log(os.files()), new Telemetry(), new LogSettings(),
                null);
        log.open(directory);
        return log;
    }

    private void append(int length) {
        BatchLog log = log();
        LogReader reader = log.reader("bench", null, (loss, items) -> { });
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) (at * 31 >>> 3);
        }
        Batch batch = new Batch().set(Batch.Signal.METRICS, bytes, 0, length, 1,
                os.clock().wallNanos());
        for (int done = 0; done + length <= BYTES; done += length + 48) {
            log.append(batch, 1);
            append.add(length, SLICE);
        }
        log.doWork(os.clock().monotonicNanos());
        if (reader.waitingItems() == 0 || log.trouble() != null) {
            throw new IllegalStateException(directory + " cannot be written: " + log.trouble());
        }
        log.close();
    }

    private void read(BatchLog log) {
        LogReader reader = log.reader("reader", null, (loss, items) -> { });
        byte[] bytes = new byte[LARGE];
        int records = 0;
        while (reader.next()) {
            reader.copy(reader.start(), 0, bytes, 0, reader.length());
            read.add(reader.length(), SLICE);
            if (++records % RECORDS_A_REQUEST == 0) {
                reader.acknowledge(reader.position());
            }
        }
    }

    private void verify() {
        LogDirectory all = new LogDirectory(os.files(), directory);
        all.open();
        while (all.nextSegment()) {
            while (all.nextRecord(true)) {
                verify.add(1, SLICE / all.length());
            }
        }
    }
}
