package dev.mote.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class MemoryRingTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);

    private record Record(byte[] bytes, int items, long timeNanos) {
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theOldestGiveWayAndAreCounted() {
        MemoryRing ring = new MemoryRing(1000);
        assertEquals(0, ring.add(bytes(300, 1), 0, 300, 7, 1));
        assertEquals(0, ring.add(bytes(300, 2), 0, 300, 5, 2));
        assertEquals(0, ring.add(bytes(300, 3), 0, 300, 3, 3));
        assertEquals(7, ring.add(bytes(300, 4), 0, 300, 2, 4));
        assertEquals(10, ring.items());
        assertEquals(2, ring.oldestTimeNanos());
        assertEquals(10, ring.add(bytes(900, 5), 0, 900, 1, 5));
        assertEquals(1, ring.items());
        assertEquals(10, ring.add(bytes(985, 6), 0, 985, 9, 6), "no room even when empty");
        assertTrue(ring.isEmpty());
    }

    @Test
    void whatIsLentStaysReadable() {
        MemoryRing ring = new MemoryRing(1000);
        ring.add(bytes(300, 1), 0, 300, 7, 1);
        ring.add(bytes(300, 2), 0, 300, 5, 2);
        ring.lendOldest();
        assertEquals(5, ring.add(bytes(500, 3), 0, 500, 3, 3));
        byte[] read = new byte[300];
        ring.copyOldest(0, read, 0, 300);
        assertEquals(0, Arrays.compare(bytes(300, 1), read));
        assertEquals(10, ring.items());
        assertEquals(4, ring.add(bytes(700, 4), 0, 700, 1, 4), "the second oldest goes, and it");
        ring.returnOldest();
        assertEquals(7, ring.add(bytes(900, 4), 0, 900, 1, 4), "no longer lent: it goes");
    }

    @Test
    void memoryIsLetGo() {
        MemoryRing ring = new MemoryRing(4 << 20);
        assertEquals(0, ring.memory());
        for (int at = 0; at < 1000; at++) {
            ring.add(bytes(3000, at), 0, 3000, 1, at);
        }
        assertTrue(ring.memory() > 3_000_000 && ring.memory() < 3_050_000);
        while (!ring.isEmpty()) {
            ring.removeOldest();
        }
        assertTrue(ring.memory() <= 2 * MemoryRing.SEGMENT_BYTES, ring.memory() + " bytes");
    }

    @Test
    void behavesAsAQueueDoes() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        for (int at = 0; at < CASES / 10; at++) {
            run(new Random(seed + at), "fuzz.seed=" + (seed + at));
        }
    }

    private void run(Random random, String message) {
        int max = 1 + random.nextInt(200_000);
        MemoryRing ring = new MemoryRing(max);
        ArrayDeque<Record> model = new ArrayDeque<>();
        boolean lent = false;
        for (int step = 0; step < 300; step++) {
            int action = random.nextInt(8);
            if (action < 4) {
                add(ring, model, random, max, lent, message);
            } else if (action < 6 && !model.isEmpty()) {
                ring.removeOldest();
                model.removeFirst();
                lent = false;
            } else if (!model.isEmpty()) {
                lent = random.nextBoolean();
                if (lent) {
                    ring.lendOldest();
                } else {
                    ring.returnOldest();
                }
            }
            check(ring, model, random, message);
        }
    }

    private static void add(MemoryRing ring, ArrayDeque<Record> model, Random random, int max,
            boolean lent, String message) {
        byte[] bytes = new byte[random.nextInt(1 + random.nextInt(30_000))];
        random.nextBytes(bytes);
        Record record = new Record(bytes, random.nextInt(1000), random.nextLong());
        int dropped = 0;
        Record kept = lent ? model.removeFirst() : null;
        long used = kept == null ? 0 : 16 + kept.bytes.length;
        for (Record each : model) {
            used += 16 + each.bytes.length;
        }
        while (used + 16 + bytes.length > max && !model.isEmpty()) {
            Record first = model.removeFirst();
            used -= 16 + first.bytes.length;
            dropped += first.items;
        }
        if (used + 16 + bytes.length > max) {
            dropped += record.items;
        } else {
            model.addLast(record);
        }
        if (kept != null) {
            model.addFirst(kept);
        }
        assertEquals(dropped, ring.add(bytes, 0, bytes.length, record.items, record.timeNanos),
                message);
    }

    private static void check(MemoryRing ring, ArrayDeque<Record> model, Random random,
            String message) {
        assertEquals(model.isEmpty(), ring.isEmpty(), message);
        long items = 0;
        long used = 0;
        for (Record record : model) {
            items += record.items;
            used += 16 + record.bytes.length;
        }
        assertEquals(items, ring.items(), message);
        assertEquals(used, ring.bytes(), message);
        if (model.isEmpty()) {
            return;
        }
        Record first = model.peekFirst();
        assertEquals(first.items, ring.oldestItems(), message);
        assertEquals(first.timeNanos, ring.oldestTimeNanos(), message);
        assertEquals(first.bytes.length, ring.oldestLength(), message);
        byte[] read = new byte[first.bytes.length];
        int cut = random.nextInt(read.length + 1);
        ring.copyOldest(cut, read, cut, read.length - cut);
        ring.copyOldest(0, read, 0, cut);
        assertFalse(Arrays.compare(first.bytes, read) != 0, message);
    }
}
