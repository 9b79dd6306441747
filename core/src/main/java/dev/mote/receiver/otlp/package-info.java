/**
 * Receives OTLP from applications: gRPC, HTTP with protobuf and HTTP with JSON, all on each port
 * (opentelemetry-proto, docs/specification.md).
 *
 * <pre>
 *   {@link dev.mote.server.TcpServer} ─&gt; {@link dev.mote.receiver.otlp.OtlpExchange}: head, body
 *      is there room? ({@link dev.mote.receiver.otlp.Intake}, before the body is read)
 *      whole ─&gt; unpack (gzip, JSON) ─&gt; validate and count ─&gt; Batch, where the bytes lie
 * ─&gt; next
 *   Outcome ─&gt; {@link dev.mote.receiver.otlp.Verdict} ─&gt; answer
 * </pre>
 *
 * <p>A success is only said when the next one has accepted the batch; a partial success is never
 * made up.
 */
package dev.mote.receiver.otlp;
