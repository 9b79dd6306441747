/**
 * OTLP's wire: telemetry is kept as the bytes of {@code Export…ServiceRequest} messages and nothing
 * else (opentelemetry-proto, {@code metrics/v1/metrics.proto}). {@link dev.mote.otlp.MetricsWriter}
 * writes them, {@link dev.mote.otlp.MetricsReader} walks through them; there is no object tree.
 *
 * <pre>
 *   ExportMetricsServiceRequest
 *     1 ResourceMetrics …
 *       1 Resource { 1 attributes … }
 *       2 ScopeMetrics …
 *         1 InstrumentationScope { 1 name, 2 version }
 *         2 Metric …  { 1 name, 2 description, 3 unit, 5 gauge | 7 sum }
 *           Gauge { 1 points … }
 *           Sum   { 1 points …, 2 temporality (2 = cumulative), 3 is_monotonic }
 *             NumberDataPoint { 2 start, 3 time (fixed64 nanoseconds),
 *                               4 as_double | 6 as_int (sfixed64), 7 attributes … }
 * </pre>
 *
 * <p>Two requests written one after the other are one valid request: protobuf merges repeated
 * fields.
 */
package dev.mote.otlp;
