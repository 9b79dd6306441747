package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Gzip;
import dev.mote.bytes.RandomBits;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.exporter.Exporter;
import dev.mote.exporter.MemoryRing;
import dev.mote.http.HttpClient;
import dev.mote.os.Entropy;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;

/**
 * Delivers batches by OTLP/HTTP: one request at a time, the oldest first, each as often as the
 * protocol allows. It takes every batch over and answers for it; see the package for the rules. In
 * steady state it allocates nothing.
 */
public final class OtlpHttpExporter implements Component, Exporter {
    /** The whole process ends within a second. */
    private static final long SHUTDOWN_NANOS = 700_000_000L;
    /** A usual batch, 300 points, compressed. */
    private static final int ENCODED_BYTES = 8192;

    private final String id;
    private final EventLoop loop;
    private final OtlpHttpSettings settings;
    private final DeliveryCounters counters;
    private final DeliveryLog log;
    private final MemoryRing ring;
    private final HttpClient client;
    private final RequestHead head;
    private final Backoff backoff;
    private final Gzip gzip;
    private final Buffer encoded;
    private final HttpClient.Body body = new OldestRecord();
    private final ExportAnswer answer = new ExportAnswer();

    private boolean sending;
    private long requestBytes;
    private long triedSinceNanos = Long.MAX_VALUE;
    private long nextTryNanos;
    private long giveUpNanos = Long.MAX_VALUE;
    private boolean ended;

    /** {@code id} is what people call it, as in the config: {@code otlp_http/backup}. */
    public OtlpHttpExporter(String id, OtlpHttpSettings settings, String version, EventLoop loop,
            Telemetry telemetry, Log log) {
        this.id = id;
        this.loop = loop;
        this.settings = settings;
        counters = new DeliveryCounters(telemetry, id);
        this.log = new DeliveryLog(log, id, settings.url.shown(), counters);
        ring = new MemoryRing(settings.ringBytes);
        client = new HttpClient(loop, settings.url, settings.client, settings.timeoutNanos);
        head = new RequestHead(settings, version);
        backoff = new Backoff(new RandomBits(Entropy.seed(loop.os())), settings.retryInitialNanos,
                settings.retryMaxNanos);
        gzip = settings.gzip ? new Gzip() : null;
        encoded = settings.gzip ? new Buffer(ENCODED_BYTES) : null;
    }

