package dev.mote.exporter;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Outcome;
import dev.mote.log.BatchLog;
import dev.mote.log.LogReader;
import dev.mote.os.Clock;
import dev.mote.otlp.Splitter;
import dev.mote.telemetry.Telemetry.Counter;

/**
 * What of one signal waits for one far end: the oldest first, merged into requests as large as the
 * far end takes, each tried as often as the protocol allows. {@link Delivery} gives it its turn.
 */
final class SignalQueue implements LogReader.Listener {
    final Batch.Signal signal;
    private final DeliverySettings settings;
    private final Clock clock;
    private final DeliveryCounters counters;
    private final DeliveryLog log;
    private final Backoff backoff;
    private final OutgoingRequest request;
    /** Called whenever what waits is more or less than before. */
    private final Runnable changed;

    private LogReader reader;
    /** It stands at a record that did not fit into the request. */
    private boolean readerIsAhead;
    /** Newest first: what lies behind this place goes before what is older; -1: all in order. */
    private long newest = -1;
    private final long[] single = new long[1];

    /** The request that was too large, in parts; null: it goes as a whole. */
    private Splitter parts;
    private Buffer whole;
    private long partsSent;
    private long partsRejected;
    private long partsRefused;

    private long triedSinceNanos = Long.MAX_VALUE;
    private long nextTryNanos;
    /** It ended with nothing on disk: what waits then is lost, and counted. */
    private boolean lost;

    SignalQueue(Batch.Signal signal, DeliverySettings settings, Clock clock,
            DeliveryCounters counters, DeliveryLog log, Backoff backoff, Runnable changed) {
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        this.log = log;
        this.backoff = backoff;
        this.changed = changed;
        request = new OutgoingRequest(settings.gzip, settings.requestBytesMax);
    }

    /** @param joins others use the log already; a new exporter gets what comes from now on */
    void readFrom(BatchLog batches, String exporter, boolean joins, int[] routes) {
        if (reader == null) {
            read(joins ? batches.join(exporter, signal, this, routes)
                    : batches.reader(exporter, signal, this, routes));
        } else {
            reader.routes(routes);
        }
    }

    private void read(LogReader from) {
        reader = from;
        request.readFrom(reader);
    }

    /** Whether some parts of a request have been taken and the next one can go. */
    boolean isMidway(long nowNanos) {
        return parts != null && nowNanos >= nextTryNanos;
    }

    /** Another delivers what waits here from now on. */
    void handOver(SignalQueue successor) {
        forget();
        rewind();
        reader.tell(successor);
        successor.read(reader);
        reader = null;
    }

    /** Leaves the log, after {@link #end}. */
    void leave() {
        drop(counters.droppedShutdown, lost ? 0 : reader.waitingItems());
        while (lost && reader.next()) {
            // Counted as dropped: it must not come back.
            reader.acknowledge(reader.position());
        }
        reader.close();
        reader = null;
    }

    @Override
    public void accepted(long items) {
        counters.accepted.add(items);
        if (lost) {
            drop(counters.droppedShutdown, items);
        }
        changed.run();
    }

    @Override
    public void lost(LogReader.Loss loss, long items) {
        if (lost) {
            return;
        }
        drop(switch (loss) {
            case QUEUE_FULL -> counters.droppedQueueFull;
            case EXPIRED -> counters.droppedExpired;
            case DAMAGED -> counters.droppedDamaged;
        }, items);
        if (loss == LogReader.Loss.QUEUE_FULL) {
            log.queueFull();
        }
        changed.run();
    }

    private void drop(Counter reason, long items) {
        reason.add(items);
        log.dropped(items);
    }

    long waitingItems() {
        return lost || reader == null ? 0 : reader.waitingItems();
    }

    long waitingBytes() {
        return reader == null ? 0 : reader.waitingBytes();
    }

    Request request() {
        return request;
    }

    /** Makes the next request of what waits; false when there is nothing, or it is not time yet. */
    boolean prepare(long nowNanos) {
        if (nowNanos < nextTryNanos) {
            return false;
        }
        while (request.isEmpty()) {
            fill();
            if (request.isEmpty()) {
                return false;
            }
            request.finish();
            if (request.plainLength() > settings.requestBytesMax) {
                split(settings.requestBytesMax);
            }
            if (request.items() == 0) {
                release();
            }
        }
        triedSinceNanos = Math.min(triedSinceNanos, nowNanos);
        return true;
    }

    /** Reads what is to be sent next; nothing that has been read is left to send. */
    private void fill() {
        if (newest >= 0) {
            rewind();
            reader.skip(newest);
            merge();
            newest = readerIsAhead ? reader.start() : reader.position();
            if (!request.isEmpty()) {
                return;
            }
            rewind();
        }
        merge();
        // Nothing is left out any more when reading has come to the end.
        newest = readerIsAhead ? newest : -1;
    }

    private void rewind() {
        reader.rewind();
        readerIsAhead = false;
    }

