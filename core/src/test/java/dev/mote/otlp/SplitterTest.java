package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Batch;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitterTest {
    /** What the parts are, and how many items each has. */
    private static String split(Batch batch, int most, StringBuilder sizes) {
        StringBuilder text = new StringBuilder();
        int lost = new Splitter().split(batch, most, part -> {
            text.append(RequestLines.decode(part));
            sizes.append(part.items).append(' ');
        });
        assertEquals(0, lost);
        return text.toString();
    }

    @Test
    void everyItemIsInOnePartInOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
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
            Batch batch = RequestLines.encode(lines.toString());
            int most = 1 + random.nextInt(6);
            StringBuilder sizes = new StringBuilder();
            String parts = split(batch, most, sizes);
            assertEquals(points(lines.toString()), points(parts), lines.toString());
            for (int part = 0; items > most && part < (items - 1) / most; part++) {
                assertEquals("" + most, sizes.toString().split(" ")[part]);
            }
        }
    }

    private static String points(String lines) {
        return lines.lines().filter(line -> line.startsWith("point")).reduce("",
                (a, b) -> a + b + "\n");
    }
}
