/**
 * Bytes and numbers: growing buffers, decimal text, protobuf's integers, checksums, gzip, snappy.
 * Nothing here knows what the bytes mean.
 */
package dev.mote.bytes;
