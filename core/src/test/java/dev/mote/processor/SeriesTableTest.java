package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
    @Test
    void remembersLikeAMap() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            SeriesTable table = new SeriesTable(150);
            Map<Long, Integer> expected = new HashMap<>();
            for (int step = 0; step < 2_000; step++) {
                long key = random.nextInt(200);
                long low = key % 7 * (1L << 32) + key % 13;
                int number = table.find(key, low);
                assertEquals(expected.getOrDefault(key, SeriesTable.NONE), number);
                if (number == SeriesTable.NONE) {
                    int added = table.add(key, low);
                    assertEquals(expected.size() == 150, added == SeriesTable.NONE);
                    if (added != SeriesTable.NONE) {
                        expected.put(key, added);
                    }
                } else if (random.nextInt(3) == 0) {
                    table.remove(number);
                    expected.remove(key);
                }
                assertEquals(expected.size(), table.size());
            }
        }
    }

    @Test
    void findsWhatIsStale() {
        SeriesTable table = new SeriesTable(10);
        for (int at = 0; at < 4; at++) {
            table.seen(table.add(at, at), at);
        }
        assertEquals(0, table.nextStale(0, 2));
        table.remove(0);
        assertEquals(1, table.nextStale(0, 2));
        assertEquals(SeriesTable.NONE, table.nextStale(2, 2));
        assertEquals(0, table.add(9, 9), "the number is given out again");
    }
}
