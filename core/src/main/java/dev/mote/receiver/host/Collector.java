package dev.mote.receiver.host;

/** Reads one part of the host and writes its data points. Holds its own memory, sized at start. */
public interface Collector {
    /** The name in the config's {@code scrapers:} and in Mote's own metrics. */
    String name();

    /**
     * Collects once: reads, parses, writes to {@link Scrape#out}. Allocates nothing in steady
     * state.
     *
     * @return 0, or a negative error code when something was not readable ({@code -ENOENT} …) or
     * not
     *         understood ({@code -EBADMSG}); what could be read is written all the same.
     *         {@code -ENODATA} means that this host does not have it, which is no error.
     */
    int collect(Scrape scrape);
}
