package dev.mote.log;

import dev.mote.component.Batch;
import dev.mote.otlp.TimeShift;

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
    /** Why items will never be read. */
    enum Loss {
        /** There was no room: the oldest gave way. */
        QUEUE_FULL,
        /** They were older than the limit. */
        EXPIRED,
        /** Their bytes were not what had been written. */
        DAMAGED
    }

    /** Told what becomes of the items that are meant for this reader. */
    interface Listener {
        /** They wait in the log from now on, or have waited there since an earlier run. */
        default void accepted(long items) {
        }

        /** They waited, and are lost. */
        void lost(Loss loss, long items);
    }

    /**
     * Moves to the next record that is meant for this reader; false when there is none yet. What
     * it says of the record is valid until the next call.
     */
    boolean next();

    Batch.Signal signal();

    /** Data points, log records or spans in the record. */
    int items();

    /** When the batch was made, wall clock. */
    long timeNanos();

    /** What the record's timestamps lack, because the clock was set after it; null: nothing. */
    TimeShift timeShift();

    /** Whether the record's bytes are a deflate fragment, or OTLP as it is. */
    boolean isDeflated();

    /** Bytes of the record as kept. */
    int length();

    /** Bytes of the OTLP request inside: {@link #length} unless it is deflated. */
    int plainLength();

    /** CRC-32 of the OTLP request inside, as gzip wants it. */
    int plainCrc32();

    /** Where the record begins, for {@link #copy}. */
    long start();

    /** The place right behind the record. */
    long position();

    /**
     * Copies a part of the bytes, as kept, of a record that has been read and is not acknowledged;
     * false, and zeros for what is missing, when the disk no longer gives them.
     *
     * @param start what {@link #start} said of the record
     */
    boolean copy(long start, int at, byte[] into, int offset, int count);

    /** Reading starts again at the oldest record that is not acknowledged. */
    void rewind();

    /**
     * Reading goes on at {@code position}, if that is further on. What is left out is not
     * acknowledged, and read after the next {@link #rewind}.
     */
    void skip(long position);

    /** The end of the log: the place of the record that comes next. */
    long end();

    /**
     * Everything that was read before {@code position} has been delivered, or dropped and counted:
     * it is never read again, not even after a restart, and its space may be freed.
     *
     * @param position what {@link #position} said of a record since the last {@link #rewind}
     */
    void acknowledge(long position);

    /**
     * As {@link #acknowledge(long)}, of single records with others before them: these are read
     * again after a {@link #rewind}, or after a restart, when all from the oldest of them on is.
     *
     * @param starts what {@link #start} said of them since the last {@link #rewind}
     */
    void acknowledge(long[] starts, int count);

    /** From here on it reads records of these routes, and no others; before it as it was. */
    void routes(int... now);

    /** Somebody else is told, and reads on, from now on. */
    void tell(Listener listener);

    /** Reads no more: nothing is kept for it. Its position stays, for who has its name later. */
    void close();

    /** Items that wait: in the log, meant for this reader, not acknowledged. */
    long waitingItems();

    /** Bytes of these, as kept. */
    long waitingBytes();

    /** Whether {@link #next} would find a record, as far as is known without looking. */
    boolean mayHaveNext();
}
