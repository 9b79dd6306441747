package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class GzipTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);

    private final Gzip gzip = new Gzip();
    private final Buffer out = new Buffer(64);

    private void assertRoundTrip(byte[] bytes, int offset, int length, String message) {
        out.clear().ascii("before");
        gzip.compress(bytes, offset, length, out);
        byte[] member = Arrays.copyOfRange(out.bytes(), 6, out.length());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member))) {
            assertArrayEquals(Arrays.copyOfRange(bytes, offset, offset + length), in.readAllBytes(),
                    message);
        } catch (IOException e) {
            throw new IllegalStateException(message, e);
        }
    }

    @Test
    void edgesComeBack() {
        assertRoundTrip(new byte[0], 0, 0, "nothing");
        assertRoundTrip(new byte[] {7}, 0, 1, "one byte");
        assertRoundTrip("xabcabcabcabcy".getBytes(), 1, 12, "a part");
        assertRoundTrip(new byte[1 << 20], 0, 1 << 20, "zeros");
        byte[] all = new byte[256];
        for (int at = 0; at < 256; at++) {
            all[at] = (byte) at;
        }
        assertRoundTrip(all, 0, 256, "each byte once");
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        assertRoundTrip(noise, 0, noise.length, "noise");
        assertTrue(out.length() < noise.length + 100, "noise must hardly grow: " + out.length());
    }

    /** Fibonacci counts make the deepest Huffman trees: words must stay within 15 bits. */
    @Test
    void skewedCountsStayWithinTheLimit() {
        byte[] skewed = new byte[600_000];
        int at = 0;
        int count = 1;
        int before = 1;
        for (int symbol = 0; at < skewed.length; symbol++) {
            for (int times = 0; times < count && at < skewed.length; times++) {
                skewed[at++] = (byte) symbol;
            }
            int next = count + before;
            before = count;
            count = next;
        }
        Random random = new Random(2);
        for (int from = skewed.length - 1; from > 0; from--) {
            int to = random.nextInt(from + 1);
            byte swap = skewed[from];
            skewed[from] = skewed[to];
            skewed[to] = swap;
        }
        assertRoundTrip(skewed, 0, skewed.length, "Fibonacci counts");
    }

    /** Repetitions at every distance, around the window's end and around 2^16. */
    @Test
    void distantRepetitionsComeBack() {
        for (int distance : new int[] {1, 2047, 2048, 2049, 32_767, 32_768, 32_769, 65_535, 65_536,
            65_537, 98_304}) {
            byte[] bytes = new byte[distance + 400];
            new Random(distance).nextBytes(bytes);
            System.arraycopy(bytes, 0, bytes, distance, 400);
            assertRoundTrip(bytes, 0, bytes.length, "distance " + distance);
        }
    }

    @Test
    void anythingComesBack() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES; at++) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 150_000 : 3_000)];
            int alphabet = 1 + random.nextInt(1 << random.nextInt(9));
            int done = 0;
            while (done < bytes.length) {
                int length = Math.min(bytes.length - done, 1 + random.nextInt(300));
                if (done > 0 && random.nextInt(3) > 0) {
                    int from = random.nextInt(done);
                    for (int copied = 0; copied < length; copied++) {
                        bytes[done + copied] = bytes[from + copied];
                    }
                } else {
                    for (int made = 0; made < length; made++) {
                        bytes[done + made] = (byte) random.nextInt(alphabet);
                    }
                }
                done += length;
            }
            assertRoundTrip(bytes, 0, bytes.length, "fuzz.seed=" + seed + " case " + at);
        }
    }

    /** Fragments, and plain ones too, joined are one gzip file with everything in it. */
    @Test
    void fragmentsJoin() throws IOException {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES / 10; at++) {
            Buffer plain = new Buffer(64);
            out.clear();
            Gzip.begin(out);
            assertEquals(Gzip.HEAD_BYTES, out.length());
            int crc = 0;
            for (int parts = random.nextInt(6); parts > 0; parts--) {
                byte[] part = new byte[random.nextInt(random.nextInt(10) == 0 ? 100_000 : 500)];
                int alphabet = 1 + random.nextInt(256);
                for (int index = 0; index < part.length; index++) {
                    part[index] = (byte) random.nextInt(alphabet);
                }
                gzip.compressFragment(part, 0, part.length, out);
                crc = Crc32.joined(crc, Crc32.of(part, 0, part.length), part.length);
                plain.put(part, 0, part.length);
            }
            int before = out.length();
            Gzip.end(crc, plain.length(), out);
            assertEquals(Gzip.TAIL_BYTES, out.length() - before);
            try (GZIPInputStream in = new GZIPInputStream(
                    new ByteArrayInputStream(out.bytes(), 0, out.length()))) {
                assertArrayEquals(Arrays.copyOf(plain.bytes(), plain.length()), in.readAllBytes(),
                        "fuzz.seed=" + seed + " case " + at);
            }
        }
    }

    /** Bytes on the wire are what an agent costs: zlib's default is the mark. */
    @Test
    void metricsShrinkAsWithZlib() {
        int[][] hosts = {{1, 1}, {4, 4}, {16, 12}, {64, 60}};
        for (int[] host : hosts) {
            MetricsSample sample = new MetricsSample(host[0], host[1]);
            byte[] plain = sample.bytes().bytes();
            int length = sample.bytes().length();
            out.clear();
            gzip.compress(plain, 0, length, out);
            int zlib = zlib(plain, length, 6);
            int fast = zlib(plain, length, 1);
            System.out.println(sample.points() + " points: plain " + length + ", gzip "
                    + out.length() + ", zlib level 6 " + zlib + ", level 1 " + fast);
            assertTrue(out.length() <= zlib * 1.04, out.length() + " against zlib's " + zlib);
        }
    }

    /** Batches built alike, with other numbers in them, and now and then a point more or less. */
    @Test
    void whatIsRememberedOfTheLastBatchCostsLittle() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        MetricsSample sample = new MetricsSample(4, 4);
        byte[] batch = Arrays.copyOf(sample.bytes().bytes(), sample.bytes().length());
        long remembering = 0;
        long anew = 0;
        for (int turn = 0; turn < 200; turn++) {
            for (int number = 0; number < batch.length / 200; number++) {
                batch[random.nextInt(batch.length)] = (byte) random.nextInt();
            }
            if (turn % 10 == 9) {
                int from = random.nextInt(batch.length - 200);
                byte[] other = new byte[batch.length + (turn % 20 == 9 ? 100 : -100)];
                System.arraycopy(batch, 0, other, 0, from);
                int rest = Math.min(batch.length, other.length) - from - 100;
                System.arraycopy(batch, batch.length - rest, other, other.length - rest, rest);
                batch = other;
            }
            assertRoundTrip(batch, 0, batch.length, "fuzz.seed=" + seed + " turn " + turn);
            remembering += out.length();
            new Gzip().compress(batch, 0, batch.length, out.clear());
            anew += out.length();
        }
        assertTrue(remembering < anew * 1.06, remembering + " against " + anew);
    }

    private static int zlib(byte[] bytes, int length, int level) {
        byte[] into = new byte[length + 1000];
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        int count = deflater.deflate(into);
        deflater.end();
        return count + 18;
    }

    @Test
    void makesNoGarbage() {
        MetricsSample sample = new MetricsSample(4, 4);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        compress(sample, 100);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        compress(sample, 1000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private void compress(MetricsSample sample, int times) {
        for (int at = 0; at < times; at++) {
            out.clear();
            gzip.compress(sample.bytes().bytes(), 0, sample.bytes().length(), out);
        }
    }

    @Test
    void checksumIsTheKnownOne() {
        assertEquals(0xCBF43926, Crc32.of("123456789".getBytes(), 0, 9));
        assertEquals(0, Crc32.of(new byte[0], 0, 0));
    }
}
