package dev.mote.http;

import dev.mote.component.Component;

/** Wants to be called every millisecond, so that a turn without events does not wait for long. */
public final class Tick implements Component {
    private long nextNanos;

    @Override
    public String id() {
        return "tick";
    }

    @Override
    public int doWork(long nowNanos) {
        nextNanos = nowNanos + 1_000_000;
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return nextNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
