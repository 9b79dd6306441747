package dev.mote.receiver.influx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.otlp.OtlpValidator;
import dev.mote.otlp.Protobuf;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class InfluxLinesFuzzTest {
    private static final String LINES = "cpu,host=a\\ b,cpu=c\\,0 usage_idle=98.5,n=-3i,u=7u,ok=T "
            + "1700000000000000000\n# comment\n\nmem used=1e3,s=\"a, \\\" b\nc\"\nx y=false 5 \r\n";

    private final InfluxLines lines = new InfluxLines();
    private final Buffer out = new Buffer(4096);

    private void read(byte[] bytes, int length) {
        out.clear();
        int resource = Protobuf.begin(out, 1);
        int scope = Protobuf.begin(out, 2);
        lines.read(bytes, 0, length, 1, 1, out);
        Protobuf.end(out, scope);
        Protobuf.end(out, resource);
    }

    @Test
    void whateverComesItEndsAndWhatItWritesIsOtlp() {
        long seed = Long.getLong("fuzz.seed", 1);
        long endNanos = System.nanoTime() + Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;
        Random random = new Random(seed);
        OtlpValidator validator = new OtlpValidator();
        byte[] good = LINES.getBytes();
        for (int times = 0; times < 20_000 || System.nanoTime() < endNanos; times++) {
            byte[] bytes = good.clone();
            for (int damage = random.nextInt(6); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                        ? (byte) random.nextInt() : good[random.nextInt(good.length)];
            }
            read(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            assertEquals(lines.points(), validator.items(Batch.Signal.METRICS, out.bytes(), 0,
                    out.length()), "seed " + seed);
            assertTrue(lines.badLines() == 0 || lines.firstProblem() != null, "seed " + seed);
        }
    }

    @Test
    void makesNoGarbage() {
        byte[] bytes = LINES.getBytes();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = 0; at < 3_000; at++) {
            read(bytes, bytes.length);
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < 3_000; at++) {
            read(bytes, bytes.length);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertEquals(6, lines.points());
        assertEquals(1, lines.textFields());
    }
}
