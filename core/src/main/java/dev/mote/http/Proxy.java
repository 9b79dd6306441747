package dev.mote.http;

import dev.mote.bytes.Ascii;
import dev.mote.config.Environment;

/**
 * An HTTP proxy between a client and the rest of the world (RFC 9110, section 9.3.6, CONNECT; RFC
 * 9112, section 3.2.2, absolute-form). It is told apart by the environment: {@code HTTPS_PROXY}
 * and {@code HTTP_PROXY}, in lower case too, with exceptions in {@code NO_PROXY}.
 */
public final class Proxy {
    /** The proxy's own address. */
    final Url url;
    /** The value of Proxy-Authorization; null when the proxy wants none. */
    final String authorization;
    /** Whether a connection is a tunnel to the server: for https, and for what is not HTTP/1.1. */
    private final boolean tunnels;

    private Proxy(Url url, String authorization, boolean tunnels) {
        this.url = url;
        this.authorization = authorization;
        this.tunnels = tunnels;
    }

    /**
     * The proxy on the way to {@code target}, or null.
     *
     * @throws IllegalArgumentException with words for people, without the proxy's password
     */
    public static Proxy of(Environment environment, Url target) {
        String name = target.secure() ? "HTTPS_PROXY" : "HTTP_PROXY";
        String text = either(environment, name);
        String exceptions = either(environment, "NO_PROXY");
        return text == null || ProxyExceptions.cover(exceptions == null ? "" : exceptions,
                target.host(), target.port()) ? null : parse(name, text, target);
    }

    private static String either(Environment environment, String name) {
        String lower = environment.get(Ascii.lower(name));
        return lower != null ? lower : environment.get(name);
    }

    /**
     * Reads {@code [http://][user:password@]host:port}; {@code name} is what messages call it.
     *
     * @throws IllegalArgumentException with words for people, without the proxy's password
     */
    public static Proxy parse(String name, String text, Url target) {
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        if (scheme >= 0 && !Ascii.lower(text.substring(0, scheme)).equals("http")) {
            throw new IllegalArgumentException(name + ": a proxy is reached by http://, also for "
                    + "https:// endpoints");
        }
        int slash = rest.indexOf('/');
        int at = (slash < 0 ? rest : rest.substring(0, slash)).lastIndexOf('@');
        String authorization = at < 0 ? null
                : "Basic " + Base64.encode(Environment.decoded(rest.substring(0, at)));
        try {
            Url url = Url.parse("http://" + rest.substring(at + 1));
            return new Proxy(url, authorization, target.secure());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage());
        }
    }

    /** The same proxy for a protocol that it cannot speak itself: always a tunnel. */
    public Proxy tunnel() {
        return new Proxy(url, authorization, true);
    }

    boolean tunnels() {
        return tunnels;
    }

    /** Where it is, for people. */
    public String shown() {
        return url.authority();
    }
}
