package dev.mote.component;

import dev.mote.os.Errno;
import dev.mote.os.Os;
import dev.mote.os.Poller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One loop that calls everybody: components when they are due, handlers when their socket is ready.
 * The same loop runs the agent and, on a simulated clock, a year of it in a test.
 */
public final class EventLoop {
    /** Called when a watched socket is ready. */
    public interface Handler {
        void ready(int socket, int events, long nowNanos);
    }

    /** Called with SIGTERM, SIGINT or SIGHUP. */
    public interface SignalHandler {
        void signalled(int signal, long nowNanos);
    }

    /** Sockets looked at in one turn; more are seen in the next one. */
    private static final int READY_MAX = 64;

    private final Os os;
    private final List<Component> components = new ArrayList<>();
    /** No longer called from the next turn on: in this one somebody may be counting. */
    private final List<Component> leaving = new ArrayList<>();
    private final int[] ready = new int[2 * READY_MAX];
    private Handler[] handlers = new Handler[16];
    private SignalHandler signals = (signal, nowNanos) -> { };
    private long stopAtNanos = Long.MAX_VALUE;

    public EventLoop(Os os) {
        this.os = os;
    }

    public Os os() {
        return os;
    }

    public void add(Component component) {
        components.add(component);
    }

    /** The component is not called any more, from the next turn on. */
    public void remove(Component component) {
        leaving.add(component);
    }

    public void onSignal(SignalHandler handler) {
        signals = handler;
    }

    /** Watches a socket; interest 0 ends the watch and forgets the handler. */
    public int watch(int socket, int interest, Handler handler) {
        if (socket >= handlers.length) {
            handlers = Arrays.copyOf(handlers, Math.max(socket + 1, 2 * handlers.length));
        }
        handlers[socket] = interest == 0 ? null : handler;
        return os.poller().watch(socket, interest);
    }

    /** Runs until {@link #shutDown} was asked for and all are drained, or its time is up. */
    public void run() {
        while (!turn()) {
            // one turn after the other
        }
    }

    /** Asks everybody to finish within {@code withinNanos}. */
    public void shutDown(long nowNanos, long withinNanos) {
        if (stopAtNanos != Long.MAX_VALUE) {
            return;
        }
        stopAtNanos = nowNanos + withinNanos;
        for (int at = 0; at < components.size(); at++) {
            components.get(at).beginShutdown(nowNanos);
        }
    }

    /** One turn: what is due, then what is ready. Returns true when the loop has ended. */
    public boolean turn() {
        if (!leaving.isEmpty()) {
            components.removeAll(leaving);
            leaving.clear();
        }
        long nowNanos = os.clock().monotonicNanos();
        long deadlineNanos = stopAtNanos;
        for (int at = 0; at < components.size(); at++) {
            Component component = components.get(at);
            component.doWork(nowNanos);
            deadlineNanos = Math.min(deadlineNanos, component.nextDeadlineNanos());
        }
        if (stopAtNanos != Long.MAX_VALUE && (allDrained() || nowNanos >= stopAtNanos)) {
            return true;
        }
        dispatch(os.poller().await(Math.max(0, deadlineNanos - nowNanos), ready));
        return false;
    }

    private boolean allDrained() {
        for (int at = 0; at < components.size(); at++) {
            if (!components.get(at).isDrained()) {
                return false;
            }
        }
        return true;
    }

    private void dispatch(int count) {
        if (count < 0 && count != -Errno.EINTR) {
            throw new IllegalStateException("waiting for events: " + Errno.describe(count));
        }
        long nowNanos = os.clock().monotonicNanos();
        for (int at = 0; at < count; at++) {
            int socket = ready[2 * at];
            int events = ready[2 * at + 1];
            if (socket == Poller.SIGNAL) {
                signals.signalled(events, nowNanos);
            } else if (handlers[socket] != null) {
                handlers[socket].ready(socket, events, nowNanos);
            }
        }
    }
}
