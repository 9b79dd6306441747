package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Protobuf;
import dev.mote.telemetry.Telemetry;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged metrics of every kind: what can be read is written, and nothing else happens. */
class RemoteWriteFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    @Test
    void damagedRequests() {
        long seed = Long.getLong("fuzz.seed", 1);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        Buffer request = request();
        Samples samples = new Samples(RemoteWriteSenderTest.settings("").samples, new Telemetry(),
                "test");
        Buffer out = new Buffer(64);
        RemoteWrite[] writes = {new RemoteWrite1(out), new RemoteWrite2(out)};
        for (int run = 0; run < CASES || System.nanoTime() < until; run++) {
            Random random = new Random(seed + run);
            byte[] bytes = Arrays.copyOf(request.bytes(), request.length());
            for (int count = random.nextInt(5); count >= 0; count--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(10) == 0 ? random.nextInt(bytes.length) : 0;
            RemoteWrite write = writes[run % 2];
            try {
                write.begin();
                samples.walk(bytes, from, bytes.length - from, write);
                write.end();
                RemoteWriteText.of(out, 1 + run % 2);
            } catch (RuntimeException e) {
                throw new AssertionError("-Dfuzz.seed=" + (seed + run), e);
            }
        }
    }

    private static Buffer request() {
        return new OtlpBuilder("service.name", "shop", "a", "b")
                .gauge("g", "s", 1, 5, "a", "b", "c", "d")
                .counter("c", "By", 1, 6)
                .metric("h", "s", 9, 2, false, 5, point -> {
                    Buffer numbers = new Buffer(24).fixed64(1).fixed64(2).fixed64(3);
                    Protobuf.bytes(point, 6, numbers.bytes(), 0, 24);
                    Protobuf.bytes(point, 7, numbers.bytes(), 0, 16);
                    int exemplar = Protobuf.begin(point, 8);
                    Protobuf.fixed64(point, 2, 4_000_000);
                    Protobuf.fixed64(point, 3, 5);
                    Protobuf.bytes(point, 5, new byte[] {1, 2, 3, 4}, 0, 4);
                    Protobuf.end(point, exemplar);
                })
                .metric("e", "s", 10, 2, false, 5, point -> {
                    int buckets = Protobuf.begin(point, 8);
                    Protobuf.varint(point, 1, 3);
                    Protobuf.bytes(point, 2, new byte[] {1, 0, 0, 0, 5, 6}, 0, 6);
                    Protobuf.end(point, buckets);
                })
                .metric("q", "s", 11, 0, false, 5, point -> {
                    int quantile = Protobuf.begin(point, 6);
                    Protobuf.fixed64(point, 1, 5);
                    Protobuf.end(point, quantile);
                }).end();
    }
}
