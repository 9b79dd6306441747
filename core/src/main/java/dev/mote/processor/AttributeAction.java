package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Sha256;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Message;
import dev.mote.otlp.ValueText;
import dev.mote.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/** One action on a message's attributes, as the collector's attributes processor knows it. */
final class AttributeAction {
    private static final String[] KINDS =
            {"insert", "update", "upsert", "delete", "hash", "extract", "convert"};
    private static final int INSERT = 0;
    private static final int UPDATE = 1;
    private static final int UPSERT = 2;
    private static final int DELETE = 3;
    private static final int HASH = 4;
    private static final int EXTRACT = 5;
    private static final String[] TYPES = {"int", "double", "string"};

    private final int kind;
    private final byte[] key;
    /** The value to set, or null: that of {@link #source}. */
    private final AnyValue value;
    private final byte[] source;
    private final Regex pattern;
    /** Of EXTRACT: the keys to set, one for each group. */
    private final List<byte[]> groups = new ArrayList<>();
    private final int type;

    private final AnyValue found = new AnyValue();
    private final Buffer room = new Buffer(64);
    private final Sha256 sha = new Sha256();
    private final ValueText texts = new ValueText();

    private AttributeAction(Section section) {
        kind = section.choice("action", UPSERT, KINDS);
        if (!section.has("action")) {
            section.problems().error(section.place(), "action is missing; it is one of "
                    + String.join(", ", KINDS));
        }
        boolean sets = kind <= UPSERT;
        YamlNode given = sets ? section.node("value") : null;
        value = given == null ? null : Settings.value(given);
        String from = sets ? section.string("from_attribute", null) : null;
        source = from == null ? null : Settings.utf8(from);
        if (sets && (value == null) == (source == null)) {
            section.problems().error(section.place(),
                    "give either a value or from_attribute, whose value is copied");
        }
        YamlNode expression = kind == DELETE || kind == HASH || kind == EXTRACT
                ? section.node("pattern") : null;
        pattern = expression == null ? null
                : Settings.regex(section, expression, expression.text());
        boolean byPattern = expression != null && kind != EXTRACT && !section.has("key");
        key = byPattern ? null : Settings.utf8(Settings.needed(section, "key"));
        type = sets || kind <= EXTRACT ? 0 : section.choice("converted_type", 0, TYPES);
        if (kind == EXTRACT) {
            readGroups(section);
        }
        section.finish();
    }

    static List<AttributeAction> listFrom(Section section, String listKey) {
        List<AttributeAction> actions = new ArrayList<>();
        for (Section each : Settings.sections(section, listKey)) {
            actions.add(new AttributeAction(each));
        }
        if (actions.isEmpty()) {
            section.problems().error(section.place(), listKey + " is missing or empty: there is"
                    + " nothing to do");
        }
        return actions;
    }

    private void readGroups(Section section) {
        for (int group = 1; pattern != null && group <= pattern.groupCount(); group++) {
            String name = pattern.groupName(group);
            if (name == null) {
                section.problems().error(section.node("pattern"),
                        "each group needs a name, (?P<name>...): the attribute to set");
                return;
            }
            groups.add(Settings.utf8(name));
        }
        if (groups.isEmpty() && !section.has("pattern")) {
            section.problems().error(section.place(), "pattern is missing");
        }
    }

    void apply(Message message) {
        if (key == null) {
            byPattern(message);
            return;
        }
        int piece = message.attribute(key);
        switch (kind) {
            case INSERT -> set(message, piece, piece == Message.NONE);
            case UPDATE -> set(message, piece, piece != Message.NONE);
            case UPSERT -> set(message, piece, true);
            case DELETE -> message.removeAll(key);
            default -> {
                if (piece != Message.NONE && message.value(piece, found)) {
                    change(message, piece);
                }
            }
        }
    }

    private void set(Message message, int piece, boolean wanted) {
        if (!wanted) {
            return;
        }
        if (value != null) {
            message.put(piece, key, 0, key.length, value);
            return;
        }
        int from = message.attribute(source);
        if (from != Message.NONE && message.value(from, found)) {
            message.put(piece, key, 0, key.length, found);
        }
    }

    private void change(Message message, int piece) {
        switch (kind) {
            case HASH -> hash(message, piece);
            case EXTRACT -> extract(message);
            default -> convert(message, piece);
        }
    }

    private void hash(Message message, int piece) {
        texts.toText(found, room);
        int from = room.length();
        room.put(found.bytes(), found.offset(), found.length());
        int end = room.length();
        sha.hexadecimal(room.bytes(), from, end - from, room);
        found.string(room.bytes(), end, room.length() - end);
        rename(message, piece);
        room.clear();
    }

    /** The value changes, the key stays. */
    private void rename(Message message, int piece) {
        message.put(piece, message.bytes(piece), message.keyOffset(piece),
                message.keyLength(piece), found);
    }

    private void extract(Message message) {
        if (!found.isString() || !pattern.matches(found.bytes(), found.offset(),
                found.length())) {
            return;
        }
        room.clear().put(found.bytes(), found.offset(), found.length());
        int offset = found.offset();
        for (int group = 1; group <= pattern.groupCount(); group++) {
            int start = pattern.start(group);
            if (start >= 0) {
                found.string(room.bytes(), start - offset, pattern.end(group) - start);
                message.put(groups.get(group - 1), found);
            }
        }
    }

    private void convert(Message message, int piece) {
        int before = found.kind();
        boolean converted = true;
        switch (type) {
            case 0 -> converted = texts.toInteger(found);
            case 1 -> converted = texts.toDouble(found);
            default -> texts.toText(found, room);
        }
        if (converted && found.kind() != before) {
            rename(message, piece);
        }
    }

    private void byPattern(Message message) {
        int pieces = message.size();
        for (int piece = 0; piece < pieces; piece++) {
            if (message.isAttribute(piece) && pattern != null && pattern.matches(
                    message.bytes(piece), message.keyOffset(piece), message.keyLength(piece))) {
                if (kind == DELETE) {
                    message.remove(piece);
                } else if (message.value(piece, found)) {
                    hash(message, piece);
                }
            }
        }
    }
}
