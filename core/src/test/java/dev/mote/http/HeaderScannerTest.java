package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

final class HeaderScannerTest {
    private final HeaderScanner scanner = new HeaderScanner();

    private HeaderScanner over(String text) {
        Buffer buffer = new Buffer(64).ascii(text);
        return scanner.over(buffer.bytes(), 0, buffer.length());
    }

    @Test
    void namesIgnoreCaseAndValuesLoseTheirBlanks() {
        over("Content-LENGTH: \t 42 \r\nConnection: keep-alive , CLOSE\nX:\r\n\r\nno: more\r\n");
        assertTrue(scanner.next());
        assertTrue(scanner.nameIs("content-length"));
        assertEquals(42, scanner.number());
        assertTrue(scanner.next());
        assertTrue(scanner.hasToken("close"));
        assertTrue(scanner.hasToken("keep-alive"));
        assertFalse(scanner.hasToken("clos"));
        assertFalse(scanner.hasToken("keep"));
        assertTrue(scanner.next());
        assertEquals(0, scanner.valueLength());
        assertEquals(-1, scanner.number());
        assertFalse(scanner.next());
        assertFalse(scanner.malformed());
    }

    @Test
    void numbersAreDigitsOnlyAndBounded() {
        String[] wrong = {"+1", "-1", "0x10", "1 2", "1,1", "9999999999999999999"};
        for (String text : wrong) {
            assertTrue(over("n: " + text + "\r\n").next());
            assertEquals(-1, scanner.number());
        }
        assertTrue(over("n: 999999999999999999\r\n").next());
        assertEquals(999999999999999999L, scanner.number());
    }

    @Test
    void malformedLinesEndTheWalk() {
        String[] wrong = {"no colon\r\n", "name : blank before\r\n", " folded: line\r\n",
            ": no name\r\n", "a: b\0c\r\n", "a: b\rc\r\n", "a\u0080: b\r\n"};
        for (String text : wrong) {
            assertFalse(over(text).next(), text);
            assertTrue(scanner.malformed(), text);
            assertFalse(scanner.next(), text);
        }
    }

    @Test
    void theHeadEndsAtTheFirstEmptyLine() {
        assertEquals(8, headEnd("a: b\r\n\r\n"));
        assertEquals(6, headEnd("a: b\n\nbody\n\n"));
        assertEquals(7, headEnd("a: b\n\r\n"));
        assertEquals(-1, headEnd("a: b\r\n\r"));
        assertEquals(-1, headEnd(""));
    }

    private static int headEnd(String text) {
        Buffer buffer = new Buffer(64).ascii(text);
        return HeaderScanner.headEnd(buffer.bytes(), 0, buffer.length());
    }
}
