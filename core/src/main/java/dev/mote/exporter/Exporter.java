package dev.mote.exporter;

/**
 * The end of a pipeline. One that is a {@link dev.mote.component.Consumer} takes batches as they
 * come; a {@link Delivery} reads them from the log.
 */
public interface Exporter {
    /** Where it delivers to, for people, without secrets. */
    String destination();
}
