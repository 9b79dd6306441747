package dev.mote.receiver.host;

import dev.mote.component.Outcome;
import dev.mote.os.sim.SimClock;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.MetricsWriter;
import dev.mote.otlp.Resource;
import dev.mote.semconv.Convention;

/**
 * A host for tests: files in memory, a scrape over them, and the text of what the last collection
 * wrote. It booted one hour before the simulation begins. See {@link Golden} for captured machines.
 */
final class HostFixture {
    static final long UPTIME_NANOS = 3_600_000_000_000L;

    final SimOs os = new SimOs();
    final Scrape scrape;
    /** What the last {@link #collect} returned. */
    int result;

    /** By how much the date was set since, as {@link Scrape#bootNanos} then follows. */
    long bootShiftNanos;
    /** Whether to drop what is written instead of making text of it. */
    boolean quiet;

    private final StringBuilder text = new StringBuilder();

    /** An empty host. */
    HostFixture() {
        this("", Convention.SEMCONV);
    }

    HostFixture(String rootPath, Convention convention) {
        MetricsWriter out = new MetricsWriter(new Resource(), "mote", "test", convention, 4096,
                batch -> {
                    if (!quiet) {
                        MetricsText.render(batch.bytes, batch.offset, batch.length, bootNanos(),
                                text);
                    }
                    return Outcome.ACCEPTED;
                });
        scrape = new Scrape(new HostFiles(os.files, rootPath), out);
        scrape.regular = true;
    }

    HostFixture put(String path, String content) {
        os.files.put(path, content);
        return this;
    }

    HostFixture advanceSeconds(long seconds) {
        os.clock.advance(seconds * 1_000_000_000L);
        return this;
    }

    /** Collects once at the clock's time and returns the text of what was written. */
    String collect(Collector... collectors) {
        text.setLength(0);
        collectQuietly(collectors);
        return text.toString();
    }

    /** Collects once; returns how many points were written. */
    int collectQuietly(Collector... collectors) {
        begin();
        result = 0;
        for (Collector collector : collectors) {
            result = Math.min(result, collector.collect(scrape));
        }
        return scrape.out.end();
    }

    /** One of the looks in between, as of a Prometheus scrape. */
    String look(Collector... collectors) {
        scrape.regular = false;
        String seen = collect(collectors);
        scrape.regular = true;
        return seen;
    }

    private void begin() {
        scrape.wallNanos = os.clock.wallNanos();
        scrape.monotonicNanos = os.clock.monotonicNanos();
        scrape.bootNanos = bootNanos();
        scrape.begin();
        scrape.out.begin(scrape.wallNanos, scrape.bootNanos);
    }

    private long bootNanos() {
        return SimClock.START_NANOS - UPTIME_NANOS + bootShiftNanos;
    }
}
