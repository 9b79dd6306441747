/**
 * OTLP over HTTP with binary protobuf (opentelemetry-proto, docs/specification.md, "OTLP/HTTP").
 *
 * <pre>
 *   batch ─ gzip once ─&gt; log ─ {@link dev.mote.exporter.Delivery}, oldest first ─&gt; POST
 *
 *   no answer, 429, 502, 503, 504    kept; again after Retry-After, or with exponential backoff
 *   2xx                              delivered, but for the points a partial success refuses
 *   anything else                    refused: dropped and counted, as the specification demands
 * </pre>
 *
 * Only 200 is a success by the letter; all of 2xx is taken for one, because receivers answer with
 * 201, 202 and 204 as well and mean it.
 */
package dev.mote.exporter.otlp;
