/**
 * Shares the load among several receivers of OTLP, so that what belongs together goes to the same
 * one: all spans of a trace, all points of a series.
 *
 * <pre>
 *   batch ─ by key ─┬─ part ─ log, route of a ─ delivery ─ OTLP/gRPC ─&gt; a:4317
 *                   └─ part ─ log, route of b ─ delivery ─ OTLP/gRPC ─&gt; b:4317
 * </pre>
 *
 * Each key goes to the backend whose hash with the key is the largest (rendezvous hashing): when
 * one of n backends goes, only its keys move, and when one comes, it gets 1/n of all. A backend
 * that is not there keeps its part in the log: others, if they got it, would have half of a trace.
 */
package dev.mote.exporter.balancing;
