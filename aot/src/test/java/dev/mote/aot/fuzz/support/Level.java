package dev.mote.aot.fuzz.support;

/** An enum with a constant that has a body. */
public enum Level {
    LOW, MIDDLE {
        @Override
        public int steps(int x) {
            return x * 3 + ordinal();
        }
    },
    HIGH, TOP;

    public int steps(int x) {
        return x + ordinal();
    }

    /** The level with ordinal x modulo their count. */
    public static Level at(int x) {
        return values()[x & 3];
    }
}
