/**
 * Where accepted batches wait for their exporters: appended once, read by each exporter at its own
 * position, kept until all have them or a limit says otherwise.
 *
 * <pre>
 *   position  0 ········· dropped ·········|== segment ==|== segment ==|= newest =|
 *                                           ^ exporter b        ^ exporter a       ^ end
 *
 *   a segment   a file, or an array while there is no disk; its name is its first position
 *   a record    48 bytes of header ({@link dev.mote.log.RecordHeader}), then the batch
 *   positions   one small file with how far each exporter has come ({@link dev.mote.log.Positions})
 * </pre>
 *
 * What is promised: 0 records are lost when the process is killed, those of the last second when
 * the power fails and the far end did not have them yet. Records come once, and once more after
 * such an end. Nothing that is found in the directory keeps Mote from starting. When the disk is
 * full, read-only or gone the log goes on in memory, says so, and moves back by itself, in order.
 * Space is freed a segment at a time, by unlinking it; what is lost with one is counted for each
 * exporter, with the reason. The format is specified in docs/specs/log-format.md.
 */
package dev.mote.log;