    /** The body of the request under way. */
    private final class OldestRecord implements HttpClient.Body {
        @Override
        public int length() {
            return ring.oldestLength();
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            ring.copyOldest(position, into, offset, count);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String destination() {
        return settings.url.shown();
    }

    public DeliveryCounters counters() {
        return counters;
    }

    @Override
    public Outcome consume(Batch batch) {
        if (batch.items == 0) {
            return Outcome.ACCEPTED;
        }
        counters.accepted.add(batch.items);
        if (ended) {
            counters.droppedShutdown.add(batch.items);
            return Outcome.ACCEPTED;
        }
        int dropped;
        if (gzip == null) {
            dropped = ring.add(batch.bytes, batch.offset, batch.length, batch.items,
                    batch.timeNanos);
        } else {
            gzip.compress(batch.bytes, batch.offset, batch.length, encoded.clear());
            dropped = ring.add(encoded.bytes(), 0, encoded.length(), batch.items, batch.timeNanos);
        }
        counters.droppedQueueFull.add(dropped);
        if (dropped > 0) {
            log.queueFull();
        }
        countQueue();
        return Outcome.ACCEPTED;
    }

    private void countQueue() {
        counters.queuedPoints.set(ring.items());
        counters.queuedBytes.set(ring.bytes());
    }

    @Override
    public int doWork(long nowNanos) {
        int done = 0;
        if (sending) {
            client.doWork(nowNanos);
            if (client.isDone()) {
                sending = false;
                finish(nowNanos);
                done = 1;
            }
        }
        if (nowNanos >= giveUpNanos && !ended) {
            endAll();
        } else if (!sending && !ring.isEmpty() && nowNanos >= nextTryNanos) {
            send(nowNanos);
        } else if (ring.isEmpty() && giveUpNanos != Long.MAX_VALUE) {
            client.close();
        }
        return done;
    }

    private void send(long nowNanos) {
        ring.lendOldest();
        Buffer request = head.forLength(ring.oldestLength(), loop.os(), nowNanos);
        requestBytes = request.length() + ring.oldestLength();
        triedSinceNanos = Math.min(triedSinceNanos, nowNanos);
        sending = true;
        client.send(request, body, nowNanos);
    }

    /** Decides what becomes of the oldest record, now that its request has ended. */
    private void finish(long nowNanos) {
        int status = client.failure() == null ? client.status() : 0;
        if (status >= 200 && status < 300) {
            delivered(nowNanos);
        } else if (client.isTooLarge()) {
            refused(client.failure(), nowNanos);
        } else if (status == 0 || status == 429 || status >= 502 && status <= 504) {
            failed(status == 0 ? client.failure() : describe(status), nowNanos);
        } else {
            refused(describe(status), nowNanos);
        }
        countQueue();
    }

    private String describe(int status) {
        if (log.isTroubled()) {
            return null;
        }
        answer.readFailure(client.responseBody(), client.responseIsProtobuf());
        return "the server answers " + status
                + (status / 100 == 3 ? " (redirects are not followed)" : "")
                + (answer.hasMessage() ? ": " + answer.message() : "");
    }

    private void delivered(long nowNanos) {
        int items = ring.oldestItems();
        answer.readSuccess(client.responseBody());
        long rejected = Math.min(items, answer.rejected());
        counters.requestsSucceeded.add(1);
        counters.sentBytes.add(requestBytes);
        counters.sent.add(items - rejected);
        counters.droppedPartly.add(rejected);
        removeOldest();
        backoff.reset();
        log.delivered(nowNanos);
        if ((rejected > 0 || answer.hasMessage()) && !log.hasSaidPartlyRefused()) {
            log.partlyRefused(rejected, answer.message());
        }
    }

    private void refused(String cause, long nowNanos) {
        counters.requestsRefused.add(1);
        counters.droppedRefused.add(ring.oldestItems());
        removeOldest();
        log.refused(cause, nowNanos);
    }

    private void removeOldest() {
        ring.removeOldest();
        triedSinceNanos = Long.MAX_VALUE;
        nextTryNanos = 0;
    }

    private void failed(String cause, long nowNanos) {
        counters.requestsRetried.add(1);
        boolean tooOld = settings.retryElapsedMaxNanos > 0
                && nowNanos - triedSinceNanos >= settings.retryElapsedMaxNanos;
        if (!settings.retries || tooOld) {
            counters.droppedGivenUp.add(ring.oldestItems());
            removeOldest();
        } else {
            ring.returnOldest();
        }
        log.failed(cause, settings.retries, nowNanos);
        long waitNanos = backoff.waitNanos(client.failure() != null ? -1
                : client.retryAfterSeconds(loop.os().clock().wallNanos()));
        nextTryNanos = nowNanos + waitNanos;
        if (giveUpNanos != Long.MAX_VALUE) {
            endAll();
        }
    }

    /** Nothing more will be delivered: what is left is counted, and said. */
    private void endAll() {
        ended = true;
        sending = false;
        client.close();
        ring.returnOldest();
        long left = ring.items();
        while (!ring.isEmpty()) {
            ring.removeOldest();
        }
        counters.droppedShutdown.add(left);
        countQueue();
        if (left > 0) {
            log.lostAtTheEnd(left);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        if (sending) {
            return Math.min(giveUpNanos, client.nextDeadlineNanos());
        }
        return ended ? Long.MAX_VALUE : ring.isEmpty() ? giveUpNanos
                : Math.min(giveUpNanos, nextTryNanos);
    }

    @Override
    public void beginShutdown(long nowNanos) {
        giveUpNanos = nowNanos + SHUTDOWN_NANOS;
        nextTryNanos = 0;
    }

    @Override
    public boolean isDrained() {
        return ring.isEmpty();
    }
}
