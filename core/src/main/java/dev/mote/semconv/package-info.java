/**
 * What things are called: tables of metrics and attributes, after the OpenTelemetry semantic
 * conventions, with the names that the OpenTelemetry Collector's host metrics use where they differ
 * ({@code compatibility: otelcol}). The conventions move; so names live here and nowhere else.
 */
package dev.mote.semconv;
