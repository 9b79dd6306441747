package dev.mote.os.sim;

import dev.mote.os.Clock;
import java.util.ArrayList;
import java.util.List;

/** Time that stands still until somebody moves it, and things that happen at their time. */
public final class SimClock implements Clock {
    private record Event(long atNanos, Runnable action) {
    }

    /** 2026-01-01 00:00:00 UTC, in nanoseconds: where simulations begin. */
    public static final long START_NANOS = 1_767_225_600_000_000_000L;

    private final List<Event> events = new ArrayList<>();
    private long monotonicNanos = 1_000_000_000L;
    private long wallOffsetNanos = START_NANOS - monotonicNanos;
    private long sleptNanos;
    /** What the kernel has been told of the wall clock. */
    public boolean isSynchronized = true;

    @Override
    public long monotonicNanos() {
        return monotonicNanos;
    }

    @Override
    public long wallNanos() {
        return monotonicNanos + wallOffsetNanos;
    }

    @Override
    public long bootNanos() {
        return monotonicNanos + sleptNanos;
    }

    @Override
    public boolean isSynchronized() {
        return isSynchronized;
    }

    /** The machine sleeps, as a laptop that is closed: the monotonic clock stands still. */
    public void sleep(long nanos) {
        sleptNanos += nanos;
        wallOffsetNanos += nanos;
    }

    /** Somebody sets the date: only the wall clock jumps. */
    public void jumpWall(long nanos) {
        wallOffsetNanos += nanos;
    }

    /** Has {@code action} happen {@code afterNanos} from now. */
    public void schedule(long afterNanos, Runnable action) {
        events.add(new Event(monotonicNanos + afterNanos, action));
    }

    /** Moves on by {@code nanos}, with all that happens in between. */
    public void advance(long nanos) {
        long untilNanos = monotonicNanos + nanos;
        while (nextEventNanos() <= untilNanos) {
            runNext();
        }
        monotonicNanos = untilNanos;
    }

    /** When the next event happens; {@link Long#MAX_VALUE} when none is planned. */
    long nextEventNanos() {
        long next = Long.MAX_VALUE;
        for (int at = 0; at < events.size(); at++) {
            next = Math.min(next, events.get(at).atNanos);
        }
        return next;
    }

    /** Moves to the next event and lets it happen; events of one moment happen in their order. */
    void runNext() {
        int first = 0;
        for (int at = 1; at < events.size(); at++) {
            if (events.get(at).atNanos < events.get(first).atNanos) {
                first = at;
            }
        }
        Event event = events.remove(first);
        monotonicNanos = Math.max(monotonicNanos, event.atNanos);
        event.action.run();
    }
}
