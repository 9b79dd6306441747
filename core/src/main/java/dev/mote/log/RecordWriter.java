package dev.mote.log;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.component.Batch;
import dev.mote.os.Clock;
import dev.mote.otlp.TimeShift;

/** Makes records of batches, one after the other in the same memory. */
final class RecordWriter {
    /** 2025-01-01: a wall clock before it has not been set since the host was switched on. */
    static final long NO_CLOCK_BEFORE_NANOS = 1_735_689_600_000_000_000L;
    /** A step that is smaller is within what clocks of hosts differ anyway. */
    private static final long STEP_NANOS_MIN = 1_000_000_000L;
    /** When the host was switched on is known to the second; a batch has several readings. */
    private static final long INEXACT_NANOS = 2_000_000_000L;
    /** A processor may have held a batch so long; more is no holding. */
    private static final long HELD_NANOS_MAX = 3_600_000_000_000L;
    private static final int USUAL_BYTES = 8192;

    final RecordHeader header = new RecordHeader();
    int boot;
    private final Buffer record = new Buffer(USUAL_BYTES);
    private final Clock clock;
    private final Compressor compressor;

    RecordWriter(Clock clock, Compressor compressor) {
        this.clock = clock;
        this.compressor = compressor;
    }

    /** The record: header and payload. */
    byte[] bytes() {
        return record.bytes();
    }

    int length() {
        return record.length();
    }

    /** Makes a record of a batch. */
    void write(Batch batch, int route) {
        record.clear().reserve(RecordHeader.BYTES);
        record.setLength(RecordHeader.BYTES);
        if (compressor != null) {
            compressor.compress(batch.bytes, batch.offset, batch.length, record);
        } else {
            record.put(batch.bytes, batch.offset, batch.length);
        }
        header.length = record.length() - RecordHeader.BYTES;
        header.wallNanos = batch.timeNanos;
        header.bootNanos = clock.bootNanos();
        header.items = batch.items;
        header.route = route;
        header.plainLength = batch.length;
        header.plainCrc32 = compressor == null ? 0
                : Crc32.of(batch.bytes, batch.offset, batch.length);
        header.signal = batch.signal;
        header.deflated = compressor != null;
        header.noClock = batch.timeNanos < NO_CLOCK_BEFORE_NANOS || !clock.isSynchronized();
        long heldNanos = header.noClock ? clock.wallNanos() - batch.timeNanos : 0;
        if (heldNanos > 0 && heldNanos < HELD_NANOS_MAX) {
            // Both clocks at the same moment: their difference is what tells of a step.
            header.bootNanos -= heldNanos;
        }
        header.boot = boot;
        header.write(record.bytes(), 0);
    }

    /**
     * What the record's times lack, when it was written by a clock of which nobody had told the
     * kernel that it is right, and the clock has been set since; null when they lack nothing, or
     * when what they lack is not known.
     */
    TimeShift clockShift(RecordHeader record) {
        long bootNanos = clock.bootNanos();
        long wallNanos = clock.wallNanos();
        boolean known = wallNanos >= NO_CLOCK_BEFORE_NANOS && (clock.isSynchronized()
                || record.wallNanos < NO_CLOCK_BEFORE_NANOS);
        if (!record.noClock || !known || record.boot != boot || record.bootNanos > bootNanos) {
            return null;
        }
        long switchedOnNanos = record.wallNanos - record.bootNanos;
        long byNanos = wallNanos - bootNanos - switchedOnNanos;
        return Math.abs(byNanos) < STEP_NANOS_MIN ? null : new TimeShift(
                switchedOnNanos - INEXACT_NANOS, record.wallNanos + INEXACT_NANOS, byNanos);
    }
}
