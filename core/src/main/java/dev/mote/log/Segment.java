package dev.mote.log;

import dev.mote.component.Batch;
import java.util.Arrays;

/**
 * A run of records, from position {@link #first} to {@link #end}; the log is a chain of them. It
 * knows how many items it holds for each route, so that what is dropped with it can be counted.
 */
final class Segment {
    long first;
    /** Behind the last record; grows while the segment is the newest. */
    long end;
    Storage storage;
    /** The next younger segment; kept when this one is dropped, so that a reader finds its way. */
    Segment next;
    boolean dropped;
    /** It gets no more records: what comes next begins a segment of its own. */
    boolean sealed;
    /** Something in it was not what had been written: its file is kept aside in the end. */
    boolean damaged;
    /** The kernel could not write all of its file: what it holds there is not to be trusted. */
    boolean suspect;
    /** Records that are not on stable storage yet. */
    boolean dirty;
    long newestWallNanos;
    /** Items by where they come from: pipeline and signal. */
    private int[] routes = new int[2];
    private Batch.Signal[] signals = new Batch.Signal[2];
    private long[] items = new long[2];
    private int sourceCount;

    Segment(long first, Storage storage) {
        this.first = first;
        this.end = first;
        this.storage = storage;
    }

    int length() {
        return (int) (end - first);
    }

    int read(long position, byte[] into, int offset, int count) {
        return storage.read((int) (position - first), into, offset, count);
    }

    /** Notes a record that is in the storage now. */
    void add(RecordHeader record) {
        end += RecordHeader.BYTES + record.length;
        newestWallNanos = Math.max(newestWallNanos,
                record.noClock ? Long.MAX_VALUE : record.wallNanos);
        int index = 0;
        while (index < sourceCount
                && (routes[index] != record.route || signals[index] != record.signal)) {
            index++;
        }
        if (index == routes.length) {
            routes = Arrays.copyOf(routes, 2 * sourceCount);
            signals = Arrays.copyOf(signals, 2 * sourceCount);
            items = Arrays.copyOf(items, 2 * sourceCount);
        }
        if (index == sourceCount) {
            routes[index] = record.route;
            signals[index] = record.signal;
            items[index] = 0;
            sourceCount++;
        }
        items[index] += record.items;
    }

    /** Forgets every record, so that they can be counted anew. */
    void forget() {
        end = first;
        sourceCount = 0;
    }

    /** Begins again, empty, where it ends. */
    void restart() {
        first = end;
        sourceCount = 0;
    }

    /** All positions are larger by so much. */
    void shift(long by) {
        first += by;
        end += by;
    }

    /** Items that are meant for a reader. */
    long items(Selection wanted) {
        long sum = 0;
        for (int index = 0; index < sourceCount; index++) {
            sum += wanted.has(routes[index], signals[index], first) ? items[index] : 0;
        }
        return sum;
    }
}
