/**
 * An outage side by side: the same batches into Mote's log and into the collector's sending queue
 * in its {@code file_storage}, while nobody takes them; then the far end is there. Once to see what
 * that costs, once with {@code kill -9} in between, to see what gets lost. The product has core 0
 * for itself; what sends, and the far end, share core 1.
 */
package dev.mote.bench.outage;
