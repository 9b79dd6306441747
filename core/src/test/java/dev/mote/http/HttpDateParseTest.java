package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

final class HttpDateParseTest {
    private static long parse(String text) {
        Buffer bytes = new Buffer(64).ascii("x" + text + "9");
        return HttpDate.parse(bytes.bytes(), 1, bytes.length() - 2);
    }

    @Test
    void allThreeFormsAreRead() {
        assertEquals(784_111_777, parse("Sun, 06 Nov 1994 08:49:37 GMT"));
        assertEquals(784_111_777, parse("Sunday, 06-Nov-94 08:49:37 GMT"));
        assertEquals(784_111_777, parse("Sun Nov  6 08:49:37 1994"));
        assertEquals(951_782_400, parse("Tue, 29 Feb 2000 00:00:00 GMT"));
        assertEquals(0, parse("Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Buffer text = new Buffer(40);
        for (long day = 0; day < 80_000; day += 13) {
            long seconds = day * 86_400 + day % 86_400;
            text.clear();
            HttpDate.append(text, seconds * 1_000_000_000L);
            assertEquals(seconds, HttpDate.parse(text.bytes(), 0, text.length()), text.asText());
        }
    }

    @Test
    void everythingElseIsNoDate() {
        String[] wrong = {"", "120", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "06:49", "::::::::",
            "Sun, 06 Nov 19940 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:3x GMT"};
        for (String text : wrong) {
            assertEquals(-1, parse(text), text);
        }
    }
}
