/**
 * Processors: each takes batches, changes them as its config says, and hands them on. Most are an
 * {@link dev.mote.otlp.Edit}, which says what to do with a resource, metric or record, driven by
 * {@link dev.mote.processor.RewriteStage}; they copy what they leave alone and allocate nothing in
 * steady state. What is left out on purpose is counted as filtered, what is lost as dropped, with
 * a reason. docs/specs/processors.md lists them with their keys.
 */
package dev.mote.processor;
