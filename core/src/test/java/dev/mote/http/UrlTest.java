package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class UrlTest {
    @Test
    void urlsAreTakenApart() {
        Url url = Url.parse("http://Collector.Example:4318/v1/metrics?a=b#c");
        assertEquals("collector.example", url.host());
        assertEquals(4318, url.port());
        assertEquals("/v1/metrics?a=b", url.target());
        assertEquals("collector.example:4318", url.authority());
        assertEquals("http://collector.example:4318/v1/metrics?a=b", url.toString());
        assertEquals("/", Url.parse("HTTP://a").target());
        assertEquals("/?x", Url.parse("http://a?x").target());
        assertEquals("a", Url.parse("http://a:80/").authority());
        assertEquals(443, Url.parse("https://a").port());
        assertTrue(Url.parse("https://a").secure());
        assertEquals("::1", Url.parse("http://[::1]:4318").host());
        assertEquals("[::1]:4318", Url.parse("http://[::1]:4318").authority());
        assertEquals("[fe80::1]", Url.parse("http://[FE80::1]").authority());
    }

    @Test
    void everythingElseIsRefusedWithItsReason() {
        refuses("localhost:4318", "begins with http");
        refuses("grpc://a", "begins with http");
        refuses("http://", "host is missing");
        refuses("http://:4318", "host is missing");
        refuses("http://::1:4318", "stands in brackets");
        refuses("http://[::1", "not an IPv6 address");
        refuses("http://[1.2.3.4]", "not an IPv6 address");
        refuses("http://a:0", "not a port");
        refuses("http://a:65536", "not a port");
        refuses("http://a:", "not a port");
        refuses("http://a:80x", "not a port");
        refuses("http://a b", "letters, digits");
        refuses("http://a/b c", "%20");
        refuses("http://a/\r\nX: y", "%20");
    }

    @Test
    void passwordsAreNotRepeated() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> Url.parse("http://me:secret@a"));
        assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
        refused = assertThrows(IllegalArgumentException.class,
                () -> Url.parse("http://a:x/?key=secret"));
        assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
        assertEquals("http://a/b?...", Url.parse("http://a/b?key=secret").shown());
    }

    private static void refuses(String text, String reason) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> Url.parse(text));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
}
