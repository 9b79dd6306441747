package dev.mote.prometheus;

import dev.mote.config.Environment;
import dev.mote.config.Section;
import dev.mote.exporter.PostSettings;

/** What a {@code prometheus_remote_write} exporter can be told, with its defaults. */
public final class RemoteWriteSettings {
    private static final String PATH = "/api/v1/write";

    /** 2.0 as long as the server understands it. */
    static final int NEGOTIATED = 0;
    static final int ONLY_1 = 1;

    final PostSettings post;
    /** {@link #NEGOTIATED}, {@link #ONLY_1}, or else 2.0 whatever the server says. */
    final int version;
    final SampleSettings samples;

    RemoteWriteSettings(Section section, PostSettings post) {
        this.post = post;
        version = section.choice("protobuf_message", NEGOTIATED, "auto",
                "prometheus.WriteRequest", "io.prometheus.write.v2.Request");
        samples = new SampleSettings(section, "external_labels");
    }

    /** Reads the keys about the far end; null when something is wrong, which is told. */
    public static RemoteWriteSettings from(Section section, Environment environment) {
        RemoteWriteSettings settings = new RemoteWriteSettings(section,
                PostSettings.from(section, environment, PATH));
        return settings.post == null ? null : settings;
    }
}
