package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class InflateTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);

    private final Inflate inflate = new Inflate();

    static byte[] gzip(byte[] bytes, int level, int strategy) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(level);
                def.setStrategy(strategy);
            }
        }) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] content(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(70_000) + 1)];
        int symbols = 1 + random.nextInt(256);
        for (int at = 0; at < bytes.length; at++) {
            int back = 1 + random.nextInt(1 + Math.min(at, 40_000));
            bytes[at] = at > 300 && back <= at && random.nextInt(9) > 0 ? bytes[at - back % 300 - 1]
                    : (byte) random.nextInt(symbols);
        }
        return bytes;
    }

    private byte[] unpacked(byte[] packed, int max, int expected) {
        Buffer out = new Buffer(16).put(7);
        assertEquals(expected, inflate.gunzip(packed, 0, packed.length, out, max));
        return Arrays.copyOfRange(out.bytes(), 1, out.length());
    }

    @Test
    void whatTheJdkPacksIsUnpacked() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES / 10; at++) {
            byte[] content = content(random);
            byte[] packed = gzip(content, random.nextInt(10), random.nextInt(3));
            assertArrayEquals(content, unpacked(packed, content.length, 0),
                    "fuzz.seed=" + seed + " case " + at);
            if (content.length > 0) {
                unpacked(packed, content.length - 1, Inflate.TOO_LARGE);
            }
        }
    }

    @Test
    void severalMembersAreOneContent() throws IOException {
        byte[] one = gzip(new byte[] {1, 2, 3}, 6, Deflater.DEFAULT_STRATEGY);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        assertArrayEquals(new byte[] {1, 2, 3, 1, 2, 3}, unpacked(two, 100, 0));
    }

    @Test
    void aBombIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[50_000_000], 9, Deflater.DEFAULT_STRATEGY);
        unpacked(bomb, 1 << 20, Inflate.TOO_LARGE);
    }
}
