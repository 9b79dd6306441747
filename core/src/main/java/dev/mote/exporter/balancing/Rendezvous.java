package dev.mote.exporter.balancing;

import dev.mote.bytes.Buffer;

/** Which of several nodes a key belongs to: the one whose hash with the key is the largest. */
final class Rendezvous {
    private final long[] nodes;

    Rendezvous(String... names) {
        nodes = new long[names.length];
        for (int at = 0; at < nodes.length; at++) {
            Buffer name = new Buffer(32).utf8(names[at]);
            nodes[at] = mix(RoutingKey.hash(name.bytes(), 0, name.length()));
        }
    }

    int node(long key) {
        int best = 0;
        long largest = Long.MIN_VALUE;
        for (int at = 0; at < nodes.length; at++) {
            long weight = mix(mix(key) ^ nodes[at]);
            if (weight > largest) {
                largest = weight;
                best = at;
            }
        }
        return best;
    }

    /** Every bit of the result depends on every bit of the value (splitmix64's finish). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
