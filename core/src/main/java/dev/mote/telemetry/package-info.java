/**
 * Mote's own counters: what it accepted, sent and dropped, and why. They are exported like every
 * other metric. The rule they serve: accepted = delivered + kept + dropped (counted, with a
 * reason).
 */
package dev.mote.telemetry;
