package dev.mote.exporter.otlp;

import dev.mote.bytes.Ascii;
import dev.mote.component.Batch;
import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.exporter.ExtraHeaders;
import dev.mote.http.ClientSettings;
import dev.mote.http.Url;

/**
 * What {@code otlp_grpc} can be told about the far end, with its defaults; the keys are the
 * collector's. The environment counts where the config names no endpoint of its own, and only
 * there, as for {@code otlp_http}.
 */
public final class OtlpGrpcSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    /** What gRPC writes itself, or HTTP/2 does not have. */
    private static final String[] OWN_HEADERS = {"te", "content-type", "host", "connection",
        "transfer-encoding", "content-length", "upgrade"};

    /** Host, port, and whether TLS is spoken; the path has no meaning. */
    public Url url;
    /** Metadata to send along: name in lower case, value, name, value …. */
    public String[] headers = {};
    /** Instead of these, by signal; null: they are the same for all. */
    private String[][] signalHeaders;
    public boolean gzip = true;
    /** What one request may take, finding the address and connecting included. */
    public long timeoutNanos = 10 * SECOND;
    public ClientSettings client = ClientSettings.none();

    /** All defaults, to one endpoint; without TLS unless it says https://. */
    public static OtlpGrpcSettings to(String endpoint) {
        OtlpGrpcSettings settings = new OtlpGrpcSettings();
        settings.url = url(endpoint, true);
        return settings;
    }

    /**
     * Reads the keys of a section that are about the far end; null when something is wrong, which
     * its problems then say.
     */
    public static OtlpGrpcSettings from(Section section, Environment environment) {
        return from(section, environment, section.string("endpoint", null));
    }

    /** The same for an endpoint that stands elsewhere; null: that of the environment. */
    public static OtlpGrpcSettings from(Section section, Environment environment,
            String endpoint) {
        OtlpGrpcSettings settings = new OtlpGrpcSettings();
        settings.headers = section.pairs("headers");
        settings.gzip = section.choice("compression", 0, "gzip", "none") == 0;
        settings.timeoutNanos = section.duration("timeout", settings.timeoutNanos, SECOND / 10,
                HOUR);
        settings.client = ClientSettings.from(section);
        boolean own = endpoint != null;
        if (!own) {
            settings.readEnvironment(section, environment);
            endpoint = environment.grpcEndpoint();
        }
        if (endpoint == null) {
            section.problems().error(section.place(), "endpoint is missing, as in "
                    + "\"endpoint: localhost:4317\"");
            return null;
        }
        try {
            settings.url = url(endpoint, settings.client.tls.insecure
                    || !own && environment.insecure());
            settings.client.resolve(environment, settings.url, own);
            for (Batch.Signal each : Batch.Signal.values()) {
                settings.check(settings.headers(each));
            }
            return settings;
        } catch (IllegalArgumentException e) {
            section.problems().error(section.place(), (own ? "" : environment.endpointName()
                    + ": ") + e.getMessage());
            return null;
        }
    }

    /** What is sent along with the requests of a signal. */
    String[] headers(Batch.Signal signal) {
        return signalHeaders == null ? headers : signalHeaders[signal.ordinal()];
    }

    private void readEnvironment(Section section, Environment environment) {
        signalHeaders = headers.length > 0 ? null : new String[][] {
            environment.headers("metrics"), environment.headers("logs"),
            environment.headers("traces")};
        gzip = section.has("compression") ? gzip : !"none".equals(environment.compression());
        timeoutNanos = section.has("timeout") ? timeoutNanos
                : environment.timeoutNanos(timeoutNanos);
    }

    /**
     * {@code host:port}, {@code http://host:port} or {@code https://host:port}; usually 4317. As in
     * the collector, TLS is spoken unless the endpoint, or tls, says otherwise.
     */
    private static Url url(String endpoint, boolean insecure) {
        boolean bare = endpoint.indexOf("://") < 0;
        Url url = Url.parse(bare ? (insecure ? "http://" : "https://") + endpoint : endpoint);
        if (bare && endpoint.lastIndexOf(':') <= endpoint.lastIndexOf(']')) {
            throw new IllegalArgumentException("\"" + endpoint + "\" has no port; gRPC's is "
                    + "usually 4317, as in \"" + endpoint + ":4317\"");
        }
        return url;
    }

    /** The names of metadata are in lower case; values are of printable ASCII. */
    private void check(String[] headers) {
        for (int at = 0; at < headers.length; at += 2) {
            headers[at] = Ascii.lower(headers[at]);
            boolean well = !headers[at].isEmpty() && !headers[at].startsWith("grpc-");
            for (int index = 0; index < headers[at].length(); index++) {
                char each = headers[at].charAt(index);
                well &= each > ' ' && each < 127 && each != ':';
            }
            for (int index = 0; index < headers[at + 1].length(); index++) {
                char each = headers[at + 1].charAt(index);
                well &= each >= ' ' && each < 127;
            }
            for (String own : OWN_HEADERS) {
                well &= !headers[at].equals(own);
            }
            if (client.credentials != null && headers[at].equals("authorization")) {
                throw new IllegalArgumentException("either auth or the header Authorization, not "
                        + "both");
            }
            if (!well) {
                throw new IllegalArgumentException("the header \"" + headers[at]
                        + "\" cannot be sent: gRPC has it itself, or it has a character that "
                        + "metadata cannot have");
            }
        }
    }
}
