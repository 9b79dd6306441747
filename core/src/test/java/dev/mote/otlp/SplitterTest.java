package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private final Random random = new Random(5);
    private final List<Integer> sizes = new ArrayList<>();
    private final Splitter splitter = new Splitter();

    /** What the parts are; how many items each has is in {@link #sizes}. */
    private String split(Batch batch, int bytesMax, int itemsMax) {
        StringBuilder text = new StringBuilder();
        Buffer part = new Buffer(0);
        sizes.clear();
        splitter.over(batch, bytesMax, itemsMax);
        while (splitter.next(part)) {
            assertTrue(part.length() <= bytesMax || splitter.items() == 1);
            text.append(RequestLines.decode(new Batch().set(batch.signal, part.bytes(), 0,
                    part.length(), splitter.items(), 0)));
            sizes.add(splitter.items());
        }
        return text.toString();
    }

    private String metrics() {
        StringBuilder lines = new StringBuilder();
        int items = 0;
        for (int resource = random.nextInt(4); resource >= 0; resource--) {
            lines.append("resource r=").append(resource).append('\n');
            for (int metric = random.nextInt(4); metric > 0; metric--) {
                lines.append("metric m").append(metric).append(" sum delta monotonic\n");
                for (int point = 1 + random.nextInt(4); point > 0; point--) {
                    lines.append("point n=").append(items++).append(" @value=1\n");
                }
            }
        }
        return lines.toString();
    }

    @Test
    void everyItemIsInOnePartInOrder() {
        for (int round = 0; round < 200; round++) {
            String lines = metrics();
            Batch batch = RequestLines.encode(lines);
            int most = 1 + random.nextInt(6);
            assertEquals(points(lines), points(split(batch, Integer.MAX_VALUE, most)), lines);
            int items = points(lines).split("\n").length;
            for (int part = 0; items > most && part < (items - 1) / most; part++) {
                assertEquals(most, sizes.get(part));
            }
            int bytesMax = 1 + random.nextInt(2 * batch.length);
            assertEquals(points(lines), points(split(batch, bytesMax, Integer.MAX_VALUE)), lines);
        }
    }

    private static String points(String lines) {
        return lines.lines().filter(line -> line.startsWith("point")).reduce("",
                (a, b) -> a + b + "\n");
    }
}
