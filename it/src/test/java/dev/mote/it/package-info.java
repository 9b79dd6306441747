/**
 * Mote against real peers, each a process of its own on the loopback interface: the OpenTelemetry
 * Collector, Prometheus, node_exporter, and a sink that misbehaves on purpose.
 *
 * <p>{@code it/peers/all} gets the peers. Mote is the native binary if it was built, or else the
 * same classes on the JVM; {@code -Dmote.binary=FILE} names another one. Every process that a test
 * starts is ended by that test, by its process id, and every port is picked when it is needed.
 *
 * <p>Times in these tests are upper bounds for a busy machine, except where the requirement is
 * itself a time (SIGTERM ends the process within one second).
 */
package dev.mote.it;
