/**
 * HTTP/1.1 (RFC 9110, RFC 9112) on the event loop, and what it needs: URLs, addresses, DNS. Client
 * and server are byte machines: they take the bytes that have come, however cut, and never wait.
 * Every length that the other side chooses has a limit.
 *
 * <pre>
 *   HTTP/1.1 200 OK CRLF                start line
 *   Content-Length: 2 CRLF              header lines, {@link dev.mote.http.HeaderScanner}
 *   CRLF                                end of the head
 *   …                                   body: Content-Length, chunked, or until the peer closes
 * </pre>
 */
package dev.mote.http;
