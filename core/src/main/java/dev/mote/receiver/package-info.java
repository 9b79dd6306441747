/** Where telemetry comes from: each receiver hands encoded batches to a consumer. */
package dev.mote.receiver;
