package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BufferTest {
    private static String decimal(long value) {
        return new Buffer(1).decimal(value).asText();
    }

    private static byte[] written(Buffer buffer) {
        return Arrays.copyOf(buffer.bytes(), buffer.length());
    }

    @Test
    void writesNumbersInDecimal() {
        assertEquals("0", decimal(0));
        assertEquals("-1", decimal(-1));
        assertEquals("9", decimal(9));
        assertEquals("10", decimal(10));
        assertEquals("9223372036854775807", decimal(Long.MAX_VALUE));
        assertEquals("-9223372036854775808", decimal(Long.MIN_VALUE));
        for (long value = 1; value > 0; value *= 7) {
            assertEquals(Long.toString(value), decimal(value));
            assertEquals(Long.toString(-value), decimal(-value));
        }
    }

    @Test
    void writesVarintsAsProtobufDoes() {
        assertArrayEquals(new byte[] {0}, written(new Buffer(1).varint(0)));
        assertArrayEquals(new byte[] {127}, written(new Buffer(1).varint(127)));
        assertArrayEquals(new byte[] {(byte) 0x80, 1}, written(new Buffer(1).varint(128)));
        assertArrayEquals(new byte[] {(byte) 0xAC, 2}, written(new Buffer(1).varint(300)));
        assertEquals(10, new Buffer(1).varint(-1).length());
    }

    @Test
    void writesFixedNumbersLowestByteFirst() {
        assertArrayEquals(new byte[] {8, 7, 6, 5, 4, 3, 2, 1},
                written(new Buffer(1).fixed64(0x0102030405060708L)));
    }

    @Test
    void writesTextAsUtf8() {
        String text = "aé€😀z";
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), written(new Buffer(1).utf8(text)));
        assertEquals("a?b", new Buffer(1).utf8("a\uD800b").asText());
        assertEquals("plain", new Buffer(1).ascii("plain").asText());
    }

    @Test
    void growsAndIsReused() {
        Buffer buffer = new Buffer(2);
        for (int at = 0; at < 1000; at++) {
            buffer.put(at);
        }
        assertEquals(1000, buffer.length());
        assertEquals((byte) 999, buffer.bytes()[999]);
        assertEquals("x", buffer.clear().ascii("x").asText());
    }

    @Test
    void readsBackWhatItWroteAsUtf8() {
        String text = "a\u00e9\u20ac\uD83D\uDE00\u07ff\uffff";
        assertEquals(text, new Buffer(1).utf8(text).asUtf8());
        assertEquals("\ufffdA\ufffd\ufffd", new Buffer(1).put(0xC2).put('A').put(0xFF)
                .put(0xE2).asUtf8());
        assertEquals("\ufffd", new Buffer(1).put(0xED).put(0xA0).put(0x80).asUtf8());
        assertEquals("\ufffd", new Buffer(1).put(0xE0).put(0x80).put(0x80).asUtf8());
        assertEquals("\ufffd", new Buffer(1).put(0xF4).put(0x90).put(0x80).put(0x80).asUtf8());
    }
}
