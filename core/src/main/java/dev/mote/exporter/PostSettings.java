package dev.mote.exporter;

import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.http.ClientSettings;
import dev.mote.http.Url;

/**
 * How an exporter that sends POST requests to one URL reaches it: {@code endpoint}, {@code
 * headers}, {@code timeout}, {@code tls}, {@code proxy_url} and {@code auth}.
 */
public final class PostSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    public final Url url;
    public final ExtraHeaders headers;
    public final ClientSettings client;
    /** What one request may take, finding the address and connecting included. */
    public final long timeoutNanos;

    private PostSettings(Url url, ExtraHeaders headers, ClientSettings client, long timeoutNanos) {
        this.url = url;
        this.headers = headers;
        this.client = client;
        this.timeoutNanos = timeoutNanos;
    }

    /** All defaults, to one URL. */
    public static PostSettings to(String url) {
        return new PostSettings(Url.parse(url), ExtraHeaders.NONE, ClientSettings.none(),
                10 * SECOND);
    }

    /**
     * Reads them; null when something is wrong, which the section's problems then say.
     *
     * @param path what is asked for where the endpoint is only a host
     * @param own headers of the protocol, which the user's replace
     */
    public static PostSettings from(Section section, Environment environment, String path,
            String... own) {
        String endpoint = section.string("endpoint", null);
        ExtraHeaders headers = new ExtraHeaders(own).and(section.pairs("headers"));
        long timeoutNanos = section.duration("timeout", 10 * SECOND, SECOND / 10, HOUR);
        ClientSettings client = ClientSettings.from(section);
        if (endpoint == null) {
            section.problems().error(section.place(), "endpoint is missing, as in "
                    + "\"endpoint: http://localhost" + path + "\"");
            return null;
        }
        try {
            Url given = Url.parse(endpoint);
            Url url = given.target().equals("/")
                    ? new Url(given.secure(), given.host(), given.port(), path) : given;
            client.resolve(environment, url, true);
            return new PostSettings(url, headers.check(client), client, timeoutNanos);
        } catch (IllegalArgumentException e) {
            section.problems().error(section.node("endpoint"), e.getMessage());
            return null;
        }
    }
}