    /** Reads on until a record no longer fits into the request. */
    private void merge() {
        while (readerIsAhead || reader.next()) {
            boolean tooOld = isTooOld();
            readerIsAhead = !tooOld && !request.fits();
            if (readerIsAhead) {
                break;
            }
            if (tooOld) {
                drop(counters.droppedExpired, reader.items());
                single[0] = reader.start();
                reader.acknowledge(single, 1);
            } else {
                request.add();
            }
        }
    }

    private boolean isTooOld() {
        return settings.ageMaxNanos > 0
                && clock.wallNanos() - reader.timeNanos() > settings.ageMaxNanos;
    }

    private void split(int bytesMax) {
        whole = new Buffer(request.plainLength() + 16);
        request.plain(whole);
        parts = new Splitter();
        parts.over(new Batch().set(signal, whole.bytes(), 0, whole.length(), request.items(), 0),
                bytesMax, Integer.MAX_VALUE);
        if (!nextPart()) {
            // Nothing in it can be told apart: it goes as it is, and the far end decides.
            parts = null;
        }
    }

    private boolean nextPart() {
        Buffer part = new Buffer(1024);
        boolean found = parts.next(part);
        if (found) {
            request.replace(part, parts.items());
        }
        return found;
    }

    /** Decides what becomes of the request, now that it has ended. */
    void finish(Sender sender, long nowNanos) {
        Outcome outcome = sender.outcome();
        if (outcome == Outcome.RETRY_LATER) {
            failed(sender, nowNanos);
            return;
        }
        if (parts == null && outcome == Outcome.REJECTED && sender.isTooLarge()
                && request.items() > 1) {
            split(request.plainLength() / 2);
            if (parts != null) {
                return;
            }
        }
        answered(sender, outcome, nowNanos);
    }

    private void answered(Sender sender, Outcome outcome, long nowNanos) {
        int items = request.items();
        if (outcome == Outcome.ACCEPTED) {
            long rejected = Math.min(items, sender.rejectedItems());
            partsSent += items - rejected;
            partsRejected += rejected;
            counters.requestsSucceeded.add(1);
            counters.sentBytes.add(sender.wireBytes());
            backoff.reset();
            log.delivered(nowNanos);
            if ((rejected > 0 || sender.message() != null) && !log.hasSaidPartlyRefused()) {
                log.partlyRefused(rejected, sender.message());
            }
        } else {
            partsRefused += items;
            counters.requestsRefused.add(1);
            if (!log.hasSaidRefused()) {
                log.refused(sender.message(), nowNanos);
            }
        }
        if (parts == null || !nextPart()) {
            release();
        }
    }

    /** The request is done with, whatever became of it. */
    private void release() {
        counters.sent.add(partsSent);
        drop(counters.droppedPartly, partsRejected);
        drop(counters.droppedRefused, partsRefused);
        drop(counters.droppedDamaged, request.damagedItems());
        request.acknowledge();
        forget();
        triedSinceNanos = Long.MAX_VALUE;
        nextTryNanos = 0;
    }

    private void forget() {
        request.clear();
        parts = null;
        whole = null;
        partsSent = 0;
        partsRejected = 0;
        partsRefused = 0;
    }

    private void failed(Sender sender, long nowNanos) {
        counters.requestsRetried.add(1);
        log.failed(log.isTroubled() ? null : sender.message(), settings.retries, nowNanos);
        boolean tooOld = settings.retryElapsedMaxNanos > 0
                && nowNanos - triedSinceNanos >= settings.retryElapsedMaxNanos;
        if (!settings.retries || tooOld) {
            giveUp();
        } else if (parts == null) {
            // Read anew at the next try: meanwhile it may give way, and more may have come.
            forget();
            rewind();
            newest = settings.newestFirst ? reader.end() : -1;
        }
        nextTryNanos = nowNanos + backoff.waitNanos(sender.retryAfterNanos());
    }

    private void giveUp() {
        long left = request.items();
        while (parts != null && nextPart()) {
            left += request.items();
        }
        drop(counters.droppedGivenUp, left);
        release();
    }

    /** Nothing more is delivered by this run; {@code lost}: nor by a later one. */
    void end(boolean lost) {
        long left = reader.waitingItems();
        this.lost = lost;
        if (left > 0 && !lost) {
            log.keptAtTheEnd(left);
        } else if (left > 0) {
            drop(counters.droppedShutdown, left);
            log.lostAtTheEnd(left);
        }
    }

    /** When there is something to send; Long.MAX_VALUE: nothing waits. */
    long nextDeadlineNanos() {
        boolean waits = !request.isEmpty() || readerIsAhead || newest >= 0 || reader.mayHaveNext();
        return waits ? nextTryNanos : Long.MAX_VALUE;
    }

    /** The end is near: whatever waits is tried once more, now. */
    void hurry() {
        nextTryNanos = 0;
    }
}
