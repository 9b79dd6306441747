/**
 * gRPC over HTTP/2, unary calls (grpc/grpc: doc/PROTOCOL-HTTP2.md), for both ends.
 *
 * <pre>
 *   request    HEADERS :path /package.Service/Method, content-type application/grpc
 *              DATA    | 0 or 1: compressed | length, 4 bytes | message |
 *   answer     HEADERS :status 200
 *              DATA    the same
 *              HEADERS grpc-status, grpc-message (percent-encoded), grpc-status-details-bin
 *                      (base64 of google.rpc.Status)
 * </pre>
 */
package dev.mote.grpc;
