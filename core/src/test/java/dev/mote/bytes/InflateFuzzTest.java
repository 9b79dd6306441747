package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class InflateFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    /** Goes on for so long. */
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    private final Inflate inflate = new Inflate();

    /** Damage is found, by us if the JDK finds it too, and never reads or writes outside. */
    @Test
    void damageIsFound() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Random random = new Random(seed);
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            String message = "fuzz.seed=" + seed + " case " + at;
            byte[] content = Arrays.copyOf(InflateTest.content(random), 1 + random.nextInt(500));
            byte[] packed = InflateTest.gzip(content, 1 + random.nextInt(9), random.nextInt(3));
            if (random.nextInt(4) == 0) {
                packed = Arrays.copyOf(packed, random.nextInt(packed.length));
            }
            for (int damage = 1 + random.nextInt(4); damage > 0 && packed.length > 0; damage--) {
                packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Buffer out = new Buffer(16);
            int result = inflate.gunzip(packed, 0, packed.length, out, 1 << 20);
            if (result == 0) {
                assertArrayEquals(byTheJdk(packed, message),
                        Arrays.copyOf(out.bytes(), out.length()), message);
            }
        }
    }

    private static byte[] byTheJdk(byte[] packed, String message) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(message, e);
        }
    }
}
