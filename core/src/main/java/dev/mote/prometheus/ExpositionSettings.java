package dev.mote.prometheus;

import dev.mote.config.Section;
import dev.mote.http.ListenAddress;
import dev.mote.http.TlsSettings;

/** What a {@code prometheus} exporter can be told, with its defaults. */
final class ExpositionSettings {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 24 * 3600 * SECOND;
    /** A series takes some 400 bytes: so at most 40 MB. */
    private static final int SERIES_MAX = 100_000;

    /** Null: what the config says is none. */
    final ListenAddress address;
    /** Null: plain. */
    final TlsSettings tls;
    final int connectionsMax;
    final SampleSettings samples;
    final long expirationNanos;
    final int seriesMax;
    final boolean openMetrics;
    final boolean timestamps;

    ExpositionSettings(Section section) {
        address = address(section);
        tls = section.has("tls") ? TlsSettings.server(section.section("tls")) : null;
        connectionsMax = (int) section.integer("max_connections", 64, 1, 100_000);
        samples = new SampleSettings(section, "const_labels");
        expirationNanos = section.duration("metric_expiration", 300 * SECOND, SECOND, 365 * DAY);
        seriesMax = (int) section.integer("max_series", SERIES_MAX, 1, 16_000_000);
        openMetrics = section.bool("enable_open_metrics", false);
        timestamps = section.bool("send_timestamps", false);
    }

    private static ListenAddress address(Section section) {
        String endpoint = section.string("endpoint", "");
        if (endpoint.isEmpty()) {
            section.problems().error(section.place(),
                    "endpoint is missing, where to listen, as 0.0.0.0:8889");
            return null;
        }
        try {
            return ListenAddress.parse(endpoint);
        } catch (IllegalArgumentException e) {
            section.problems().error(section.node("endpoint"), "endpoint: " + e.getMessage());
            return null;
        }
    }
}
