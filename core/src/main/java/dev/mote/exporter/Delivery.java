package dev.mote.exporter;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.RandomBits;
import dev.mote.component.Batch;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.log.BatchLog;
import dev.mote.log.LogReader;
import dev.mote.os.Clock;
import dev.mote.os.Entropy;
import dev.mote.otlp.Splitter;
import java.util.Arrays;

/**
 * Delivers what is in the log to one far end, by whatever protocol its {@link Sender} speaks: the
 * oldest first, one request at a time, each as often as the protocol allows. What waits is merged,
 * signal by signal, into requests as large as the far end takes. It answers for every item; see
 * the package.
 */
public final class Delivery implements Component, Exporter, LogReader.Listener {
    /** The whole process ends within a second. */
    private static final long SHUTDOWN_NANOS = 700_000_000L;

    private final String id;
    private final DeliverySettings settings;
    private final Sender sender;
    private final Clock clock;
    private final DeliveryCounters counters;
    private final DeliveryLog log;
    private final Backoff backoff;
    /** What has been read and not been sent, by signal. */
    private final OutgoingRequest[] requests =
            new OutgoingRequest[Batch.Signal.values().length];
    /** The one that is sent, or was sent last. */
    private OutgoingRequest request;

    private int[] routes = {};
    private BatchLog batches;
    private LogReader reader;
    /** It stands at a record that did not fit into the requests. */
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

    private boolean sending;
    private long triedSinceNanos = Long.MAX_VALUE;
    private long nextTryNanos;
    private long giveUpNanos = Long.MAX_VALUE;
    private boolean ended;
    /** It ended with nothing on disk: what waits then is lost, and counted. */
    private boolean lost;

