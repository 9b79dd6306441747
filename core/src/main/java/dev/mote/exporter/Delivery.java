package dev.mote.exporter;

import dev.mote.bytes.RandomBits;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Context;
import dev.mote.log.BatchLog;
import dev.mote.os.Entropy;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers what is in the log to one far end, by whatever protocol its {@link Sender} speaks, one
 * request at a time. The signals take turns, and each waits for its own next try: traces that
 * nobody takes hold no metrics back. It answers for every item; see the package.
 */
public final class Delivery implements Component, Exporter {
    /** The whole process ends within a second. */
    private static final long SHUTDOWN_NANOS = 700_000_000L;
    /** Nobody waits for one that is no longer in the config; and few would for longer. */
    private static final long LEAVING_NANOS = 30_000_000_000L;

    private final Context context;
    private final DeliverySettings settings;
    private final Sender sender;
    private final DeliveryCounters counters;
    private final RandomBits random;
    /** One for each signal that a pipeline brings. */
    private final List<SignalQueue> queues = new ArrayList<>();
    private int[] routes = {};
    private Batch.Signal[] signals = {};
    private BatchLog batches;

    /** The queue whose request is sent, or was sent last. */
    private int turn;
    private boolean sending;
    private long giveUpNanos = Long.MAX_VALUE;
    /** It is not in the config any more. */
    private boolean leaves;
    /** Who delivers in its place, and in whose place it does; null: nobody. */
    private Delivery successor;
    private Delivery predecessor;
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

    /** Whose batches it delivers from now on: those of these pipelines, and of what signals. */
    public void routes(int[] routes, Batch.Signal[] signals) {
        this.routes = routes;
        this.signals = signals;
        for (Batch.Signal each : signals) {
            queue(each);
        }
        if (predecessor != null) {
            predecessor.routes(routes, signals);
        } else if (batches != null) {
            readFrom(batches, true);
        }
    }

    public int[] routes() {
        return routes;
    }

    /** The signals of {@link #routes}. */
    public Batch.Signal[] signals() {
        return signals;
    }

    private SignalQueue queue(Batch.Signal signal) {
        for (SignalQueue each : queues) {
            if (each.signal == signal) {
                return each;
            }
        }
        SignalQueue made = new SignalQueue(signal, settings, context.os().clock(), counters,
                new DeliveryLog(context.log, context.id, signal, sender.destination()),
                new Backoff(random, settings.retryInitialNanos, settings.retryMaxNanos),
                this::countQueue);
        queues.add(made);
        return made;
    }

    /** Delivers from this log from now on, or once it has been handed its place. */
    public void readFrom(BatchLog log) {
        if (predecessor == null) {
            readFrom(log, false);
        }
    }

    /** As {@link #readFrom}, while others use the log; a new exporter gets what comes from now. */
    public void join(BatchLog log) {
        readFrom(log, true);
    }

    private void readFrom(BatchLog log, boolean joins) {
        batches = log;
        for (SignalQueue each : queues) {
            each.readFrom(log, context.id, joins, routes);
        }
        countQueue();
    }

    /** Hands its place in the log to another, once the request that is under way has ended. */
    public void leaveTo(Delivery successor) {
        this.successor = successor;
        successor.predecessor = this;
        leaves = false;
        giveUpNanos = Long.MAX_VALUE;
        routes(successor.routes, successor.signals);
    }

    /** Whether it has, or will have, a place in the log that another could take. */
    public boolean reads() {
        return !isGone() && !ended;
    }

    /** Whether it has nothing to do with the log any more. */
    public boolean isGone() {
        return batches == null && predecessor == null;
    }

    /** Whether another takes its place, so that it need not hurry. */
    public boolean isReplaced() {
        return successor != null;
    }

    /** To the last who is to take it, if others were to in between. */
    private void handOver() {
        sender.close();
        Delivery last = successor;
        while (last.successor != null) {
            last.predecessor = null;
            last = last.successor;
        }
        for (SignalQueue each : queues) {
            each.handOver(last.queue(each.signal));
        }
        last.predecessor = null;
        last.batches = batches;
        last.countQueue();
        batches = null;
    }

    /**
     * Asks to deliver what waits, in a time in which a far end that works takes it, and not to
     * leave a request without its answer. Ends with {@link #leave}.
     */
    public void beginLeaving(long nowNanos) {
        leaves = true;
        giveUpNanos = nowNanos + LEAVING_NANOS;
        for (SignalQueue each : queues) {
            each.hurry();
        }
    }

    /** Leaves the log; what it has not delivered stays there, or is lost, and is counted so. */
    public void leave() {
        if (batches == null) {
            return;
        }
        if (!ended) {
            endAll();
        }
        for (SignalQueue each : queues) {
            each.leave();
        }
        countQueue();
        batches = null;
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
        if (successor != null && !sending && !isMidway(nowNanos)) {
            handOver();
            return 1;
        }
        if (nowNanos >= giveUpNanos && !ended && !(sending && leaves)) {
            endAll();
        } else if (!sending && !ended) {
            sendNext(nowNanos);
        }
        countQueue();
        return done;
    }

    private boolean isMidway(long nowNanos) {
        return turn < queues.size() && queues.get(turn).isMidway(nowNanos);
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
        return sending && leaves ? deadlineNanos : Math.min(giveUpNanos, deadlineNanos);
    }

    @Override
    public void beginShutdown(long nowNanos) {
        leaves = false;
        giveUpNanos = nowNanos + SHUTDOWN_NANOS;
        for (SignalQueue each : queues) {
            each.hurry();
        }
    }

    @Override
    public boolean isDrained() {
        boolean drained = ended || predecessor == null;
        for (int at = 0; at < queues.size() && batches != null && !ended; at++) {
            drained &= queues.get(at).waitingItems() == 0;
        }
        return drained;
    }
}
