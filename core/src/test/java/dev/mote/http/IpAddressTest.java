package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

final class IpAddressTest {
    private static String rewrite(String text) {
        byte[] address = IpAddress.parse(text);
        assertNotNull(address, text);
        return IpAddress.append(new Buffer(40), address).asText();
    }

    @Test
    void addressesAreReadAndWrittenInTheirShortForm() {
        String[][] pairs = {{"127.0.0.1", "127.0.0.1"}, {"255.255.255.255", "255.255.255.255"},
            {"::", "::"}, {"::1", "::1"}, {"1::", "1::"},
            {"2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
            {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
            {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
            {"::ffff:192.0.2.1", "::ffff:c000:201"}, {"fe80::0042:0", "fe80::42:0"},
            {"0:0:0:1:0:0:0:0", "0:0:0:1::"}, {"64:ff9b::1.2.3.4", "64:ff9b::102:304"}};
        for (String[] pair : pairs) {
            assertEquals(pair[1], rewrite(pair[0]));
        }
        assertArrayEquals(new byte[] {10, 0, (byte) 200, 7}, IpAddress.parse("10.0.200.7"));
    }

    @Test
    void everythingElseIsNoAddress() {
        String[] wrong = {"", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "256.1.1.1", "1.2.3.4x",
            "1.2.3.0004", "a.b.c.d", ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:", ":1::", "g::", "::1.2.3", "1.2.3.4:5",
            "fe80::1%eth0"};
        for (String text : wrong) {
            assertNull(IpAddress.parse(text), text);
        }
    }
}
