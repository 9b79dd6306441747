package dev.mote.pipeline;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.exporter.Delivery;
import java.util.List;

/**
 * Components that the newest config no longer has. One after the other, in the direction of the
 * data, each is asked to finish and to hand on what it holds; in the end all are forgotten.
 */
final class Leaving implements Component {
    /** Connections that were asked to end have done so by then. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final EventLoop loop;
    private final List<Component> parts;
    private final List<Leaving> among;
    private int asked;
    private long goneNanos = Long.MAX_VALUE;

    /**
     * Asks the first ones at once.
     *
     * @param together so many have nothing to do with one another: receivers, whose ports others
     * may want
     * @param among forgets it, too, in the end
     */
    Leaving(EventLoop loop, List<Component> parts, int together, List<Leaving> among,
            long nowNanos) {
        this.among = among;
        this.loop = loop;
        this.parts = parts;
        while (asked < together) {
            ask(nowNanos);
        }
    }

    @Override
    public String id() {
        return "leaving";
    }

    @Override
    public int doWork(long nowNanos) {
        while (asked < parts.size() && areDrained()) {
            ask(nowNanos);
        }
        if (!areDrained()) {
            goneNanos = Long.MAX_VALUE;
        } else if (goneNanos == Long.MAX_VALUE) {
            goneNanos = nowNanos + LINGER_NANOS;
        }
        if (nowNanos >= goneNanos) {
            forget();
        }
        return 0;
    }

    private void ask(long nowNanos) {
        Component part = parts.get(asked++);
        if (!(part instanceof Delivery delivery)) {
            part.beginShutdown(nowNanos);
        } else if (!delivery.isReplaced()) {
            delivery.beginLeaving(nowNanos);
        }
        part.doWork(nowNanos);
    }

    /** The delivery with the id, as long as it has something to do with the log; or null. */
    Delivery delivery(String id) {
        for (Component each : parts) {
            if (each instanceof Delivery delivery && each.id().equals(id)
                    && !delivery.isReplaced() && !delivery.isGone()) {
                return delivery;
            }
        }
        return null;
    }

    private boolean areDrained() {
        for (int at = 0; at < asked; at++) {
            if (!parts.get(at).isDrained()) {
                return false;
            }
        }
        return true;
    }

    private void forget() {
        for (Component each : parts) {
            if (each instanceof Delivery delivery) {
                delivery.leave();
            }
            loop.remove(each);
        }
        loop.remove(this);
        among.remove(this);
    }

    @Override
    public long nextDeadlineNanos() {
        return goneNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        while (asked < parts.size()) {
            parts.get(asked++).beginShutdown(nowNanos);
        }
    }

    @Override
    public boolean isDrained() {
        return areDrained();
    }
}
