package dev.mote.http2;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes as header blocks, with the table that they left behind: bounded, no exception. */
final class HpackFuzzTest {
    private static final int CASES = 20 * Integer.getInteger("fuzz.cases", 2_000);
    /** Goes on for so long. */
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    @Test
    void anyBlockIsReadOrRefused() {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        HpackHuffman code = new HpackHuffman();
        Headers headers = new Headers(4096);
        HpackDecoder decoder = new HpackDecoder(code);
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            Random random = new Random(seed + at);
            byte[] block = block(random);
            try {
                if (!decoder.decode(block, 0, block.length, headers.clear())) {
                    decoder = new HpackDecoder(code);
                }
                assertTrue(headers.count() <= 4096 / 32, "headers");
                assertTrue(headers.text().length() <= 4096, "text");
            } catch (RuntimeException e) {
                throw new AssertionError("fuzz.seed=" + (seed + at), e);
            }
        }
    }

    /** Indices, literals with short texts, size updates, and now and then anything. */
    private static byte[] block(Random random) {
        Buffer out = new Buffer(64);
        for (int count = random.nextInt(12); count > 0; count--) {
            switch (random.nextInt(4)) {
                case 0 -> out.put(0x80 | random.nextInt(80));
                case 1 -> out.put(0x20 | random.nextInt(32));
                case 2 -> out.put(random.nextInt(256));
                default -> {
                    out.put(random.nextBoolean() ? 0x40 | random.nextInt(64) : 0);
                    for (int text = random.nextInt(2); text >= 0; text--) {
                        int length = random.nextInt(12);
                        out.put(length | (random.nextBoolean() ? 0x80 : 0));
                        for (int at = 0; at < length; at++) {
                            out.put(random.nextInt(256));
                        }
                    }
                }
            }
        }
        return Arrays.copyOf(out.bytes(), out.length());
    }
}
