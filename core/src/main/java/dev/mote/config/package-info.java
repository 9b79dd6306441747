/**
 * Reading the configuration: a strict subset of YAML, typed access with exact complaints, the
 * environment's {@code OTEL_*} variables, and what holds when nobody says anything.
 *
 * <p>The user's side of all this is docs/specs/config.md.
 */
package dev.mote.config;
