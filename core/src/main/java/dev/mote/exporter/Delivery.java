package dev.mote.exporter;

import dev.mote.bytes.RandomBits;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.log.BatchLog;
import dev.mote.os.Entropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Delivers what is in the log to one far end, by whatever protocol its {@link Sender} speaks, one
 * request at a time. The signals take turns, and each waits for its own next try: traces that
 * nobody takes hold no metrics back. It answers for every item; see the package.
 */
public final class Delivery implements Component, Exporter {
    /** The whole process ends within a second. */
    private static final long SHUTDOWN_NANOS = 700_000_000L;

    private final Context context;
    private final DeliverySettings settings;
    private final Sender sender;
    private final DeliveryCounters counters;
    private final RandomBits random;
    /** One for each signal that a pipeline brings. */
    private final List<SignalQueue> queues = new ArrayList<>();
    private int[] routes = {};
    private BatchLog batches;

    /** The queue whose request is sent, or was sent last. */
    private int turn;
    private boolean sending;
    private long giveUpNanos = Long.MAX_VALUE;
    private boolean ended;

    public Delivery(Context context, DeliverySettings settings, Sender sender) {
        this.context = context;
        this.settings = settings;
        this.sender = sender;
        counters = new DeliveryCounters(context.telemetry, context.id);
        random = new RandomBits(Entropy.seed(context.os()));
    }

    @Override
    public String id() {
        return context.id;
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
    public void addRoute(Batch.Signal signal, int route) {
        routes = Arrays.copyOf(routes, routes.length + 1);
        routes[routes.length - 1] = route;
        for (SignalQueue each : queues) {
            if (each.signal == signal) {
                return;
            }
        }
        queues.add(new SignalQueue(signal, settings, context.os().clock(), counters,
                new DeliveryLog(context.log, context.id, signal, sender.destination()),
                new Backoff(random, settings.retryInitialNanos, settings.retryMaxNanos),
                this::countQueue));
    }

    /** Delivers from this log from now on. */
    public void readFrom(BatchLog log) {
        batches = log;
        for (SignalQueue each : queues) {
            each.readFrom(log, context.id, routes);
        }
        countQueue();
    }

    private void countQueue() {
        long items = 0;
        long bytes = 0;
        for (int at = 0; at < queues.size(); at++) {
            items += queues.get(at).waitingItems();
            bytes += queues.get(at).waitingBytes();
        }
        counters.queuedPoints.set(items);
        counters.queuedBytes.set(bytes);
    }

    @Override
    public int doWork(long nowNanos) {
        if (batches == null) {
            return 0;
        }
        int done = 0;
        if (sending) {
            sender.doWork(nowNanos);
            if (sender.isDone()) {
                sending = false;
                queues.get(turn).finish(sender, nowNanos);
                done = 1;
            }
        }
        if (nowNanos >= giveUpNanos && !ended) {
            endAll();
        } else if (!sending && !ended) {
            sendNext(nowNanos);
        }
        countQueue();
        return done;
    }

    private void sendNext(long nowNanos) {
        for (int tried = 0; tried < queues.size() && !sending; tried++) {
            turn = (turn + 1) % queues.size();
            sending = queues.get(turn).prepare(nowNanos);
        }
        if (sending) {
            sender.send(queues.get(turn).request(), nowNanos);
        } else if (giveUpNanos != Long.MAX_VALUE && isDrained()) {
            sender.close();
        } else if (giveUpNanos != Long.MAX_VALUE) {
            // What is left has been tried since the end began.
            endAll();
        }
    }

    /** Nothing more is delivered by this run. */
    private void endAll() {
        ended = true;
        sending = false;
        sender.close();
        boolean lost = batches.directory() == null || batches.trouble() != null;
        for (SignalQueue each : queues) {
            each.end(lost);
        }
    }

    @Override
    public long nextDeadlineNanos() {
        if (batches == null || ended) {
            return Long.MAX_VALUE;
        }
        long deadlineNanos = sending ? sender.nextDeadlineNanos() : Long.MAX_VALUE;
        for (int at = 0; at < queues.size() && !sending; at++) {
            deadlineNanos = Math.min(deadlineNanos, queues.get(at).nextDeadlineNanos());
        }
        return Math.min(giveUpNanos, deadlineNanos);
    }

    @Override
    public void beginShutdown(long nowNanos) {
        giveUpNanos = nowNanos + SHUTDOWN_NANOS;
        for (SignalQueue each : queues) {
            each.hurry();
        }
    }

    @Override
    public boolean isDrained() {
        boolean drained = true;
        for (int at = 0; at < queues.size() && batches != null && !ended; at++) {
            drained &= queues.get(at).waitingItems() == 0;
        }
        return drained;
    }
}
