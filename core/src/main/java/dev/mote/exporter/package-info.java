/**
 * Where telemetry leaves Mote. An exporter answers for every item that it took over: sent, kept, or
 * dropped and counted with a reason. {@link dev.mote.exporter.MemoryRing} keeps what cannot be
 * delivered now.
 */
package dev.mote.exporter;
