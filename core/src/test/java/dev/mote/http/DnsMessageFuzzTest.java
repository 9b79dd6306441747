package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server, or somebody in its place, sends: a result, and never more than fits. */
final class DnsMessageFuzzTest {
    private static final int CASES = 10 * Integer.getInteger("fuzz.cases", 2_000);

    @Test
    void survivesEverything() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        byte[] question = new byte[272];
        int length = DnsMessage.write(question, 0x1234, "a.example", DnsMessage.A);
        DnsMessage message = new DnsMessage(new Addresses());
        byte[] good = answer(question, length);
        assertEquals(DnsMessage.ANSWERED, message.read(good, good.length, question, length));
        assertEquals(2, message.addresses().count());
        assertEquals(7, message.ttlSeconds());
        damage(message, good, question, length, seed, random);
        DnsMessage.write(question, 0x1234, "a.example", DnsMessage.SRV);
        byte[] services = services(question, length);
        assertEquals(DnsMessage.ANSWERED, message.read(services, services.length, question,
                length));
        assertEquals(List.of("n.example:515", "a.example:9100"), message.services());
        damage(message, services, question, length, seed, random);
    }

    private static void damage(DnsMessage message, byte[] good, byte[] question, int length,
            long seed, Random random) {
        for (int at = 0; at < CASES; at++) {
            byte[] bytes = good.clone();
            int count = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
            for (int times = random.nextInt(8); times > 0; times--) {
                int where = random.nextInt(4) == 0 ? random.nextInt(bytes.length)
                        : length + random.nextInt(bytes.length - length);
                bytes[where] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) 0xC0;
            }
            try {
                int result = message.read(bytes, count, question, length);
                assertTrue(result >= DnsMessage.ANSWERED && result <= DnsMessage.SERVER_FAILED);
            } catch (RuntimeException e) {
                throw new IllegalStateException("fuzz.seed=" + seed + " case " + at, e);
            }
        }
    }

    /** An alias with a compressed target, two addresses of it, one of somebody else. */
    private static byte[] answer(byte[] question, int length) {
        Buffer out = new Buffer(256).put(question, 0, length);
        out.bytes()[2] = (byte) 0x81;
        out.bytes()[7] = 4;
        record(out, 12, 5, 300, new byte[] {1, 'b', (byte) 0xC0, 14});
        int target = out.length() - 4;
        record(out, target, DnsMessage.A, 60, new byte[] {10, 0, 0, 1});
        record(out, 14, DnsMessage.A, 1, new byte[] {6, 6, 6, 6});
        record(out, target, DnsMessage.A, 7, new byte[] {10, 0, 0, 2});
        byte[] bytes = new byte[out.length()];
        System.arraycopy(out.bytes(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    /** A service whose target is compressed, and one whose target is all of it a pointer. */
    private static byte[] services(byte[] question, int length) {
        Buffer out = new Buffer(256).put(question, 0, length);
        out.bytes()[2] = (byte) 0x81;
        out.bytes()[7] = 2;
        record(out, 12, DnsMessage.SRV, 60, new byte[] {0, 1, 0, 2, 2, 3, 1, 'n', (byte) 0xC0, 14});
        record(out, 12, DnsMessage.SRV, 60, new byte[] {0, 1, 0, 2, 0x23, (byte) 0x8C, (byte) 0xC0,
            12});
        byte[] bytes = new byte[out.length()];
        System.arraycopy(out.bytes(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void record(Buffer out, int name, int type, int ttl, byte[] data) {
        out.put(0xC0).put(name).put(0).put(type).put(0).put(1).put(0).put(0).put(ttl >> 8).put(ttl)
                .put(0).put(data.length).put(data, 0, data.length);
    }
}
