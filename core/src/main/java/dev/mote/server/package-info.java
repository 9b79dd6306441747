/**
 * A server of requests with bodies, by HTTP/1.1 and HTTP/2 on the same port: whatever the first
 * bytes say is spoken.
 *
 * <pre>
 *   {@link dev.mote.server.TcpServer}     accepts, reads, sends, watches the time
 *     {@link dev.mote.server.Machine}     one connection's bytes: {@link
 * dev.mote.server.HttpMachine}
 *       {@link dev.mote.server.Exchange}  one request and its {@link dev.mote.server.Answer}
 * </pre>
 *
 * <p>One buffer takes what arrives on any connection and one holds what is sent, so that a thousand
 * idle connections cost next to nothing.
 */
package dev.mote.server;
