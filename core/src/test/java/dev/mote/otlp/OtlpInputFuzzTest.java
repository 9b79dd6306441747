package dev.mote.otlp;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged requests, as protobuf and as JSON: refused or read, never an exception. */
final class OtlpInputFuzzTest {
    private static final int CASES = 3 * Integer.getInteger("fuzz.cases", 2_000);
    /** Goes on for so long. */
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    private final OtlpValidator validator = new OtlpValidator();
    private final OtlpJsonReader reader = new OtlpJsonReader();
    private final Buffer out = new Buffer(16);

    @Test
    void damagedProtobuf() {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Random random = new Random(seed);
        OtlpSample sample = new OtlpSample(random);
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            Batch.Signal signal = Batch.Signal.values()[random.nextInt(3)];
            Buffer request = sample.request(signal);
            byte[] bytes = Arrays.copyOf(request.bytes(), random.nextInt(request.length() + 1));
            for (int damage = random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                validator.items(signal, bytes, 0, bytes.length);
            } catch (RuntimeException e) {
                throw new AssertionError("fuzz.seed=" + seed + " case " + at, e);
            }
        }
    }

    @Test
    void damagedJson() {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Random random = new Random(seed);
        OtlpSample sample = new OtlpSample(random);
        Buffer json = new Buffer(100);
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            Batch.Signal signal = Batch.Signal.values()[random.nextInt(3)];
            Buffer request = sample.request(signal);
            OtlpJson.request(signal, request.bytes(), 0, request.length(), json.clear());
            int length = random.nextInt(json.length() + 1);
            byte[] text = Arrays.copyOf(json.bytes(), length);
            for (int damage = random.nextInt(3); damage > 0 && length > 0; damage--) {
                text[random.nextInt(length)] = (byte) "{}[],:\"\\u19-e. \0\377".charAt(
                        random.nextInt(17));
            }
            try {
                if (reader.read(signal, text, 0, length, out.clear())) {
                    assertFalse(validator.items(signal, out.bytes(), 0, out.length()) < 0);
                }
            } catch (RuntimeException e) {
                throw new AssertionError("fuzz.seed=" + seed + " case " + at, e);
            }
        }
    }
}
