/**
 * Where telemetry leaves Mote. An exporter answers for every item that it took over: sent, kept, or
 * dropped and counted with a reason.
 *
 * <pre>
 *   pipeline ─ log ─ delivery ─ sender ─&gt; far end
 *               └─── another delivery, with a position of its own
 * </pre>
 *
 * A {@link dev.mote.exporter.Delivery} decides what is sent when, merges and splits requests, tries
 * again, counts; a {@link dev.mote.exporter.Sender} speaks one protocol. So a slow or dead far end
 * never holds up another one, nor one signal the others (docs/adr/0053).
 */
package dev.mote.exporter;
