package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.otlp.RequestLines;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static ProcessorFixture sampler(String settings) {
        return new ProcessorFixture(ProbabilisticSamplerProcessor::from, settings);
    }

    private static String spans(int count, String attributes) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("resource\n");
        byte[] id = new byte[16];
        for (int at = 0; at < count; at++) {
            random.nextBytes(id);
            text.append("span a ").append(attributes).append(" @trace=")
                    .append(RequestLines.hex(id, 0, id.length)).append('\n');
        }
        return text.toString().replace("  ", " ");
    }

    @Test
    void keepsAShare() {
        for (String mode : new String[] {"proportional", "hash_seed"}) {
            ProcessorFixture fixture =
                    sampler("{sampling_percentage: 25, mode: " + mode + ", hash_seed: 22}");
            String once = fixture.through(spans(2_000, ""));
            assertEquals(2_000, fixture.outItems() + fixture.filtered());
            assertTrue(Math.abs(fixture.outItems() - 500) < 80, mode + fixture.outItems());
            assertEquals(once, fixture.through(spans(2_000, "")), "the same traces every time");
        }
        assertEquals(spans(20, ""), sampler("sampling_percentage: 100").through(spans(20, "")));
        assertEquals("", sampler("sampling_percentage: 0").through(spans(20, "")));
    }

    @Test
    void decidesByTheRandomBitsOfTheId() {
        String least = "resource\nspan a @trace=ffffffffffffffffff7fffffffffffff\n";
        String most = "resource\nspan a @trace=00000000000000000080000000000000\n";
        assertEquals("", sampler("sampling_percentage: 50").through(least));
        assertEquals(most, sampler("sampling_percentage: 50").through(most));
    }

    @Test
    void theCollectorDecidesAlike() {
        // FNV-1a of 01 00 00 00 and the id 00 … 00, lowest 14 bits, by hand: 9577 of 16384.
        String zero = "resource\nspan a @trace=00000000000000000000000000000000\n";
        int hash = 0x811C9DC5;
        for (int at = 0; at < 20; at++) {
            hash = (hash ^ (at == 0 ? 1 : 0)) * 0x01000193;
        }
        double share = (hash & 0x3FFF) * 100.0 / 0x4000;
        assertEquals("", sampler("{hash_seed: 1, sampling_percentage: "
                + (share - 0.01) + "}").through(zero));
        assertEquals(zero, sampler("{hash_seed: 1, sampling_percentage: "
                + (share + 0.01) + "}").through(zero));
    }

    @Test
    void prioritiesAndLogs() {
        assertEquals("", sampler("sampling_percentage: 100")
                .through(spans(5, "sampling.priority=0")));
        assertEquals(spans(5, "sampling.priority=1"), sampler("sampling_percentage: 0")
                .through(spans(5, "sampling.priority=1")));
        String log = "resource\nlog user=anna\n";
        assertEquals("", sampler("sampling_percentage: 99").through(log));
        assertEquals(log, sampler("{sampling_percentage: 1, fail_closed: false}").through(log));
        assertEquals(log, sampler("{sampling_percentage: 100, attribute_source: record,"
                + " from_attribute: user}").through(log));
        assertEquals("mote.yaml:1:22: sampling_percentage: expected a percentage from 0 to 100",
                sampler("sampling_percentage: x").errors());
    }

    @Test
    void redactionMasksAndRemoves() {
        ProcessorFixture fixture = new ProcessorFixture(RedactionProcessor::from, """
                allowed_keys: [user, note, secret.key]
                ignored_keys: [id]
                blocked_values: ['4[0-9]{12}(?:[0-9]{3})?', '[a-z]+@example\\.com']
                blocked_key_patterns: ['^secret']
                """);
        fixture.expect("""
                resource note=a_****
                log user=anna note=to_****,_**** id=4111111111111111 secret.key=**** @body=a_****
                """, """
                resource note=a_b@example.com host=x
                log user=anna note=to_4111111111111,_a@example.com id=4111111111111111 p=x \
                secret.key=1 @body=a_4111111111111111
                """);
    }
}
