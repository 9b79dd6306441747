package dev.mote.os;

/** A seed that two processes hardly share: from /dev/urandom, or at least from the clocks. */
public final class Entropy {
    private static final int SEED_BYTES = 8;

    private Entropy() {
    }

    public static long seed(Os os) {
        long seed = os.clock().wallNanos() ^ os.clock().monotonicNanos() << 20;
        int file = os.files().open(new Path("/dev/urandom").bytes(), FileSystem.READ);
        if (file < 0) {
            return seed;
        }
        byte[] bytes = new byte[SEED_BYTES];
        os.files().read(file, FileSystem.HERE, bytes, 0, SEED_BYTES);
        os.files().close(file);
        long random = 0;
        for (int at = 0; at < SEED_BYTES; at++) {
            random = random << 8 | bytes[at] & 0xFF;
        }
        return seed ^ random;
    }
}
