/**
 * Requests appended to a file, as the collector's file exporter writes them.
 *
 * <pre>
 *   json     {"resourceLogs":[…]}\n{"resourceMetrics":[…]}\n …           OTLP/JSON, a line each
 *   proto    | length, 4 bytes, highest first | Export…ServiceRequest | …
 *
 *   telemetry.json     grows up to max_size, then becomes
 *   telemetry.json.1   the newest of the older ones, … up to max_backups
 * </pre>
 *
 * What cannot be written whole is cut off again and comes later, as from any far end that is not
 * there. After a crash a half line is ended, and a file that ends with half a record becomes
 * telemetry.proto.damaged: nothing that is there is ever cut.
 */
package dev.mote.exporter.file;
