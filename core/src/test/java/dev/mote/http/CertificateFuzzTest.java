package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.RandomBits;
import dev.mote.os.TestCertificates;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CertificateFuzzTest {
    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
    }

    @Test
    void whatPeopleWantToKnowIsRead() {
        byte[] der = der(TestCertificates.SERVER);
        Certificate read = Certificate.read(der, der.length);
        assertEquals("collector.test", read.subject());
        assertEquals("Mote test authority", read.issuer());
        assertEquals("collector.test, *.wild.test, 127.0.0.1", read.names());
        assertEquals(1_577_836_800L, read.notBeforeSeconds());
        assertEquals(4_102_444_799L, read.notAfterSeconds());
        byte[] authority = der(TestCertificates.AUTHORITY);
        assertEquals("", Certificate.read(authority, authority.length).names());
    }

    @Test
    void damagedOnesAreReadWithoutHarm() {
        long seed = Long.getLong("fuzz.seed", 1);
        System.out.println("certificate fuzz seed " + seed);
        RandomBits random = new RandomBits(seed);
        byte[] whole = der(TestCertificates.RSA);
        long until = System.nanoTime() + Long.getLong("fuzz.seconds", 0) * 1_000_000_000L;
        for (int trial = 0; trial < 20_000 || System.nanoTime() < until; trial++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + (int) random.below(whole.length));
            for (int count = (int) random.below(8); count > 0; count--) {
                damaged[(int) random.below(damaged.length)] = (byte) random.below(256);
            }
            Certificate.read(damaged, damaged.length);
        }
    }
}
