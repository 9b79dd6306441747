/**
 * Where accepted batches wait for their exporters: appended once, read by each exporter at its own
 * position, kept until all have them or a limit says otherwise.
 */
package dev.mote.log;
