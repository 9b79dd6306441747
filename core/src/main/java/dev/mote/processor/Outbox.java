package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;
import java.util.Arrays;

/**
 * Between a processor that has taken data over and the next consumer: what that does not want yet
 * waits here, in order. Whoever fills it asks {@link #flush} before it takes more, so there is at
 * most what one step of the processor produces.
 */
public final class Outbox {
    private static final int RETRY_NANOS = 100_000_000;
    private static final Batch.Signal[] SIGNALS = Batch.Signal.values();

    private final Consumer next;
    private final Counter refused;
    private final Counter waitingBytes;
    private final Batch batch = new Batch();
    private final Buffer bytes = new Buffer(0);
    /** Length, items, signal of each batch that waits. */
    private int[] waiting = new int[12];
    private long[] times = new long[4];
    private int count;
    private long held;
    private long retryAtNanos = Long.MAX_VALUE;

    public Outbox(Context context, Consumer next) {
        this.next = next;
        refused = ItemCounters.dropped(context, "refused");
        waitingBytes = context.telemetry.counter(MoteMetrics.PROCESSOR_QUEUE_BYTES,
                MoteMetrics.PROCESSOR, context.id);
    }

    /** Hands a batch on, or keeps a copy of it. */
    public void send(Batch from) {
        if (count == 0) {
            Outcome outcome = next.consume(from);
            if (outcome != Outcome.RETRY_LATER) {
                refused.add(outcome == Outcome.REJECTED ? from.items : 0);
                return;
            }
            retryAtNanos = Long.MIN_VALUE;
        }
        if (count == times.length) {
            waiting = Arrays.copyOf(waiting, 2 * waiting.length);
            times = Arrays.copyOf(times, 2 * times.length);
        }
        waiting[3 * count] = from.length;
        waiting[3 * count + 1] = from.items;
        waiting[3 * count + 2] = from.signal.ordinal();
        times[count++] = from.timeNanos;
        bytes.put(from.bytes, from.offset, from.length);
        count();
    }

    /** Offers what waits again; true when nothing waits any more. */
    public boolean flush() {
        int offset = 0;
        int sent = 0;
        while (sent < count) {
            batch.set(SIGNALS[waiting[3 * sent + 2]], bytes.bytes(), offset, waiting[3 * sent],
                    waiting[3 * sent + 1], times[sent]);
            Outcome outcome = next.consume(batch);
            if (outcome == Outcome.RETRY_LATER) {
                break;
            }
            refused.add(outcome == Outcome.REJECTED ? batch.items : 0);
            offset += batch.length;
            sent++;
        }
        forget(sent, offset);
        return count == 0;
    }

    private void forget(int sent, int length) {
        if (sent == 0) {
            return;
        }
        count -= sent;
        System.arraycopy(waiting, 3 * sent, waiting, 0, 3 * count);
        System.arraycopy(times, sent, times, 0, count);
        System.arraycopy(bytes.bytes(), length, bytes.bytes(), 0, bytes.length() - length);
        bytes.setLength(bytes.length() - length);
        count();
    }

    /** What the processor itself holds, in bytes, besides what waits here. */
    public void holds(long bytes) {
        held = bytes;
        count();
    }

    private void count() {
        waitingBytes.set(bytes.length() + held);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** {@link #flush}, but only every so often; returns how much was done. */
    public int doWork(long nowNanos) {
        if (count == 0 || nowNanos < retryAtNanos) {
            return 0;
        }
        retryAtNanos = flush() ? Long.MAX_VALUE : nowNanos + RETRY_NANOS;
        return 1;
    }

    public long nextDeadlineNanos() {
        return count == 0 ? Long.MAX_VALUE : retryAtNanos;
    }
}
