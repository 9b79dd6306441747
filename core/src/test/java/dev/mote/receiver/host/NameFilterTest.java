package dev.mote.receiver.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

class NameFilterTest {
    private static boolean matches(String pattern, String name) {
        Buffer text = new Buffer(32).ascii(name);
        return NameFilter.matches(pattern, text.bytes(), 0, text.length());
    }

    @Test
    void patternsAreNamesAndGlobs() {
        assertEquals(true, matches("eth0", "eth0"));
        assertEquals(false, matches("eth0", "eth01"));
        assertEquals(false, matches("eth01", "eth0"));
        assertEquals(true, matches("veth*", "veth"));
        assertEquals(true, matches("veth*", "veth12ab"));
        assertEquals(true, matches("*", ""));
        assertEquals(true, matches("a*b*c", "aXbYbZc"));
        assertEquals(false, matches("a*b*c", "aXbYbZ"));
        assertEquals(true, matches("*/docker/*", "/var/lib/docker/x"));
    }

    @Test
    void excludedWinsAndNoIncludedMeansAll() {
        NameFilter filter = new NameFilter(new String[] {"eth*"}, new String[] {"eth1"});
        byte[] names = {'e', 't', 'h', '0', 'e', 't', 'h', '1', 'l', 'o'};
        assertEquals(true, filter.accepts(names, 0, 4));
        assertEquals(false, filter.accepts(names, 4, 4));
        assertEquals(false, filter.accepts(names, 8, 2));
        assertEquals(true, new NameFilter(new String[0], new String[0]).accepts(names, 8, 2));
    }
}