    public Delivery(Context context, DeliverySettings settings, Sender sender) {
        id = context.id;
        this.settings = settings;
        this.sender = sender;
        clock = context.os().clock();
        counters = new DeliveryCounters(context.telemetry, id);
        log = new DeliveryLog(context.log, id, sender.destination(), counters);
        backoff = new Backoff(new RandomBits(Entropy.seed(context.os())),
                settings.retryInitialNanos, settings.retryMaxNanos);
        for (int at = 0; at < requests.length; at++) {
            requests[at] = new OutgoingRequest(settings.gzip, settings.requestBytesMax);
        }
        request = requests[0];
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String destination() {
        return sender.destination();
    }

    @Override
    public boolean carries(Batch.Signal signal) {
        return sender.carries(signal);
    }

    public DeliverySettings settings() {
        return settings;
    }

    public DeliveryCounters counters() {
        return counters;
    }

    /** Adds a pipeline whose batches are delivered; before {@link #readFrom}. */
    public void addRoute(int route) {
        routes = Arrays.copyOf(routes, routes.length + 1);
        routes[routes.length - 1] = route;
    }

    /** Delivers from this log from now on. */
    public void readFrom(BatchLog log) {
        batches = log;
        reader = log.reader(id, this, routes);
        for (OutgoingRequest each : requests) {
            each.readFrom(reader);
        }
        countQueue();
    }

    @Override
    public void accepted(long items) {
        counters.accepted.add(items);
        if (lost) {
            counters.droppedShutdown.add(items);
        }
    }

    @Override
    public void lost(LogReader.Loss loss, long items) {
        if (lost) {
            return;
        }
        (switch (loss) {
            case QUEUE_FULL -> counters.droppedQueueFull;
            case EXPIRED -> counters.droppedExpired;
            case DAMAGED -> counters.droppedDamaged;
        }).add(items);
        if (loss == LogReader.Loss.QUEUE_FULL) {
            log.queueFull();
        }
    }

    private void countQueue() {
        counters.queuedPoints.set(lost ? 0 : reader.waitingItems());
        counters.queuedBytes.set(reader.waitingBytes());
    }

    @Override
    public int doWork(long nowNanos) {
        if (reader == null) {
            return 0;
        }
        int done = 0;
        if (sending) {
            sender.doWork(nowNanos);
            if (sender.isDone()) {
                sending = false;
                finish(nowNanos);
                done = 1;
            }
        }
        if (nowNanos >= giveUpNanos && !ended) {
            endAll();
        } else if (!sending && !ended && nowNanos >= nextTryNanos && prepare()) {
            triedSinceNanos = Math.min(triedSinceNanos, nowNanos);
            sending = true;
            sender.send(request, nowNanos);
        } else if (!sending && giveUpNanos != Long.MAX_VALUE && reader.waitingItems() == 0) {
            sender.close();
        }
        countQueue();
        return done;
    }

    /** Makes the next request of what waits; false when there is nothing. */
    private boolean prepare() {
        while (request.isEmpty()) {
            if (!chooseOldest()) {
                fill();
                if (!chooseOldest()) {
                    return false;
                }
            }
            request.finish();
            if (request.plainLength() > settings.requestBytesMax) {
                split(settings.requestBytesMax);
            }
            if (request.items() == 0) {
                release();
            }
        }
        return true;
    }

    private boolean chooseOldest() {
        for (OutgoingRequest each : requests) {
            if (request.isEmpty() || !each.isEmpty() && each.start() < request.start()) {
                request = each;
            }
        }
        return !request.isEmpty();
    }

    /** Reads what is to be sent next; nothing that has been read is left to send. */
    private void fill() {
        if (newest >= 0) {
            rewind();
            reader.skip(newest);
            merge();
            newest = readerIsAhead ? reader.start() : reader.position();
            if (chooseOldest()) {
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

    /** Reads on until a record no longer fits into the request of its signal. */
    private void merge() {
        while (readerIsAhead || reader.next()) {
            OutgoingRequest into = requests[reader.signal().ordinal()];
            boolean tooOld = isTooOld();
            readerIsAhead = !tooOld && !into.fits();
            if (readerIsAhead) {
                break;
            }
            if (tooOld) {
                counters.droppedExpired.add(reader.items());
                single[0] = reader.start();
                reader.acknowledge(single, 1);
            } else {
                into.add();
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
        parts.over(new Batch().set(request.signal(), whole.bytes(), 0, whole.length(),
                request.items(), 0), bytesMax, Integer.MAX_VALUE);
        partsSent = 0;
        partsRejected = 0;
        partsRefused = 0;
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
    private void finish(long nowNanos) {
        Outcome outcome = sender.outcome();
        if (outcome == Outcome.RETRY_LATER) {
            failed(nowNanos);
        } else if (parts == null && outcome == Outcome.REJECTED && sender.isTooLarge()
                && request.items() > 1) {
            split(request.plainLength() / 2);
            if (parts == null) {
                answered(outcome, nowNanos);
            }
        } else {
            answered(outcome, nowNanos);
        }
    }

    private void answered(Outcome outcome, long nowNanos) {
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
            if (!log.isTroubled()) {
                log.refused(sender.message(), nowNanos);
            }
        }
        if (parts == null || !nextPart()) {
            counters.sent.add(partsSent);
            counters.droppedPartly.add(partsRejected);
            counters.droppedRefused.add(partsRefused);
            release();
        }
    }

    /** The request is done with, whatever became of it. */
    private void release() {
        counters.droppedDamaged.add(request.damagedItems());
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

    private void failed(long nowNanos) {
        counters.requestsRetried.add(1);
        log.failed(log.isTroubled() ? null : sender.message(), settings.retries, nowNanos);
        boolean tooOld = settings.retryElapsedMaxNanos > 0
                && nowNanos - triedSinceNanos >= settings.retryElapsedMaxNanos;
        if (!settings.retries || tooOld) {
            giveUpRequest();
        } else if (parts == null) {
            // Read anew at the next try: meanwhile it may give way, and more may have come.
            forget();
            for (OutgoingRequest each : requests) {
                each.clear();
            }
            rewind();
            newest = settings.newestFirst ? reader.end() : -1;
        }
        nextTryNanos = nowNanos + backoff.waitNanos(sender.retryAfterNanos());
        if (giveUpNanos != Long.MAX_VALUE) {
            endAll();
        }
    }

    private void giveUpRequest() {
        long left = request.items();
        while (parts != null && nextPart()) {
            left += request.items();
        }
        counters.droppedGivenUp.add(left);
        counters.sent.add(partsSent);
        counters.droppedPartly.add(partsRejected);
        counters.droppedRefused.add(partsRefused);
        release();
    }

    private boolean staysOnDisk() {
        return batches.directory() != null && batches.trouble() == null;
    }

    /** Nothing more is delivered by this run. */
    private void endAll() {
        ended = true;
        lost = !staysOnDisk();
        sending = false;
        sender.close();
        long left = reader.waitingItems();
        if (left > 0 && !lost) {
            log.keptAtTheEnd(left);
        } else if (left > 0) {
            counters.droppedShutdown.add(left);
            log.lostAtTheEnd(left);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        if (reader == null || ended) {
            return Long.MAX_VALUE;
        }
        if (sending) {
            return Math.min(giveUpNanos, sender.nextDeadlineNanos());
        }
        boolean waits = readerIsAhead || newest >= 0 || reader.mayHaveNext();
        for (OutgoingRequest each : requests) {
            waits |= !each.isEmpty();
        }
        return waits ? Math.min(giveUpNanos, nextTryNanos) : giveUpNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        giveUpNanos = nowNanos + SHUTDOWN_NANOS;
        nextTryNanos = 0;
    }

    @Override
    public boolean isDrained() {
        return reader == null || ended || reader.waitingItems() == 0;
    }
}
