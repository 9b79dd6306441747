/** What stands between receivers and those who take their batches. */
package dev.mote.pipeline;
