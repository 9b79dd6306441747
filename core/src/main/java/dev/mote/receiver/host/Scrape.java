package dev.mote.receiver.host;

import dev.mote.otlp.MetricsWriter;

/** What a collector needs to collect once: files to read, a writer, the time. */
public final class Scrape {
    /** A line of a few numbers. */
    private static final int SHORT_BYTES = 64;

    public final HostFiles files;
    public final MetricsWriter out;
    /**
     * /proc/stat: to print it the kernel adds up every CPU's times and every interrupt's counts,
     * which makes it one of the dearest files there are (75 µs on a host with two CPUs,
     * milliseconds on one with hundreds).
     */
    public final SharedFile stat;
    /** /proc/loadavg. */
    public final SharedFile load;
    /** /proc/uptime. */
    public final SharedFile uptime;

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
        stat = new SharedFile(files, "/proc/stat", HostFiles.PAGE_BYTES);
        load = new SharedFile(files, "/proc/loadavg", SHORT_BYTES);
        uptime = new SharedFile(files, "/proc/uptime", SHORT_BYTES);
    }

    /** A collection begins: the shared files are read anew. */
    void begin() {
        stat.begin();
        load.begin();
        uptime.begin();
    }
}
