/** Prints what flows by, for people who want to see it. */
package dev.mote.exporter.debug;
