package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch.Signal;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.ValueText;
import dev.mote.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The collector's {@code include} and {@code exclude}: every criterion that is given must hold; one
 * holds if any of its values does. A criterion that a signal has no place for, as
 * {@code span_names} for logs, does not hold.
 */
final class Matcher {
    private static final byte[] SERVICE_NAME = Settings.utf8("service.name");
    private static final int SEVERITY_TEXT = 3;

    /** A text that must be equal, or a pattern that must be found. */
    private record Text(byte[] exact, Regex regex) {
        boolean matches(byte[] bytes, int offset, int length) {
            return regex != null ? regex.matches(bytes, offset, length)
                    : Arrays.equals(bytes, offset, offset + length, exact, 0, exact.length);
        }
    }

    /** An attribute that must be there, with this value if one is given. */
    private record Pair(byte[] key, AnyValue value, Text pattern) {
    }

    private final boolean regexp;
    private final List<Text> services;
    private final List<Text> spanNames;
    private final List<Text> metricNames;
    private final List<Text> bodies;
    private final List<Text> severityTexts;
    private final List<Pair> attributes;
    private final List<Pair> resources;
    private final AnyValue found = new AnyValue();
    private final ValueText texts = new ValueText();
    private final Buffer room = new Buffer(32);

    private Matcher(Section section) {
        regexp = section.choice("match_type", 0, "strict", "regexp") == 1;
        services = texts(section, "services");
        spanNames = texts(section, "span_names");
        metricNames = texts(section, "metric_names");
        bodies = texts(section, "log_bodies");
        severityTexts = texts(section, "log_severity_texts");
        attributes = pairs(section, "attributes");
        resources = pairs(section, "resources");
        section.section("regexp").node("cacheenabled");
        section.finish();
    }

    /** Null when the key is not there. */
    static Matcher from(Section section, String key) {
        return section.has(key) ? new Matcher(section.section(key)) : null;
    }

    private List<Text> texts(Section section, String key) {
        List<Text> result = new ArrayList<>();
        YamlNode list = section.node(key);
        String[] texts = section.strings(key);
        for (int at = 0; at < texts.length; at++) {
            result.add(text(section, list.size() > 0 ? list.item(at) : list, texts[at]));
        }
        return result;
    }

    private Text text(Section section, YamlNode at, String text) {
        return new Text(Settings.utf8(text), regexp ? Settings.regex(section, at, text) : null);
    }

    private List<Pair> pairs(Section section, String key) {
        List<Pair> result = new ArrayList<>();
        for (Section each : Settings.sections(section, key)) {
            YamlNode value = each.node("value");
            result.add(new Pair(Settings.utf8(Settings.needed(each, "key")),
                    value == null ? null : Settings.value(value),
                    value == null || !regexp ? null : text(each, value, value.text())));
            each.finish();
        }
        return result;
    }

    boolean matches(Item item) {
        return all(resources, item.resource) && all(attributes, item.record)
                && service(item.resource)
                && (spanNames.isEmpty() || item.signal == Signal.TRACES
                        && field(spanNames, item.record, Otlp.SPAN_NAME))
                && (metricNames.isEmpty() || item.signal == Signal.METRICS
                        && field(metricNames, item.metric, Otlp.METRIC_NAME))
                && (severityTexts.isEmpty() || item.signal == Signal.LOGS
                        && field(severityTexts, item.record, SEVERITY_TEXT))
                && (bodies.isEmpty() || item.signal == Signal.LOGS && body(item.record));
    }

    private boolean service(Message resource) {
        if (services.isEmpty()) {
            return true;
        }
        int piece = resource.attribute(SERVICE_NAME);
        return piece != Message.NONE && resource.value(piece, found) && matches(services);
    }

    private boolean body(Message log) {
        int piece = log.field(Otlp.LOG_BODY);
        return piece != Message.NONE && log.value(piece, found) && matches(bodies);
    }

    private boolean matches(List<Text> any) {
        texts.toText(found, room);
        return matches(any, found.bytes(), found.offset(), found.length());
    }

    private static boolean field(List<Text> any, Message message, int field) {
        int piece = message.field(field);
        return piece != Message.NONE && message.offset(piece) != Message.NONE
                && matches(any, message.bytes(piece), message.offset(piece),
                        message.length(piece));
    }

    private static boolean matches(List<Text> any, byte[] bytes, int offset, int length) {
        for (int at = 0; at < any.size(); at++) {
            if (any.get(at).matches(bytes, offset, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean all(List<Pair> pairs, Message message) {
        for (int at = 0; at < pairs.size(); at++) {
            Pair pair = pairs.get(at);
            int piece = message.attribute(pair.key);
            if (piece == Message.NONE || !message.value(piece, found) || !holds(pair)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Pair pair) {
        if (pair.pattern == null) {
            return pair.value == null || pair.value.same(found);
        }
        return found.isString()
                && pair.pattern.matches(found.bytes(), found.offset(), found.length());
    }
}
