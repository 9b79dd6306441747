package dev.mote.exporter.loki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.management.ThreadMXBean;
import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.otlp.OtlpSample;
import dev.mote.otlp.ProtobufReader;
import dev.mote.otlp.RequestLines;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class PushRequestFuzzTest {
    private final PushRequest push = new PushRequest(LokiSettings.to("http://a"));
    private final Buffer in = new Buffer(1024);
    private final Buffer out = new Buffer(1024);

    @Test
    void makesNoGarbage() {
        Batch batch = RequestLines.encode("""
                resource service.name=a host.name=b
                scope lib
                log @time=5 @severity=9 @body=hello user=anna n=3
                log @time=4 @body=hello @trace=0102
                resource service.name=c
                log @time=3 @body=hello
                """);
        in.put(batch.bytes, batch.offset, batch.length);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        write(2_000);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        write(2_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private void write(int times) {
        for (int at = 0; at < times; at++) {
            push.write(in, 1, out.clear());
        }
    }

    @Test
    void whateverComesItEndsAndWhatItWritesIsProtobuf() {
        long seed = Long.getLong("fuzz.seed", 1);
        long endNanos = System.nanoTime() + Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;
        Random random = new Random(seed);
        OtlpSample sample = new OtlpSample(random);
        for (int at = 0; at < 2_000 || System.nanoTime() < endNanos; at++) {
            Buffer request = sample.request(Batch.Signal.LOGS);
            in.clear().put(request.bytes(), 0, request.length());
            for (int damage = random.nextInt(4); damage > 0 && in.length() > 0; damage--) {
                in.bytes()[random.nextInt(in.length())] = (byte) random.nextInt();
                in.setLength(in.length() - random.nextInt(2) * random.nextInt(in.length()));
            }
            if (push.write(in, 1, out.clear())) {
                ProtobufReader reader = new ProtobufReader().over(out.bytes(), 0, out.length());
                while (reader.nextField()) {
                    assertEquals(1, reader.field(), "seed " + seed);
                }
                assertFalse(reader.malformed(), "seed " + seed);
            }
        }
    }
}
