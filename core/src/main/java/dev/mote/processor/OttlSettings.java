package dev.mote.processor;

import dev.mote.bytes.Ascii;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.ottl.OttlException;
import dev.mote.ottl.OttlParser;
import dev.mote.ottl.OttlStatement;
import java.util.ArrayList;
import java.util.List;

/** Statements and conditions in a config; what is wrong with one is told with its place. */
public final class OttlSettings {
    private static final String[] ERROR_MODES = {"ignore", "silent", "propagate"};

    private OttlSettings() {
    }

    /** Accepted as the collector has it: here what cannot be evaluated is nil, never an error. */
    public static void errorMode(Section section) {
        section.choice("error_mode", 0, ERROR_MODES);
    }

    /** The texts of a list of texts. */
    public static List<YamlNode> texts(Section section, String key) {
        List<YamlNode> texts = new ArrayList<>();
        YamlNode list = section.node(key);
        if (list != null && list.kind() == YamlNode.Kind.MAP) {
            section.problems().error(list, key + ": expected a list of texts");
        } else if (list != null && list.kind() == YamlNode.Kind.SCALAR) {
            texts.add(list);
        }
        for (int at = 0; list != null && list.kind() == YamlNode.Kind.SEQUENCE
                && at < list.size(); at++) {
            if (list.item(at).kind() == YamlNode.Kind.SCALAR) {
                texts.add(list.item(at));
            } else {
                section.problems().error(list.item(at), key + ": expected a text here");
            }
        }
        return texts;
    }

    /** Null when it is wrong. */
    public static OttlCondition condition(Section section, YamlNode text, OttlContext context) {
        try {
            return OttlParser.condition(text.text(), context);
        } catch (OttlException e) {
            section.problems().errorWithin(text, e.position(), e.getMessage());
            return null;
        }
    }

    public static OttlCondition[] conditions(Section section, String key, OttlContext context) {
        List<OttlCondition> conditions = new ArrayList<>();
        for (YamlNode text : texts(section, key)) {
            OttlCondition condition = condition(section, text, context);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions.toArray(new OttlCondition[0]);
    }

    /** Null when it is wrong. */
    public static OttlStatement statement(Section section, YamlNode text, OttlContext context) {
        try {
            return OttlParser.statement(text.text(), context);
        } catch (OttlException e) {
            section.problems().errorWithin(text, e.position(), e.getMessage());
            return null;
        }
    }

    /**
     * The context of a text whose paths all say theirs, as in {@code log.body}: the innermost that
     * it names. Null, which the problems say, when it names none of these.
     */
    public static OttlContext infer(Section section, YamlNode text, OttlContext... outermostFirst) {
        for (int at = outermostFirst.length - 1; at >= 0; at--) {
            if (names(text.text(), outermostFirst[at].word + ".")) {
                return outermostFirst[at];
            }
        }
        section.problems().error(text, "write paths with what they belong to, as "
                + outermostFirst[outermostFirst.length - 1].word
                + ".attributes[\"name\"], or put the text under a context");
        return null;
    }

    /** Whether the word stands in the text at a word's beginning and outside quotes. */
    private static boolean names(String text, String word) {
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quoted) {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith(word, at)
                    && (at == 0 || !isOfPath(text.charAt(at - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfPath(char c) {
        return c >= 'a' && c <= 'z' || c == '_' || c == '.' || Ascii.isDigit(c);
    }
}
