package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void lowestByteFirstWhereverTheyBegin() {
        byte[] bytes = new byte[13];
        for (int at = 0; at <= 5; at++) {
            Words.putLong(bytes, at, 0x8899_AABB_CCDD_EEF0L + at);
            assertEquals(0x8899_AABB_CCDD_EEF0L + at, Words.getLong(bytes, at));
            assertEquals((byte) 0xF0 + at, bytes[at]);
            assertEquals(0x8899_AABB, Words.getInt(bytes, at + 4));
            Words.putInt(bytes, at + 1, 0x8765_4321);
            assertEquals(0x8765_4321, Words.getInt(bytes, at + 1));
            assertEquals(0x21, bytes[at + 1]);
        }
    }

    @Test
    void allOrNothing() {
        byte[] bytes = new byte[8];
        for (int at : new int[] {-1, 1, 8, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> Words.putLong(bytes, at, -1));
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> Words.getLong(bytes, at));
        }
        for (int at : new int[] {-1, 5, 8, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> Words.putInt(bytes, at, -1));
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> Words.getInt(bytes, at));
        }
        assertArrayEquals(new byte[8], bytes);
        assertThrows(NullPointerException.class, () -> Words.getInt(null, 0));
    }
}
