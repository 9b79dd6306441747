package dev.mote.receiver.host;

import java.util.Arrays;
import java.util.Random;

/**
 * Damaged texts for parsers, from a seed that is printed, so that a failure can be repeated with
 * {@code -Dfuzz.seed}. Few by default, for every build; {@code -Dfuzz.cases=N} or
 * {@code -Dfuzz.seconds=N} make more.
 */
final class Mutations {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    private static final long NANOS = Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;

    private static final byte[] SPECIAL = {'\n', ' ', '\t', 0, '-', '.', ':', '(', ')', '/', '9',
        (byte) 0xFF, (byte) 0x80, 'K', '\\'};

    private final Random random;
    private final long beganNanos = System.nanoTime();
    private int cases;

    Mutations(String what) {
        long seed = Long.getLong("fuzz.seed", 1);
        random = new Random(seed);
        System.out.println(what + ": fuzz.seed=" + seed);
    }

    /** Whether there is another case to try. */
    boolean more() {
        return NANOS > 0 ? System.nanoTime() - beganNanos < NANOS : cases++ < CASES;
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
