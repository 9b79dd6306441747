package dev.mote.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCursorTest {
    private static TextCursor over(String text) {
        Buffer buffer = new Buffer(64).ascii(text);
        return new TextCursor().over(buffer.bytes(), 0, buffer.length());
    }

    @Test
    void readsNumbers() {
        assertEquals(42, over("  42 x").number());
        assertEquals(-7, over("\t-7").number());
        assertEquals(TextCursor.NONE, over("x").number());
        assertEquals(TextCursor.NONE, over("").number());
        assertEquals(-1, over("18446744073709551615").number());
    }

    @Test
    void aFailedNumberLeavesTheCursorWhereItWas() {
        TextCursor cursor = over("  -x");
        assertEquals(TextCursor.NONE, cursor.number());
        assertEquals(0, cursor.position());
    }

    @Test
    void readsFractionsAsScaledIntegers() {
        assertEquals(52, over("0.52 0.58").scaled(2));
        assertEquals(50, over("0.5").scaled(2));
        assertEquals(1234, over("12.3456").scaled(2));
        assertEquals(-150, over("-1.5").scaled(2));
        assertEquals(-50, over("-0.5").scaled(2));
        assertEquals(300, over("3").scaled(2));
        TextCursor two = over("12.3456 7.1");
        two.scaled(1);
        assertEquals(71, two.scaled(1));
    }

    @Test
    void findsLinesAndWords() {
        TextCursor cursor = over("MemTotal:  10 kB\nMemFree: 7 kB\nlast");
        assertTrue(cursor.seekLine("MemFree:"));
        assertEquals(7, cursor.number());
        assertFalse(cursor.seekLine("MemTotal:"));
        cursor = over("one two\nthree");
        assertEquals(3, cursor.wordLength());
        assertEquals(7, cursor.lineLength());
        assertTrue(cursor.skipWord().startsWith(" two"));
        assertTrue(cursor.nextLine());
        assertTrue(cursor.skip("three"));
        assertTrue(cursor.atEnd());
        assertFalse(cursor.nextLine());
    }

    @Test
    void neverLeavesItsTextWhateverItHolds() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        byte[] bytes = new byte[64];
        for (int round = 0; round < 20_000; round++) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) " \n\t0129-.ab".charAt(random.nextInt(11));
            }
            int offset = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - offset);
            TextCursor cursor = new TextCursor().over(bytes, offset, length);
            for (int step = 0; step < 20; step++) {
                step(cursor, random.nextInt(8));
                assertTrue(cursor.position() >= offset && cursor.position() <= offset + length,
                        "seed " + seed);
            }
        }
    }

    private static void step(TextCursor cursor, int which) {
        switch (which) {
            case 0 -> cursor.number();
            case 1 -> cursor.scaled(3);
            case 2 -> cursor.skipWord();
            case 3 -> cursor.nextLine();
            case 4 -> cursor.seekLine("ab");
            case 5 -> cursor.skipWords(2);
            case 6 -> cursor.moveTo(cursor.position() + cursor.lineLength());
            default -> cursor.skipBlanks();
        }
    }
}
