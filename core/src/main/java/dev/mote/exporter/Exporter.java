package dev.mote.exporter;

import dev.mote.component.Consumer;

/** The end of a pipeline: takes batches over and answers for each of their items. */
public interface Exporter extends Consumer {
    /** Where it delivers to, for people, without secrets. */
    String destination();
}
