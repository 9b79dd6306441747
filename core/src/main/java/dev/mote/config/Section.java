package dev.mote.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A map of the config as a component reads it: it asks for each of its keys, with its type and its
 * default, and {@link #finish} tells of the keys that nobody asked for. Every problem goes to
 * {@link Problems} with its place; the reader goes on with the default, so that all are found.
 */
public final class Section {
    private static final String[] NONE = {};

    private final YamlNode map;
    private final YamlNode place;
    private final Problems problems;
    private final List<String> asked = new ArrayList<>();

    /**
     * The section of {@code node}. Nothing after the key means: all defaults.
     *
     * @param place what to point at when a key is missing
     */
    public Section(YamlNode node, YamlNode place, Problems problems) {
        boolean usable = node != null && node.kind() == YamlNode.Kind.MAP;
        map = usable ? node : YamlNode.map(place.line(), place.column());
        this.place = usable ? node : place;
        this.problems = problems;
    }

    /** A section that has no settings: all defaults. */
    public static Section empty(Problems problems) {
        YamlNode nowhere = YamlNode.map(1, 1);
        return new Section(nowhere, nowhere, problems);
    }

    public Problems problems() {
        return problems;
    }

    /** Where the section stands, for a component's own errors. */
    public YamlNode place() {
        return place;
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return node(key) != null;
    }

    /** The node of a key, for a component's own errors; null when it is not there. */
    public YamlNode node(String key) {
        if (!asked.contains(key)) {
            asked.add(key);
        }
        YamlNode value = map.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private YamlNode scalar(String key, String expected) {
        YamlNode value = node(key);
        if (value != null && value.kind() != YamlNode.Kind.SCALAR) {
            problems.error(value, key + ": expected " + expected);
            return null;
        }
        return value;
    }

    public String string(String key, String fallback) {
        YamlNode value = scalar(key, "a text");
        return value == null ? fallback : value.text();
    }

    public boolean bool(String key, boolean fallback) {
        YamlNode value = scalar(key, "true or false");
        if (value == null) {
            return fallback;
        }
        if (value.text().equals("true") || value.text().equals("false")) {
            return value.text().equals("true");
        }
        problems.error(value, key + ": expected true or false, got \"" + value.written() + "\"");
        return fallback;
    }

    /** A whole number from {@code least} to {@code most}. */
    public long integer(String key, long fallback, long least, long most) {
        YamlNode value = scalar(key, "a whole number");
        if (value == null) {
            return fallback;
        }
        long number = wholeNumber(value.text());
        if (number < least || number > most) {
            problems.error(value, key + ": expected a whole number from " + least + " to " + most
                    + ", got \"" + value.written() + "\"");
            return fallback;
        }
        return number;
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    /** A duration in nanoseconds, as {@code 10s} or {@code 1m30s}. */
    public long duration(String key, long fallbackNanos, long leastNanos, long mostNanos) {
        YamlNode value = scalar(key, "a duration as 10s");
        if (value == null) {
            return fallbackNanos;
        }
        long nanos = Units.nanos(value.text());
        if (nanos < 0) {
            problems.error(value, key + ": expected a duration as 500ms, 10s or 1m30s, got \""
                    + value.written() + "\"");
            return fallbackNanos;
        }
        if (nanos < leastNanos || nanos > mostNanos) {
            problems.error(value, key + ": " + value.written() + " is out of range; from "
                    + words(leastNanos) + " to " + words(mostNanos));
            return fallbackNanos;
        }
        return nanos;
    }

    private static String words(long nanos) {
        return nanos % 3_600_000_000_000L == 0 && nanos > 0 ? nanos / 3_600_000_000_000L + "h"
                : nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s"
                : nanos / 1_000_000 + "ms";
    }

    /** A size in bytes, as {@code 4MiB}. */
    public long bytes(String key, long fallback, long least, long most) {
        YamlNode value = scalar(key, "a size as 4MiB");
        if (value == null) {
            return fallback;
        }
        long size = Units.bytes(value.text());
        if (size < least || size > most) {
            problems.error(value, key + ": expected a size as 64KiB or 4MiB, from " + least
                    + " to " + most + " bytes, got \"" + value.written() + "\"");
            return fallback;
        }
        return size;
    }

    /** A list of texts; one text alone is a list of one. */
    public String[] strings(String key, String... fallback) {
        YamlNode value = node(key);
        if (value == null) {
            return fallback;
        }
        if (value.kind() == YamlNode.Kind.SCALAR) {
            return new String[] {value.text()};
        }
        if (value.kind() == YamlNode.Kind.MAP) {
            problems.error(value, key + ": expected a list of texts");
            return fallback;
        }
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < value.size(); at++) {
            if (value.item(at).kind() == YamlNode.Kind.SCALAR) {
                texts.add(value.item(at).text());
            } else {
                problems.error(value.item(at), key + ": expected a text here");
            }
        }
        return texts.toArray(NONE);
    }

    /** A map of texts as name, value, name, value …; empty when it is not there. */
    public String[] pairs(String key) {
        YamlNode value = node(key);
        if (value == null) {
            return NONE;
        }
        if (value.kind() != YamlNode.Kind.MAP) {
            problems.error(value, key + ": expected a map of texts");
            return NONE;
        }
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < value.size(); at++) {
            if (value.value(at).kind() == YamlNode.Kind.SCALAR) {
                texts.add(value.key(at).text());
                texts.add(value.value(at).text());
            } else {
                problems.error(value.value(at), key + ": expected a text here");
            }
        }
        return texts.toArray(NONE);
    }

    /** One of some words; returns its index. */
    public int choice(String key, int fallback, String... words) {
        YamlNode value = scalar(key, "one word");
        if (value == null) {
            return fallback;
        }
        for (int at = 0; at < words.length; at++) {
            if (words[at].equals(value.text())) {
                return at;
            }
        }
        problems.error(value, key + ": unknown \"" + value.written() + "\""
                + Suggestion.of(value.written(), Arrays.asList(words)));
        return fallback;
    }

    /** The section below a key; with all defaults when it is not there. */
    public Section section(String key) {
        YamlNode value = node(key);
        if (value != null && value.kind() != YamlNode.Kind.MAP) {
            problems.error(value, key + ": expected a map of settings");
        }
        return new Section(value, value == null ? place : value, problems);
    }

    /** Whether another section has the same settings. */
    public boolean isSame(Section other) {
        return map.isSame(other.map);
    }

    /** The keys of this section, in the file's order. */
    public List<YamlNode> keys() {
        List<YamlNode> keys = new ArrayList<>();
        for (int at = 0; at < map.size(); at++) {
            keys.add(map.key(at));
        }
        return keys;
    }

    /** Tells of every key that nobody asked for. */
    public void finish() {
        for (int at = 0; at < map.size(); at++) {
            String key = map.key(at).text();
            if (!asked.contains(key)) {
                problems.error(map.key(at), "unknown key \"" + key + "\""
                        + Suggestion.of(key, asked));
            }
        }
    }
}
