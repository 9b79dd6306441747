package dev.mote.semconv;

/** Which names go out: the registry's current ones, or the collector's that dashboards expect. */
public enum Convention {
    SEMCONV, OTELCOL
}
