package dev.mote.exporter.otlp;

import dev.mote.component.Batch;
import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.exporter.ExtraHeaders;
import dev.mote.http.ClientSettings;
import dev.mote.http.Url;
import java.util.Arrays;

/**
 * What an {@code otlp_http} exporter can be told, with its defaults; the keys are the collector's.
 * The environment counts where the config names no endpoint of its own, and only there: headers
 * with a secret in them must not go to another host than the one they were meant for.
 */
public final class OtlpHttpSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final String[] SIGNALS = {"metrics", "logs", "traces"};

    /** Where each signal is posted to; the first that is there is what people are told. */
    private final Url[] urls = new Url[SIGNALS.length];
    public ExtraHeaders headers = ExtraHeaders.NONE;
    /** Instead of these, by signal; null: they are the same for all. */
    private ExtraHeaders[] signalHeaders;
    public boolean gzip = true;
    /** Whether requests are JSON, not protobuf. */
    public boolean json;
    /** What one request may take, finding the address and connecting included. */
    public long timeoutNanos = 10 * SECOND;
    public ClientSettings client = ClientSettings.none();

    /** All defaults, to one URL. */
    public static OtlpHttpSettings to(String url) {
        OtlpHttpSettings settings = new OtlpHttpSettings();
        Arrays.fill(settings.urls, Url.parse(url));
        return settings;
    }

    /** Where a signal goes; null when only others were given an endpoint. */
    public Url url(Batch.Signal signal) {
        return urls[signal.ordinal()];
    }

    /** What is sent along with the requests of a signal. */
    ExtraHeaders headers(Batch.Signal signal) {
        return signalHeaders == null ? headers : signalHeaders[signal.ordinal()];
    }

    /** What people are told. */
    Url anyUrl() {
        return urls[0] != null ? urls[0] : urls[1] != null ? urls[1] : urls[2];
    }

    /**
     * Reads the keys that are about the far end; null when something is wrong, which its problems
     * then say.
     */
    public static OtlpHttpSettings from(Section section, Environment environment) {
        OtlpHttpSettings settings = new OtlpHttpSettings();
        String base = section.string("endpoint", null);
        String[] given = new String[SIGNALS.length];
        boolean own = false;
        for (int at = 0; at < SIGNALS.length; at++) {
            given[at] = section.string(SIGNALS[at] + "_endpoint", base == null ? null
                    : base + (base.endsWith("/") ? "" : "/") + "v1/" + SIGNALS[at]);
            own |= given[at] != null;
        }
        for (int at = 0; !own && at < SIGNALS.length; at++) {
            given[at] = environment.url(SIGNALS[at]);
        }
        settings.readTransport(section, own ? null : environment);
        settings.client = ClientSettings.from(section);
        if (given[0] == null && given[1] == null && given[2] == null) {
            section.problems().error(section.place(), "endpoint is missing, as in "
                    + "\"endpoint: http://localhost:4318\"");
            return null;
        }
        try {
            for (int at = 0; at < SIGNALS.length; at++) {
                settings.urls[at] = given[at] == null ? null : Url.parse(given[at]);
            }
            settings.client.resolve(environment, settings.anyUrl(), own);
            for (Batch.Signal each : Batch.Signal.values()) {
                settings.headers(each).check(settings.client);
            }
            return settings;
        } catch (IllegalArgumentException e) {
            if (own) {
                section.problems().error(section.place(), e.getMessage());
            } else {
                section.problems().error(environment.endpointName() + ": " + e.getMessage());
            }
            return null;
        }
    }

    private static ExtraHeaders[] headers(Environment environment) {
        ExtraHeaders[] headers = new ExtraHeaders[SIGNALS.length];
        for (int at = 0; at < SIGNALS.length; at++) {
            headers[at] = new ExtraHeaders(environment.headers(SIGNALS[at]));
        }
        return headers;
    }

    private void readTransport(Section section, Environment environment) {
        headers = new ExtraHeaders(section.pairs("headers"));
        gzip = section.choice("compression", 0, "gzip", "none") == 0;
        json = section.choice("encoding", 0, "proto", "json") == 1;
        timeoutNanos = section.duration("timeout", timeoutNanos, SECOND / 10, HOUR);
        if (environment != null) {
            signalHeaders = headers.isEmpty() ? headers(environment) : null;
            gzip = section.has("compression") ? gzip : !"none".equals(environment.compression());
            json = section.has("encoding") ? json : environment.wantsJson();
            timeoutNanos = section.has("timeout") ? timeoutNanos
                    : environment.timeoutNanos(timeoutNanos);
        }
    }
}
