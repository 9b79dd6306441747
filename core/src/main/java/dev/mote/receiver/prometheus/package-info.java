/**
 * Scrapes pages in Prometheus's text format 0.0.4 (prometheus.io, "Exposition formats") and in
 * OpenMetrics 1.0 (its specification), and hands them on as OTLP metrics (OpenTelemetry
 * specification, prometheus_and_openmetrics.md).
 *
 * <pre>
 *   ScrapeTarget    asks for the page in time, decides what a failure is, adds up and its like
 *   ScrapeJob       its targets, of the config and of each Discovery: files, DNS, HTTP
 *   TargetSettings  where a target is and what it is called, after relabelling
 *   Relabelling     RelabelRule by RelabelRule over a LabelSet, of targets and of samples
 *   PageReader      the page's bytes, one pass: HELP, TYPE and samples with their labels
 *   PageMetrics     samples to points: number, histogram (buckets, sum, count), summary
 *   ScrapedSeries   what was there the last time; what is not any more gets "no recorded value"
 *
 *   # TYPE latency histogram                  histogram latency
 *   latency_bucket{path="/",le="0.1"} 3         path="/" bounds 0.1, counts 3, 1
 *   latency_bucket{path="/",le="+Inf"} 4          sum 1.5, count 4
 *   latency_sum{path="/"} 1.5
 *   latency_count{path="/"} 4
 * </pre>
 *
 * A page counts as a whole: one malformed line and none of it is taken, as Prometheus does it.
 */
package dev.mote.receiver.prometheus;
