package dev.mote.pipeline;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;

/**
 * The newest collection, for those who look at it: /metrics, the page, {@code mote once}. Its
 * batches stand one after the other, which is one valid request again.
 */
public final class LatestMetrics implements Consumer {
    /** Bounds memory: 200,000 points; what comes on top is left out here and counted. */
    private static final int BYTES_MAX = 16 << 20;

    private final Buffer bytes;
    private long timeNanos;
    private int items;
    private long itemsLeftOut;

    public LatestMetrics(int bytesAtStart) {
        bytes = new Buffer(bytesAtStart);
    }

    /** A new collection begins; the one before is forgotten. */
    public void begin(long wallNanos) {
        bytes.clear();
        timeNanos = wallNanos;
        items = 0;
    }

    @Override
    public Outcome consume(Batch batch) {
        if (batch.signal != Batch.Signal.METRICS) {
            return Outcome.ACCEPTED;
        }
        if (bytes.length() + batch.length > BYTES_MAX) {
            itemsLeftOut += batch.items;
            return Outcome.REJECTED;
        }
        bytes.put(batch.bytes, batch.offset, batch.length);
        items += batch.items;
        return Outcome.ACCEPTED;
    }

    /** One {@code ExportMetricsServiceRequest} from index 0 to {@link #length}. */
    public byte[] bytes() {
        return bytes.bytes();
    }

    public int length() {
        return bytes.length();
    }

    /** Data points inside. */
    public int items() {
        return items;
    }

    /** When the collection was made, wall clock; 0 before the first. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Points that found no room, since the start. */
    public long itemsLeftOut() {
        return itemsLeftOut;
    }
}
