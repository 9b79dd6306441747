package dev.mote.bytes;

/**
 * Numbers that are hard to foresee by accident, for jitter and DNS ids: SplitMix64 (Steele, Lea and
 * Flood, 2014). Not for secrets.
 */
public final class RandomBits {
    private long state;

    public RandomBits(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** A number from 0 to {@code bound - 1}. */
    public long below(long bound) {
        return (next() >>> 1) % bound;
    }
}
