/**
 * Log records for Grafana Loki, by its push API (grafana.com/docs/loki, reference, HTTP API,
 * "Ingest logs"; messages of grafana/loki, pkg/push/push.proto), protobuf in a snappy block.
 *
 * <pre>
 *   resource attributes        the few that are listed: labels, which make the stream
 *                              all others: structured metadata
 *   scope, record attributes   structured metadata, named as Loki's own OTLP receiver names them
 *   body                       the line
 *
 *   PushRequest  1 StreamAdapter   1 labels {service_name="shop"}
 *                                  2 EntryAdapter   1 Timestamp 1 seconds, 2 nanoseconds
 *                                                   2 line
 *                                                   3 LabelPairAdapter 1 name, 2 value
 * </pre>
 *
 * In a request each stream stands once, its entries in the order of their times: older servers, and
 * those that are told so, refuse an entry that is older than the one before.
 */
package dev.mote.exporter.loki;
