/** Takes everything and does nothing with it. */
package dev.mote.exporter.nop;
