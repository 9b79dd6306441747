package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ListenAddressTest {
    private static byte[] bytes(String text) {
        return ListenAddress.parse(text).bytes();
    }

    @Test
    void readsAddresses() {
        assertArrayEquals(new byte[] {127, 0, 0, 1}, bytes("localhost:7077"));
        assertArrayEquals(new byte[4], bytes(":7077"));
        assertArrayEquals(new byte[] {10, (byte) 200, 0, 3}, bytes("10.200.0.3:80"));
        assertEquals(7077, ListenAddress.parse("[::1]:7077").port());
        byte[] one = new byte[16];
        one[15] = 1;
        assertArrayEquals(one, bytes("[::1]:0"));
        assertArrayEquals(new byte[16], bytes("[::]:0"));
        assertArrayEquals(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                1},
                bytes("[2001:db8::1]:1"));
        assertArrayEquals(new byte[] {0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8},
                bytes("[1:2:3:4:5:6:7:8]:1"));
    }

    @Test
    void knowsTheLoopback() {
        assertTrue(ListenAddress.parse("127.1.2.3:1").isLoopback());
        assertTrue(ListenAddress.parse("[::1]:1").isLoopback());
        assertFalse(ListenAddress.parse("*:1").isLoopback());
        assertFalse(ListenAddress.parse("[::]:1").isLoopback());
    }

    @Test
    void refusesTheRest() {
        for (String text : new String[] {"", "7077", "localhost", "localhost:", "localhost:99999",
            "localhost:-1", "::1:7077", "1.2.3:1", "1.2.3.4.5:1", "1.2.3.256:1", "1..2.3:1",
                    "[::1:1",
            "[1:2]:1", "[1::2::3]:1", "[1:2:3:4:5:6:7:8:9]:1", "[12345::]:1", "[:1]:1", "[1:]:1",
            "example.com:80", "localhost:1234567", "[1:2:3:4:5:6:7:8::]:1"}) {
            assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text), text);
        }
    }
}
