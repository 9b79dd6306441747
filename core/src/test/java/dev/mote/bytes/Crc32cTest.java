package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Crc32cTest {
    /** The examples of RFC 3720, B.4. */
    @Test
    void isTheOneOfTheRfc() {
        byte[] bytes = new byte[32];
        assertEquals(0x8A9136AA, Crc32c.of(bytes, 0, 32));
        java.util.Arrays.fill(bytes, (byte) 0xFF);
        assertEquals(0x62A8AB43, Crc32c.of(bytes, 0, 32));
        for (int at = 0; at < 32; at++) {
            bytes[at] = (byte) at;
        }
        assertEquals(0x46DD794E, Crc32c.of(bytes, 0, 32));
        assertEquals(0, Crc32c.of(bytes, 0, 0));
    }

    @Test
    void goesOnPieceByPiece() {
        byte[] bytes = new Buffer(16).ascii("123456789").bytes();
        assertEquals(0xE3069283, Crc32c.of(bytes, 0, 9));
        for (int cut = 0; cut <= 9; cut++) {
            assertEquals(0xE3069283, Crc32c.extend(Crc32c.of(bytes, 0, cut), bytes, cut, 9 - cut));
        }
    }
}
