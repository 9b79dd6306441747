package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our snappy beside Google's, both ways, and on damaged input. */
@Tag("jvm")
final class SnappyFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 3_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final int PLAIN_MAX = 300_000;

    private final Snappy snappy = new Snappy();
    private final Buffer packed = new Buffer(64);
    private final Buffer plain = new Buffer(64);

    @Test
    void bothUnderstandEachOther() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int run = 0; run < CASES || System.nanoTime() < until; run++) {
            String message = "-Dfuzz.seed=" + seed + " run " + run;
            Random random = new Random(seed + run);
            byte[] content = content(random);
            packed.clear().ascii("ab");
            snappy.compress(content, 0, content.length, packed);
            byte[] ours = Arrays.copyOfRange(packed.bytes(), 2, packed.length());
            assertArrayEquals(content, org.xerial.snappy.Snappy.uncompress(ours), message);
            assertContent(content, ours, message);
            assertContent(content, org.xerial.snappy.Snappy.compress(content), message);
            damaged(random, ours, message);
        }
    }

    private void assertContent(byte[] content, byte[] block, String message) {
        plain.clear().put('x');
        assertTrue(Snappy.decompress(block, 0, block.length, PLAIN_MAX, plain), message);
        assertEquals(content.length + 1, plain.length(), message);
        assertArrayEquals(content, Arrays.copyOfRange(plain.bytes(), 1, plain.length()), message);
    }

    /** What we read, Google's code reads the same; what we refuse leaves nothing behind. */
    private void damaged(Random random, byte[] block, String message) throws IOException {
        byte[] bytes = Arrays.copyOf(block, random.nextInt(block.length + 1));
        for (int count = random.nextInt(4); count > 0 && bytes.length > 0; count--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        plain.clear().put('x');
        if (Snappy.decompress(bytes, 0, bytes.length, PLAIN_MAX, plain)) {
            assertArrayEquals(org.xerial.snappy.Snappy.uncompress(bytes),
                    Arrays.copyOfRange(plain.bytes(), 1, plain.length()), message);
        } else {
            assertEquals(1, plain.length(), message);
        }
    }

    private static byte[] content(Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(PLAIN_MAX) : random.nextInt(500);
        byte[] content = new byte[length];
        int letters = 1 + random.nextInt(random.nextBoolean() ? 3 : 256);
        for (int at = 0; at < length; at++) {
            boolean repeats = at > 10 && random.nextInt(3) > 0;
            content[at] = repeats ? content[at - 1 - random.nextInt(10)]
                    : (byte) random.nextInt(letters);
        }
        if (length > 70_000 && random.nextBoolean()) {
            System.arraycopy(content, 0, content, length - 5_000, 5_000);
        }
        return content;
    }
}
