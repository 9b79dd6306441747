package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a collection's text has or has not; on failure the whole text is shown. */
final class Expect {
    private Expect() {
    }

    static void has(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    static void hasNot(String text, String part) {
        assertFalse(text.contains(part), text);
    }
}
