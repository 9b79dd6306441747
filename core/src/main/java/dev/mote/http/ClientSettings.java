package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.os.Os;

/**
 * How a client reaches its server, whatever it speaks then: TLS, a proxy, and who the client says
 * it is.
 */
public final class ClientSettings {
    public final TlsSettings tls;
    /** Null: none; counts where the environment names none. */
    private final String proxyUrl;
    /** Null: none. */
    public final Credentials credentials;
    private Proxy proxy;

    private ClientSettings(TlsSettings tls, String proxyUrl, Credentials credentials) {
        this.tls = tls;
        this.proxyUrl = proxyUrl;
        this.credentials = credentials;
    }

    /** All defaults: no proxy, no credentials, TLS with the system's authorities. */
    public static ClientSettings none() {
        return new ClientSettings(TlsSettings.client(), null, null);
    }

    /** Reads the keys {@code tls}, {@code proxy_url} and {@code auth} of a section. */
    public static ClientSettings from(Section section) {
        TlsSettings tls = TlsSettings.client(section.section("tls"));
        return new ClientSettings(tls, section.string("proxy_url", null),
                Credentials.from(section.section("auth")));
    }

    /** Reads what a job of Prometheus says: {@code tls_config}, {@code basic_auth} and so on. */
    public static ClientSettings prometheus(Section section) {
        return new ClientSettings(TlsSettings.prometheus(section.section("tls_config")),
                section.string("proxy_url", null), Credentials.prometheus(section));
    }

    /** The same settings for one more target. */
    public ClientSettings copy() {
        return new ClientSettings(tls, proxyUrl, credentials);
    }

    /**
     * Finds the way to {@code target}. Certificates of the environment are for its own endpoint,
     * as headers are: they count when {@code own} is false.
     *
     * @throws IllegalArgumentException with words for people
     */
    public ClientSettings resolve(Environment environment, Url target, boolean own) {
        tls.readSystem(environment);
        if (!own) {
            tls.readEnvironment(environment);
        }
        proxy = proxyUrl == null ? Proxy.of(environment, target)
                : proxyUrl.isEmpty() ? null : Proxy.parse("proxy_url", proxyUrl, target);
        return this;
    }

    /** The proxy on the way, or null. */
    public Proxy proxy() {
        return proxy;
    }

    /** A proxy is to let the bytes through: it cannot speak what is spoken. */
    void tunnel() {
        proxy = proxy == null ? null : proxy.tunnel();
    }

    /** What the first line of an HTTP/1.1 request asks for: a proxy wants to see the whole URL. */
    public String target(Url url) {
        return forwards() ? "http://" + url.authority() + url.target() : url.target();
    }

    /** Whether requests go to a proxy that reads them. */
    private boolean forwards() {
        return proxy != null && !proxy.tunnels();
    }

    /** Appends the header lines of HTTP/1.1 that a proxy wants. */
    public void appendProxyHeaders(Buffer head) {
        if (forwards() && proxy.authorization != null) {
            head.ascii("Proxy-Authorization: ").ascii(proxy.authorization).ascii("\r\n");
        }
    }

    /** The value of Authorization; null when there are no credentials. */
    public String authorization(Os os, long nowNanos) {
        return credentials == null ? null : credentials.value(os, nowNanos);
    }

    /** Appends the header line Authorization, if there are credentials. */
    public void appendAuthorization(Buffer head, Os os, long nowNanos) {
        String value = authorization(os, nowNanos);
        if (value != null) {
            head.ascii("Authorization: ").utf8(value).ascii("\r\n");
        }
    }
}
