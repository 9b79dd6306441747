package dev.mote.log;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Crc32;
import dev.mote.component.Batch;
import dev.mote.os.Clock;

/** Makes records of batches, one after the other in the same memory. */
final class RecordWriter {
    /** 2025-01-01: a wall clock before it has not been set since the host was switched on. */
    static final long NO_CLOCK_BEFORE_NANOS = 1_735_689_600_000_000_000L;
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
        header.monotonicNanos = clock.monotonicNanos();
        header.items = batch.items;
        header.route = route;
        header.plainLength = batch.length;
        header.plainCrc32 = compressor == null ? 0
                : Crc32.of(batch.bytes, batch.offset, batch.length);
        header.signal = batch.signal;
        header.deflated = compressor != null;
        header.noClock = batch.timeNanos < NO_CLOCK_BEFORE_NANOS;
        header.boot = boot;
        header.write(record.bytes(), 0);
    }

    /** What to add to a time that was told before the clock was set; 0 when that is not known. */
    long clockShift(RecordHeader record) {
        long nowNanos = clock.monotonicNanos();
        long wallNanos = clock.wallNanos();
        if (wallNanos < NO_CLOCK_BEFORE_NANOS || record.boot != boot
                || record.monotonicNanos > nowNanos) {
            return 0;
        }
        return wallNanos - nowNanos - (record.wallNanos - record.monotonicNanos);
    }
}
