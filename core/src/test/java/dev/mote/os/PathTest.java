package dev.mote.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

class PathTest {
    private static String text(Path path) {
        assertEquals(0, path.bytes()[path.length()]);
        return new Buffer(64).put(path.bytes(), 0, path.length()).asText();
    }

    @Test
    void isBuiltAndCutBack() {
        Path path = new Path("/proc/");
        int start = path.length();
        assertEquals("/proc/1234/stat", text(path.append(1234).append("/stat")));
        assertEquals("/proc/0", text(path.cut(start).append(0)));
        assertEquals("/proc/b", text(path.cut(start).append(new byte[] {'a', 'b', 'c'}, 1, 1)));
        assertEquals("/proc/\u00C3\u00A9", text(path.cut(start).append("é")));
    }

    @Test
    void staysWithinTheSystemsLimit() {
        Path path = new Path("/");
        for (int at = 0; at < 10_000; at++) {
            path.append("abc").append(12345).append(new byte[7], 0, 7);
        }
        assertTrue(path.length() < 4096);
        assertEquals(0, path.bytes()[path.length()]);
    }
}
