package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.otlp.Splitter;

/**
 * {@code batch}: collects until there are {@code send_batch_size} items or {@code timeout} is
 * over, and hands on at most {@code send_batch_max_size} at once. Requests one after the other are
 * one request, so collecting is copying. Backs off when the next one does.
 */
public final class BatchProcessor extends HoldingStage {
    /** Under the 4 MiB that receivers take by default; more is handed on before its time. */
    private static final int BYTES_MAX = 3 << 20;
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final long timeoutNanos;
    private final int size;
    private final int sizeMax;
    private final Splitter splitter = new Splitter();
    private final Buffer bytes = new Buffer(4096);
    private final Batch batch = new Batch();
    private final Buffer part = new Buffer(0);
    private Batch.Signal signal = Batch.Signal.METRICS;
    private int items;
    private long timeNanos;

    private BatchProcessor(Context context, Consumer next) {
        super(context, next);
        timeoutNanos = context.section.duration("timeout", 200_000_000L, 0, HOUR_NANOS);
        size = (int) context.section.integer("send_batch_size", 8192, 0, 1 << 24);
        sizeMax = (int) context.section.integer("send_batch_max_size", 0, 0, 1 << 24);
        if (sizeMax > 0 && sizeMax < size) {
            context.section.problems().error(context.section.node("send_batch_max_size"),
                    "send_batch_max_size is less than send_batch_size (" + size + ")");
        }
        context.section.finish();
    }

    public static BatchProcessor from(Context context, Consumer next) {
        return new BatchProcessor(context, next);
    }

    @Override
    protected boolean take(Batch from) {
        if (items > 0 && (from.signal != signal || bytes.length() + from.length > BYTES_MAX)) {
            handOn();
        }
        if (items == 0) {
            timeNanos = from.timeNanos;
            dueNanos = context.os().clock().monotonicNanos() + timeoutNanos;
        }
        signal = from.signal;
        items += from.items;
        bytes.put(from.bytes, from.offset, from.length);
        outbox.holds(bytes.length());
        if (items >= size || timeoutNanos == 0 || closing) {
            handOn();
        }
        return true;
    }

    @Override
    protected void emit(long nowNanos) {
        if (items > 0) {
            handOn();
        }
    }

    private void handOn() {
        batch.set(signal, bytes.bytes(), 0, bytes.length(), items, timeNanos);
        if (sizeMax == 0 || items <= sizeMax) {
            outbox.send(batch);
        } else {
            emitParts();
        }
        bytes.clear();
        outbox.holds(0);
        items = 0;
        dueNanos = Long.MAX_VALUE;
    }

    private void emitParts() {
        splitter.over(batch, Integer.MAX_VALUE, sizeMax);
        int unread = items;
        while (splitter.next(part)) {
            unread -= splitter.items();
            outbox.send(batch.set(signal, part.bytes(), 0, part.length(), splitter.items(),
                    timeNanos));
        }
        malformed.add(Math.max(0, unread));
    }
}
