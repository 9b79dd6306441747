package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.config.Section;
import java.util.Arrays;

/** What series are called and which labels they get, whichever way they go to Prometheus. */
final class SampleSettings {
    /** In front of every name, with an underscore; empty: none. */
    final byte[] namespace;
    /** Whether names get unit and {@code _total}. */
    final boolean suffixes;
    final boolean targetInfo;
    /** Whether each series has the attributes of its resource as labels. */
    final boolean resourceLabels;
    /** Labels of every series that has none of the name: name, value, name, value …. */
    final String[] labels;

    /** @param labelsKey what the config calls {@link #labels} */
    SampleSettings(Section section, String labelsKey) {
        suffixes = section.bool("add_metric_suffixes", true);
        labels = section.pairs(labelsKey);
        targetInfo = enabled(section, "target_info", true);
        resourceLabels = enabled(section, "resource_to_telemetry_conversion", false);
        Buffer name = new Buffer(32).utf8(section.string("namespace", ""));
        Buffer allowed = new Buffer(32);
        if (name.length() > 0) {
            Names.plain(allowed, name.bytes(), 0, name.length());
            allowed.put('_');
        }
        namespace = Arrays.copyOf(allowed.bytes(), allowed.length());
    }

    private static boolean enabled(Section section, String key, boolean fallback) {
        Section inner = section.section(key);
        boolean enabled = inner.bool("enabled", fallback);
        inner.finish();
        return enabled;
    }
}
