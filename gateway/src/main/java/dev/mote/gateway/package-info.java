/**
 * {@code mote-gateway}: the same pipelines on the JVM, for many hosts at once. It runs as many
 * loops as its config says ({@code service: loops:}); each has every component of its own, and they
 * share nothing but the ports they listen on, over which the kernel spreads the connections.
 */
package dev.mote.gateway;
