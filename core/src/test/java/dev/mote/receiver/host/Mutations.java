package dev.mote.receiver.host;

import java.util.Arrays;
import java.util.Random;

/** Damaged texts for parsers: seeded, so that a failure can be repeated. */
final class Mutations {
    /** {@code -Dfuzz.cases=N}; few by default, for every build. */
    static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private static final byte[] SPECIAL = {'\n', ' ', '\t', 0, '-', '.', ':', '(', ')', '/', '9',
        (byte) 0xFF, (byte) 0x80, 'K', '\\'};

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
        System.out.println("fuzz.seed=" + seed + " fuzz.cases=" + CASES);
    }

    /** A copy with a few bytes changed, taken out, doubled, or cut off. */
    byte[] mutate(byte[] text) {
        byte[] copy = text.clone();
        for (int times = 1 + random.nextInt(6); times > 0; times--) {
            copy = once(copy);
        }
        return copy;
    }

    private byte[] once(byte[] text) {
        if (text.length == 0) {
            return new byte[] {SPECIAL[random.nextInt(SPECIAL.length)]};
        }
        int at = random.nextInt(text.length);
        int count = random.nextInt(Math.min(40, text.length - at) + 1);
        switch (random.nextInt(6)) {
            case 0 -> text[at] = (byte) random.nextInt(256);
            case 1 -> text[at] = SPECIAL[random.nextInt(SPECIAL.length)];
            case 2 -> {
                return Arrays.copyOf(text, at);
            }
            case 3 -> {
                return splice(text, at, at + count, new byte[0]);
            }
            case 4 -> {
                return splice(text, at, at, Arrays.copyOfRange(text, at, at + count));
            }
            default -> {
                byte[] run = new byte[random.nextInt(300)];
                Arrays.fill(run, SPECIAL[random.nextInt(SPECIAL.length)]);
                return splice(text, at, at, run);
            }
        }
        return text;
    }

    private static byte[] splice(byte[] text, int from, int to, byte[] middle) {
        byte[] result = Arrays.copyOf(text, from + middle.length + text.length - to);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(text, to, result, from + middle.length, text.length - to);
        return result;
    }
}
