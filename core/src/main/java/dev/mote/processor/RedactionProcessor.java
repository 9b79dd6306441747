package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch.Signal;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.config.Section;
import dev.mote.config.YamlNode;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.regex.Regex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code redaction}: removes attributes whose keys are not allowed, and puts {@code ****} where a
 * blocked pattern matches a value, in attributes of resources, records and events, and in a log's
 * body. Values that are not text stay.
 */
public final class RedactionProcessor implements Edit {
    private static final byte[] MASK = Settings.utf8("****");

    private final boolean allowAll;
    private final List<byte[]> allowed = new ArrayList<>();
    private final List<byte[]> ignored = new ArrayList<>();
    private final List<Regex> blockedValues;
    private final List<Regex> allowedValues;
    private final List<Regex> blockedKeys;
    private final AnyValue value = new AnyValue();
    private final Buffer text = new Buffer(64);
    private final Buffer masked = new Buffer(64);

    private RedactionProcessor(Section section) {
        allowAll = section.bool("allow_all_keys", false);
        for (String key : section.strings("allowed_keys")) {
            allowed.add(Settings.utf8(key));
        }
        for (String key : section.strings("ignored_keys")) {
            ignored.add(Settings.utf8(key));
        }
        blockedValues = patterns(section, "blocked_values");
        allowedValues = patterns(section, "allowed_values");
        blockedKeys = patterns(section, "blocked_key_patterns");
        section.choice("summary", 0, "silent");
        section.finish();
    }

    private static List<Regex> patterns(Section section, String key) {
        List<Regex> patterns = new ArrayList<>();
        for (YamlNode each : OttlSettings.texts(section, key)) {
            patterns.add(Settings.regex(section, each, each.text()));
        }
        return patterns;
    }

    public static Consumer from(Context context, Consumer next) {
        return new RewriteStage(context, new RedactionProcessor(context.section), next);
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE || level == Level.RECORD || level == Level.EVENT;
    }

    @Override
    public boolean keep(Level level, Item item) {
        Message message = item.at(level);
        int pieces = message.size();
        for (int piece = 0; piece < pieces; piece++) {
            if (message.isAttribute(piece) && !isKey(ignored, message, piece)) {
                attribute(message, piece);
            }
        }
        if (level == Level.RECORD && item.signal == Signal.LOGS) {
            int body = message.field(Otlp.LOG_BODY);
            if (body != Message.NONE && message.offset(body) != Message.NONE
                    && message.value(body, value) && mask(blockedValues)) {
                message.setValue(Otlp.LOG_BODY, value);
            }
        }
        return true;
    }

    private void attribute(Message message, int piece) {
        if (!allowAll && !isKey(allowed, message, piece)) {
            message.remove(piece);
            return;
        }
        if (!message.value(piece, value)) {
            return;
        }
        boolean blocked = matches(blockedKeys, message.bytes(piece), message.keyOffset(piece),
                message.keyLength(piece));
        if (blocked) {
            value.string(MASK, 0, MASK.length);
        }
        if (blocked || mask(blockedValues)) {
            message.put(piece, message.bytes(piece), message.keyOffset(piece),
                    message.keyLength(piece), value);
        }
    }

    private static boolean isKey(List<byte[]> keys, Message message, int piece) {
        int from = message.keyOffset(piece);
        for (int at = 0; at < keys.size(); at++) {
            byte[] key = keys.get(at);
            if (Arrays.equals(key, 0, key.length, message.bytes(piece), from,
                    from + message.keyLength(piece))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<Regex> patterns, byte[] bytes, int offset, int length) {
        for (int at = 0; at < patterns.size(); at++) {
            if (patterns.get(at).matches(bytes, offset, length)) {
                return true;
            }
        }
        return false;
    }

    /** Masks what the patterns find in the value, if it is text; false when they find nothing. */
    private boolean mask(List<Regex> patterns) {
        if (!value.isString()
                || matches(allowedValues, value.bytes(), value.offset(), value.length())
                || !matches(patterns, value.bytes(), value.offset(), value.length())) {
            return false;
        }
        text.clear().put(value.bytes(), value.offset(), value.length());
        for (int at = 0; at < patterns.size(); at++) {
            mask(patterns.get(at));
        }
        value.string(text.bytes(), 0, text.length());
        return true;
    }

    private void mask(Regex pattern) {
        masked.clear();
        int copied = 0;
        int at = 0;
        while (at <= text.length() && pattern.find(text.bytes(), 0, text.length(), at)) {
            masked.put(text.bytes(), copied, pattern.start(0) - copied).put(MASK, 0, MASK.length);
            copied = pattern.end(0);
            at = copied > pattern.start(0) ? copied : copied + 1;
        }
        masked.put(text.bytes(), copied, text.length() - copied);
        text.clear().put(masked.bytes(), 0, masked.length());
    }
}
