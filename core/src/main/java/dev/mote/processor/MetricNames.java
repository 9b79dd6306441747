package dev.mote.processor;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which metrics a processor is for: {@code include} and {@code exclude}, each with
 * {@code match_type: strict | regexp} and {@code metrics}, a list of names or patterns.
 */
final class MetricNames {
    private final List<byte[]> names = new ArrayList<>();
    private final List<Regex> patterns = new ArrayList<>();

    private MetricNames(Section section) {
        boolean regexp = section.choice("match_type", 0, "strict", "regexp") == 1;
        for (YamlNode each : OttlSettings.texts(section, "metrics")) {
            if (regexp) {
                patterns.add(Settings.regex(section, each, each.text()));
            } else {
                names.add(Settings.utf8(each.text()));
            }
        }
        section.finish();
    }

    /** Null when the key is not there. */
    static MetricNames from(Section section, String key) {
        return section.has(key) ? new MetricNames(section.section(key)) : null;
    }

    boolean has(Item item) {
        int piece = item.metric.field(Otlp.METRIC_NAME);
        if (piece == Message.NONE || item.metric.offset(piece) == Message.NONE) {
            return false;
        }
        byte[] bytes = item.metric.bytes(piece);
        int from = item.metric.offset(piece);
        int length = item.metric.length(piece);
        for (int at = 0; at < names.size(); at++) {
            byte[] name = names.get(at);
            if (Arrays.equals(name, 0, name.length, bytes, from, from + length)) {
                return true;
            }
        }
        for (int at = 0; at < patterns.size(); at++) {
            if (patterns.get(at).matches(bytes, from, length)) {
                return true;
            }
        }
        return false;
    }
}
