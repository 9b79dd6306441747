package dev.mote.otlp;

import dev.mote.bytes.Buffer;

/** What a {@link Rewriter} asks about the messages of a request, from the outside in. */
public interface Edit {
    /** Whether it wants to see messages of the level; all others are copied as they are. */
    boolean wants(Level level);

    /**
     * Looks at the item's message of the level, and may change it. What is around it, already
     * seen, may be read.
     *
     * @return false to leave it out, with all that is in it
     */
    boolean keep(Level level, Item item);

    /**
     * At the end of a metric's points, if the edit wants to see records: may append points,
     * encoded as fields of the metric's data. Returns how many.
     */
    default int atEndOfMetric(Item item, Buffer points) {
        return 0;
    }
}
