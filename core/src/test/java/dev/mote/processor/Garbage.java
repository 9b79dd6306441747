package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.mote.component.Batch;
import dev.mote.otlp.RequestLines;
import java.lang.management.ManagementFactory;

/** Asserts that a processor makes no garbage once it is warm. */
final class Garbage {
    private static final int WARM_UP = 2_000;
    private static final int BATCHES = 5_000;
    /** Where a data point has its time: the tag of field 3, fixed64. */
    private static final int TIME_TAG = 3 << 3 | 1;

    private Garbage() {
    }

    static void none(ProcessorFixture fixture, String lines) {
        Batch batch = RequestLines.encode(lines);
        fixture.watch = out -> { };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        send(fixture, batch, WARM_UP);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        send(fixture, batch, BATCHES);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        fixture.watch = null;
        assertEquals(0, bytes, "bytes allocated for " + BATCHES + " batches");
    }

    private static void send(ProcessorFixture fixture, Batch batch, int times) {
        for (int at = 0; at < times; at++) {
            later(batch.bytes);
            fixture.processor.consume(batch);
        }
    }

    /** Moves the times of data points on, so that none is out of order. */
    private static void later(byte[] bytes) {
        for (int at = 0; at + 9 <= bytes.length; at++) {
            boolean time = bytes[at] == TIME_TAG && bytes[at + 8] == 0 && bytes[at + 7] == 0
                    && bytes[at + 6] == 0;
            if (time && ++bytes[at + 1] == 0) {
                bytes[at + 2]++;
            }
            at += time ? 8 : 0;
        }
    }
}
