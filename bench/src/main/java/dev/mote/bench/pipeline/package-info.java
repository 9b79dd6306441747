/**
 * Pipelines side by side: what a data point, a log record or a span costs the collector, the
 * gateway and the binary. The target has core 0 for itself. {@link dev.mote.bench.pipeline.Load},
 * which sends, and {@link dev.mote.bench.pipeline.Sink}, the far end of what goes on, share a
 * thread on core 1. Both speak HTTP/2 by frames that are made beforehand, so that they are
 * quicker than any target: of a request only the stream's number is written anew.
 */
package dev.mote.bench.pipeline;
