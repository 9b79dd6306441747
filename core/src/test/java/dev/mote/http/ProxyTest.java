package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.config.Environment;
import dev.mote.config.Problems;
import org.junit.jupiter.api.Test;

class ProxyTest {
    private static final Url HTTPS = Url.parse("https://collector.example.com:4318");
    private static final Url HTTP = Url.parse("http://collector.example.com:4318");

    private static Proxy of(Url target, String... variables) {
        return Proxy.of(new Environment(variables, new Problems("test")), target);
    }

    @Test
    void eachSchemeHasItsVariable() {
        assertEquals("p:80", of(HTTPS, "HTTPS_PROXY=http://p:80/").url.host() + ":80");
        assertEquals(3128, of(HTTPS, "https_proxy=p:3128", "HTTPS_PROXY=q:1").url.port());
        assertNull(of(HTTPS, "HTTP_PROXY=p:3128"));
        assertTrue(of(HTTPS, "HTTPS_PROXY=p:3128").tunnels());
        assertFalse(of(HTTP, "HTTP_PROXY=p:3128").tunnels());
        assertTrue(of(HTTP, "HTTP_PROXY=p:3128").tunnel().tunnels());
    }

    @Test
    void theProxysPasswordIsUsedAndNeverShown() {
        Proxy proxy = of(HTTP, "HTTP_PROXY=http://user:geheim%21@p:3128");
        assertEquals("Basic dXNlcjpnZWhlaW0h", proxy.authorization);
        assertEquals("p:3128", proxy.shown());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> of(HTTP, "HTTP_PROXY=http://user:geheim@p:port"));
        assertFalse(e.getMessage().contains("geheim"), e.getMessage());
        assertTrue(e.getMessage().startsWith("HTTP_PROXY: "), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> of(HTTP, "HTTP_PROXY=socks5://p:1"));
    }

    @Test
    void exceptionsAreNamesAddressesRangesAndPorts() {
        assertTrue(ProxyExceptions.cover("", "localhost", 1));
        assertTrue(ProxyExceptions.cover("", "127.8.8.8", 1));
        assertTrue(ProxyExceptions.cover("", "::1", 1));
        assertTrue(ProxyExceptions.cover("*", "a.b", 1));
        assertTrue(ProxyExceptions.cover("x, B.c", "b.c", 1));
        assertTrue(ProxyExceptions.cover("b.c", "a.b.c", 1));
        assertFalse(ProxyExceptions.cover("b.c", "ab.c", 1));
        assertTrue(ProxyExceptions.cover(".b.c", "a.b.c", 1));
        assertTrue(ProxyExceptions.cover("*.b.c", "a.b.c", 1));
        assertFalse(ProxyExceptions.cover(".b.c", "b.c", 1));
        assertTrue(ProxyExceptions.cover("b.c:4318", "b.c", 4318));
        assertFalse(ProxyExceptions.cover("b.c:4318", "b.c", 4317));
        assertTrue(ProxyExceptions.cover("10.0.0.0/8", "10.200.3.4", 1));
        assertFalse(ProxyExceptions.cover("10.0.0.0/8", "11.0.0.1", 1));
        assertTrue(ProxyExceptions.cover("10.1.2.3", "10.1.2.3", 1));
        assertTrue(ProxyExceptions.cover("fd00::/8", "fd12::1", 1));
        assertTrue(ProxyExceptions.cover("[fd12::1]:80", "fd12::1", 80));
        assertFalse(ProxyExceptions.cover("10.0.0.0/99,/,:,[]:1,1/", "10.0.0.1", 1));
        assertFalse(ProxyExceptions.cover("10.0.0.0/8", "a.b", 1));
    }
}
