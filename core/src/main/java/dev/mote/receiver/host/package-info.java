/**
 * The host's own metrics. One {@link dev.mote.receiver.host.Collector} a file; each reads through
 * {@link dev.mote.receiver.host.HostFiles} (so below a root path), parses with a pure static
 * method, and writes OTLP data points. {@link dev.mote.receiver.host.HostReceiver} calls them,
 * times them, and turns a failure into a counter and one line in the log, never into a false value.
 *
 * <p>Reads follow the kernel's Documentation/filesystems/proc.rst and Documentation/ABI.
 */
package dev.mote.receiver.host;
