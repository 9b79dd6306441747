package dev.mote.pipeline;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Config;
import dev.mote.otlp.MetricsWriter;
import dev.mote.receiver.host.HostFiles;
import dev.mote.receiver.host.HostReceiver;
import dev.mote.receiver.host.HostSource;
import dev.mote.receiver.host.Scrape;
import dev.mote.receiver.host.SelfCollector;
import dev.mote.telemetry.Telemetry;

/** The host as one config wants it watched: what is collected, how often, and where it goes. */
final class HostWatch implements Consumer, HostReceiver.Delivery {
    /**
     * Holds a collection of a usual host, 300 points in 33 kB, twice: growing leaves garbage, and
     * room that is never written to costs no memory.
     */
    static final int COLLECTION_BYTES = 64 * 1024;

    final Config.Entry entry;
    final HostSource source;
    HostReceiver receiver;
    private final LatestMetrics latest;
    /** Where regular collections go, besides to whoever looks; null: nowhere. */
    private Consumer pipelines;
    private boolean regular;

    HostWatch(Config.Entry entry, HostSource source, LatestMetrics latest) {
        this.entry = entry;
        this.source = source;
        this.latest = latest;
    }

    /** Makes the receiver, with these counters; they may be a draft of the real ones. */
    void make(Agent agent, Telemetry counters, String version, long intervalNanos) {
        EventLoop loop = agent.loop();
        MetricsWriter out = new MetricsWriter(agent.resource(), HostReceiver.HOST_SCOPE, version,
                source.convention, COLLECTION_BYTES, this);
        SelfCollector self = new SelfCollector(agent.telemetry(),
                new HostFiles(loop.os().files(), ""), loop.os().clock());
        receiver = new HostReceiver(entry.id, loop.os().clock(),
                new Scrape(new HostFiles(loop.os().files(), source.view.rootPath()), out),
                source.collectors, self, intervalNanos, counters, agent.log());
        receiver.deliverTo(this);
    }

    /** Whether another does the same. */
    boolean isLike(HostWatch other) {
        return entry.isSame(other.entry)
                && source.collectors.isEmpty() == other.source.collectors.isEmpty();
    }

    void handOnTo(Consumer pipelines) {
        this.pipelines = pipelines;
    }

    void joinLoop(EventLoop loop) {
        loop.add(receiver);
        for (Component each : source.components) {
            loop.add(each);
        }
    }

    void leaveLoop(EventLoop loop, long nowNanos) {
        loop.remove(receiver);
        for (Component each : source.components) {
            each.beginShutdown(nowNanos);
            loop.remove(each);
        }
    }

    @Override
    public void begins(boolean regular, long wallNanos) {
        this.regular = regular;
        latest.begin(wallNanos);
    }

    /** Takes a batch of a collection: it is kept for whoever looks; a regular one goes on. */
    @Override
    public Outcome consume(Batch batch) {
        latest.consume(batch);
        return regular && pipelines != null ? pipelines.consume(batch) : Outcome.ACCEPTED;
    }
}
