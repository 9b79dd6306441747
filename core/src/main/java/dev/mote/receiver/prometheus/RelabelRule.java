package dev.mote.receiver.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Md5;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.regex.Regex;
import dev.mote.regex.RegexException;
import dev.mote.regex.Template;
import java.util.Arrays;

/**
 * One rule as Prometheus has them (prometheus.io, "Configuration", relabel_config). The pattern
 * must match all of the text: the values of the source labels, or the name of a label.
 */
final class RelabelRule {
    private static final String[] ACTIONS = {"replace", "keep", "drop", "keepequal", "dropequal",
        "lowercase", "uppercase", "labelmap", "labeldrop", "labelkeep", "hashmod"};
    private static final int LABELMAP = 7;
    private static final int HASHMOD = 10;

    private final String action;
    private final byte[][] sources;
    private final byte[] separator;
    private final Regex regex;
    private final Template target;
    private final Template replacement;
    private final long modulus;
    /** Null: nobody needs it. */
    private final Md5 md5;
    private final Buffer value = new Buffer(64);
    private final Buffer name = new Buffer(32);
    private final Buffer result = new Buffer(64);

    private RelabelRule(Section section, String action, Regex regex, long modulus) {
        this.modulus = modulus;
        md5 = modulus > 0 ? new Md5() : null;
        this.action = action;
        this.regex = regex;
        String[] names = section.strings("source_labels");
        sources = new byte[names.length][];
        for (int at = 0; at < names.length; at++) {
            sources[at] = utf8(names[at]);
        }
        separator = utf8(section.string("separator", ";"));
        target = new Template(regex, section.string("target_label", ""));
        replacement = new Template(regex, section.string("replacement", "$1"));
    }

    private static byte[] utf8(String text) {
        Buffer bytes = new Buffer(text.length()).utf8(text);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    /** Reads a rule; null when it cannot be used, and the problems say why. */
    static RelabelRule from(Section section) {
        int errors = section.problems().errors().size();
        int action = section.choice("action", 0, ACTIONS);
        boolean known = section.problems().errors().size() == errors;
        YamlNode pattern = section.node("regex");
        Regex regex = null;
        try {
            String text = section.string("regex", "(.*)");
            Regex.compile(text);
            regex = Regex.compile("^(?s:" + text + ")$");
        } catch (RegexException e) {
            section.problems().error(pattern, "regex: " + e.getMessage());
        }
        boolean aimed = known && (action < LABELMAP || action == HASHMOD)
                && !ACTIONS[action].equals("keep")
                && !ACTIONS[action].equals("drop");
        long modulus = 0;
        if (action == HASHMOD) {
            if (!section.has("modulus")) {
                section.problems().error(section.place(), "hashmod needs modulus");
            }
            modulus = section.integer("modulus", 1, 1, Long.MAX_VALUE);
        }
        if (aimed && section.string("target_label", "").isEmpty()) {
            section.problems().error(section.place(), ACTIONS[action] + " needs target_label");
        }
        RelabelRule rule = regex == null ? null
                : new RelabelRule(section, ACTIONS[action], regex, modulus);
        section.finish();
        return rule;
    }

    /** False: what the labels are of is not wanted. */
    boolean apply(LabelSet labels) {
        switch (action) {
            case "labelmap", "labeldrop", "labelkeep" -> {
                names(labels);
                return true;
            }
            default -> {
                join(labels);
                return values(labels);
            }
        }
    }

    private void join(LabelSet labels) {
        value.clear();
        for (int at = 0; at < sources.length; at++) {
            if (at > 0) {
                value.put(separator, 0, separator.length);
            }
            int label = labels.find(sources[at], 0, sources[at].length);
            if (label >= 0) {
                int from = labels.valueFrom(label);
                value.put(labels.bytes(), from, labels.valueTo(label) - from);
            }
        }
    }

    private boolean values(LabelSet labels) {
        boolean matches = regex.matches(value.bytes(), 0, value.length());
        switch (action) {
            case "keep" -> {
                return matches;
            }
            case "drop" -> {
                return !matches;
            }
            case "keepequal", "dropequal" -> {
                return isTarget(labels) == action.equals("keepequal");
            }
            case "hashmod" -> {
                expand(target, name);
                set(labels, result.clear().decimal(Long.remainderUnsigned(
                        md5.lastWord(value.bytes(), 0, value.length()), modulus)));
            }
            case "lowercase", "uppercase" -> {
                expand(target, name);
                fold(action.equals("lowercase"));
                set(labels, value);
            }
            default -> {
                if (matches) {
                    expand(target, name);
                    expand(replacement, result);
                    if (isName()) {
                        set(labels, result);
                    }
                }
            }
        }
        return true;
    }

    private void expand(Template template, Buffer out) {
        template.append(value.bytes(), out.clear());
    }

    private void set(LabelSet labels, Buffer text) {
        labels.set(name.bytes(), 0, name.length(), text.bytes(), 0, text.length());
    }

    private boolean isTarget(LabelSet labels) {
        expand(target, name);
        int label = labels.find(name.bytes(), 0, name.length());
        return label < 0 ? value.length() == 0
                : Arrays.equals(labels.bytes(), labels.valueFrom(label), labels.valueTo(label),
                        value.bytes(), 0, value.length());
    }

    /** Changes the case of ASCII. */
    private void fold(boolean lower) {
        byte[] bytes = value.bytes();
        for (int at = 0; at < value.length(); at++) {
            boolean letter = lower ? bytes[at] >= 'A' && bytes[at] <= 'Z'
                    : bytes[at] >= 'a' && bytes[at] <= 'z';
            bytes[at] = (byte) (letter ? bytes[at] ^ 0x20 : bytes[at]);
        }
    }

    private boolean isName() {
        boolean good = name.length() > 0;
        for (int at = 0; good && at < name.length(); at++) {
            int each = name.bytes()[at];
            good = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each == '_'
                    || at > 0 && each >= '0' && each <= '9';
        }
        return good;
    }

    private void names(LabelSet labels) {
        for (int label = 0, all = labels.count(); label < all; label++) {
            int from = labels.nameFrom(label);
            value.clear().put(labels.bytes(), from, labels.nameTo(label) - from);
            boolean matches = !labels.isEmpty(label)
                    && regex.matches(value.bytes(), 0, value.length());
            if (action.equals("labelmap")) {
                if (matches) {
                    expand(replacement, name);
                    labels.set(name.bytes(), 0, name.length(), labels.bytes(),
                            labels.valueFrom(label), labels.valueTo(label));
                }
            } else if (matches == action.equals("labeldrop")) {
                labels.remove(label);
            }
        }
    }
}
