package dev.mote.log;

import dev.mote.component.Batch;

/**
 * One exporter's way through the log: a position that only an acknowledgement of the far end moves
 * on for good, and a cursor that reads ahead of it. Positions grow with every record and are never
 * used twice; after a restart reading goes on where the last acknowledgement was.
 *
 * <pre>
 *    … delivered | sent, not yet answered | not yet read | end of the log
 *                ^ acknowledged           ^ cursor
 * </pre>
 */
public interface LogReader {
    /**
     * Moves to the next record that is meant for this exporter; false when there is none yet. The
     * record is lent until the next call of {@code next}, {@link #rewind} or {@link #seek}.
     */
    boolean next();

    Batch.Signal signal();

    /** Data points, log records or spans in the record. */
    int items();

    /** When the batch was made, wall clock. */
    long timeNanos();

    /** Whether the record's bytes are a deflate fragment, or OTLP as it is. */
    boolean isDeflated();

    /** Bytes of the record as kept. */
    int length();

    /** Bytes of the OTLP request inside: {@link #length} unless it is deflated. */
    int plainLength();

    /** CRC-32 of the OTLP request inside, as gzip wants it. */
    int plainCrc32();

    /** Copies a part of the record's bytes as kept. */
    void copy(int position, byte[] into, int offset, int count);

    /** The place right behind the record that was read last. */
    long position();

    /** Reading goes on at {@code position}, which {@link #position} gave and is not yet dropped. */
    void seek(long position);

    /** Reading starts again at what is not acknowledged. */
    void rewind();

    /**
     * Everything before {@code position} has been delivered, or dropped and counted: it is never
     * read again, not even after a restart, and its space may be freed.
     */
    void acknowledge(long position);

    /** Items that wait: in the log, meant for this exporter, not acknowledged. */
    long waitingItems();

    /** Bytes of these, as kept. */
    long waitingBytes();
}
