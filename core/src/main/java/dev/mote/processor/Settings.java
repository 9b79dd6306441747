package dev.mote.processor;

import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.bytes.Buffer;
import dev.mote.bytes.DecimalParser;
import dev.mote.regex.Regex;
import dev.mote.regex.RegexException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What several processors read from their section in the same way. */
public final class Settings {
    private Settings() {
    }

    /** The maps in a list, each as a section of its own. */
    public static List<Section> sections(Section section, String key) {
        List<Section> items = new ArrayList<>();
        YamlNode list = section.node(key);
        if (list != null && list.kind() != YamlNode.Kind.SEQUENCE) {
            section.problems().error(list, key + ": expected a list");
            return items;
        }
        for (int at = 0; list != null && at < list.size(); at++) {
            if (list.item(at).kind() == YamlNode.Kind.MAP) {
                items.add(new Section(list.item(at), list.item(at), section.problems()));
            } else {
                section.problems().error(list.item(at), key + ": expected a map of settings");
            }
        }
        return items;
    }

    /** A text that must be there. */
    public static String needed(Section section, String key) {
        String text = section.string(key, null);
        if (text == null) {
            section.problems().error(section.place(), key + " is missing");
            return "";
        }
        return text;
    }

    /** A pattern; null when it cannot be used, which the problems say then. */
    public static Regex regex(Section section, YamlNode at, String pattern) {
        try {
            return Regex.compile(pattern);
        } catch (RegexException e) {
            section.problems().error(at, "\"" + at.written() + "\", character "
                    + (e.position() + 1) + ": " + e.getMessage());
            return null;
        }
    }

    /** A scalar with the type that it has in YAML: text in quotes is text. */
    public static AnyValue value(YamlNode node) {
        String text = node.text();
        AnyValue value = new AnyValue();
        if (node.style() != YamlNode.Style.PLAIN || text.isEmpty()) {
            return value.string(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return value.bool(text.equals("true"));
        }
        char last = text.charAt(text.length() - 1);
        if (last < '0' || last > '9') {
            return value.string(text);
        }
        byte[] bytes = utf8(text);
        DecimalParser parser = new DecimalParser();
        if (!parser.parse(bytes, 0, bytes.length)) {
            return value.string(text);
        }
        boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return whole && text.length() <= 18 ? value.integer(Long.parseLong(text))
                : value.real(parser.value());
    }

    public static byte[] utf8(String text) {
        Buffer out = new Buffer(text.length()).utf8(text);
        return Arrays.copyOf(out.bytes(), out.length());
    }
}
