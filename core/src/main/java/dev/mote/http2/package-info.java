/**
 * HTTP/2 (RFC 9113) as a byte machine, for both ends: {@link dev.mote.http2.Http2Connection} is fed
 * with what has come, however cut, tells {@link dev.mote.http2.Http2Events} what it means, and is
 * asked for the bytes to send. It meets no socket and no clock, so it is fuzzed and simulated as it
 * is.
 *
 * <pre>
 *   0          3      4       5                9
 *   | length   | type | flags | 0 | stream     | payload …
 *
 *   feed ─&gt; {@link dev.mote.http2.FrameReader} ─&gt; Http2Connection ─&gt; Http2Events
 *                                            │  {@link dev.mote.http2.HpackDecoder}: headers
 *   take &lt;─ frames to send, then DATA of each stream as the windows allow
 * </pre>
 *
 * <p>Server push, priorities and protocol upgrades are not spoken; RFC 9113 allows that. What the
 * other side can make us keep or do is bounded: see {@link dev.mote.http2.Http2Limits}.
 */
package dev.mote.http2;
