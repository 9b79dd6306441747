package dev.mote.receiver.host;

import dev.mote.otlp.MetricsWriter;

/** What a collector needs to collect once: files to read, a writer, the time. */
public final class Scrape {
    public final HostFiles files;
    public final MetricsWriter out;
    /** /proc/stat, read at most once a collection. */
    public final StatFile stat;

    /** The timestamp of this collection's points, wall clock. */
    public long wallNanos;
    /** The same moment on the monotonic clock: for intervals. */
    public long monotonicNanos;
    /** When the host booted, wall clock: the start time of its counters. */
    public long bootNanos;
    /**
     * Whether this is one of the regular collections. Otherwise somebody (a Prometheus scrape)
     * looks in between: rates are then taken against the last regular one, which stays the
     * baseline.
     */
    public boolean regular;
    /**
     * Whether this is the first collection, which a start waits for: what costs milliseconds and is
     * no baseline for anything is left to the second one.
     */
    public boolean first;

    public Scrape(HostFiles files, MetricsWriter out) {
        this.files = files;
        this.out = out;
        stat = new StatFile(files.apart());
    }
}
