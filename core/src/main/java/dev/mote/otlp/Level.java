package dev.mote.otlp;

/** The levels of a request, from the outside in. */
public enum Level {
    RESOURCE, SCOPE,
    /** Only metrics have it. */
    METRIC,
    /** A data point, a log record or a span. */
    RECORD,
    /** Of a span. */
    EVENT
}
