package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.regex.Regex;
import java.util.Arrays;
import java.util.List;

/** The functions that change something. */
final class Editors {
    static final List<String> NAMES = Arrays.asList("set", "delete_key", "delete_matching_keys",
            "keep_keys", "keep_matching_keys", "truncate_all", "limit", "replace_pattern",
            "replace_all_patterns", "replace_match", "replace_all_matches", "merge_maps");

    private Editors() {
    }

    /** Null when there is no such function. */
    static OttlStatement.Editor make(String name, Arguments in) {
        return switch (name) {
            case "set" -> set(in.count(2, 2));
            case "delete_key" -> deleteKey(in.count(2, 2));
            case "delete_matching_keys" -> matchingKeys(in.count(2, 2), true);
            case "keep_keys" -> keepKeys(in.count(2, 2));
            case "keep_matching_keys" -> matchingKeys(in.count(2, 2), false);
            case "truncate_all" -> truncateAll(in.count(2, 2));
            case "limit" -> limit(in.count(2, 3));
            case "replace_pattern" -> replace(in.count(3, 3), new Replacement(in.regex(1),
                    in.constant(2), false));
            case "replace_match" -> replace(in.count(3, 3), new Replacement(
                    Regex.compile(glob(in.constant(1))), escape(in.constant(2)), true));
            case "replace_all_patterns" -> replaceAll(in.count(4, 4), in.choice(1, "value", "key"),
                    new Replacement(in.regex(2), in.constant(3), false));
            case "replace_all_matches" -> replaceAll(in.count(3, 3), 0, new Replacement(
                    Regex.compile(glob(in.constant(1))), escape(in.constant(2)), true));
            case "merge_maps" -> mergeMaps(in.count(3, 3));
            default -> null;
        };
    }

    private static OttlStatement.Editor set(Arguments in) {
        Path target = in.target(0);
        Expression value = in.value(1, target.types | Expression.NIL,
                Expression.words(target.types));
        return item -> {
            AnyValue now = value.value(item);
            if (now.kind() != AnyValue.NOTHING) {
                target.set(item, now);
            }
        };
    }

    private static OttlStatement.Editor deleteKey(Arguments in) {
        Path map = in.map(0);
        byte[] key = Arguments.utf8(in.constant(1));
        return item -> {
            Message message = map.open(item);
            if (message != null && message.removeAll(key)) {
                map.close(item, message);
            }
        };
    }

    private static OttlStatement.Editor matchingKeys(Arguments in, boolean delete) {
        Path map = in.map(0);
        Regex regex = in.regex(1);
        return item -> {
            Message message = map.open(item);
            for (int piece = 0; message != null && piece < message.size(); piece++) {
                if (message.isAttribute(piece) && delete == regex.matches(message.bytes(piece),
                        message.keyOffset(piece), message.keyLength(piece))) {
                    message.remove(piece);
                }
            }
            closeIf(map, item, message);
        };
    }

    private static void closeIf(Path map, Item item, Message message) {
        if (message != null) {
            map.close(item, message);
        }
    }

    private static OttlStatement.Editor keepKeys(Arguments in) {
        Path map = in.map(0);
        byte[][] keys = in.keys(1);
        return item -> {
            Message message = map.open(item);
            for (int piece = 0; message != null && piece < message.size(); piece++) {
                if (message.isAttribute(piece) && !isAny(keys, message, piece)) {
                    message.remove(piece);
                }
            }
            closeIf(map, item, message);
        };
    }

    private static boolean isAny(byte[][] keys, Message message, int piece) {
        int from = message.keyOffset(piece);
        for (byte[] key : keys) {
            if (Arrays.equals(message.bytes(piece), from, from + message.keyLength(piece), key, 0,
                    key.length)) {
                return true;
            }
        }
        return false;
    }

    private static OttlStatement.Editor truncateAll(Arguments in) {
        Path map = in.map(0);
        int most = in.number(1);
        AnyValue value = new AnyValue();
        return item -> {
            Message message = map.open(item);
            int pieces = message == null ? 0 : message.size();
            for (int piece = 0; piece < pieces; piece++) {
                if (message.isAttribute(piece) && message.length(piece) > most
                        && message.value(piece, value) && value.isString()
                        && value.length() > most) {
                    value.string(value.bytes(), value.offset(),
                            whole(value.bytes(), value.offset(), most));
                    message.put(piece, message.bytes(piece), message.keyOffset(piece),
                            message.keyLength(piece), value);
                }
            }
            closeIf(map, item, message);
        };
    }

    /** The last character that would be cut in the middle is left out. */
    private static int whole(byte[] bytes, int offset, int most) {
        int length = most;
        while (length > 0 && (bytes[offset + length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }

    private static OttlStatement.Editor limit(Arguments in) {
        Path map = in.map(0);
        int most = in.number(1);
        byte[][] priority = in.count() > 2 ? in.keys(2) : new byte[0][];
        return item -> {
            Message message = map.open(item);
            if (message == null) {
                return;
            }
            int room = most;
            for (int piece = 0; piece < message.size(); piece++) {
                room -= message.isAttribute(piece) && isAny(priority, message, piece) ? 1 : 0;
            }
            for (int piece = 0; piece < message.size(); piece++) {
                if (message.isAttribute(piece) && !isAny(priority, message, piece)
                        && --room < 0) {
                    message.remove(piece);
                }
            }
            map.close(item, message);
        };
    }

    private static OttlStatement.Editor replace(Arguments in, Replacement replacement) {
        Path target = in.target(0);
        in.text(0);
        return item -> {
            AnyValue value = target.value(item);
            if (value.isString() && replacement.apply(value)) {
                target.set(item, replacement.result);
            }
        };
    }

    private static OttlStatement.Editor replaceAll(Arguments in, int keys,
            Replacement replacement) {
        Path map = in.map(0);
        AnyValue value = new AnyValue();
        return item -> {
            Message message = map.open(item);
            int pieces = message == null ? 0 : message.size();
            for (int piece = 0; piece < pieces; piece++) {
                if (message.isAttribute(piece) && message.value(piece, value)) {
                    replaceOne(message, piece, value, keys == 1, replacement);
                }
            }
            closeIf(map, item, message);
        };
    }

    private static void replaceOne(Message message, int piece, AnyValue value, boolean key,
            Replacement replacement) {
        byte[] bytes = message.bytes(piece);
        int from = message.keyOffset(piece);
        int length = message.keyLength(piece);
        AnyValue result = replacement.result;
        if (key) {
            if (replacement.apply(bytes, from, length)) {
                message.put(piece, result.bytes(), result.offset(), result.length(), value);
            }
        } else if (value.isString() && replacement.apply(value)) {
            message.put(piece, bytes, from, length, result);
        }
    }

    private static OttlStatement.Editor mergeMaps(Arguments in) {
        Path map = in.map(0);
        Expression other = in.value(1, Expression.MAP, "a map");
        int mode = in.choice(2, "insert", "update", "upsert");
        Message from = new Message();
        Buffer copy = new Buffer(64);
        return item -> {
            AnyValue value = other.value(item);
            if (value.kind() != AnyValue.MAP) {
                return;
            }
            copy.clear().put(value.bytes(), value.offset(), value.length());
            Message to = map.open(item);
            if (to == null || !from.begin(Message.Kind.MAP).read(copy.bytes(), 0,
                    copy.length())) {
                return;
            }
            for (int piece = 0; piece < from.size(); piece++) {
                if (from.isAttribute(piece)) {
                    int there = to.attribute(from.bytes(piece), from.keyOffset(piece),
                            from.keyLength(piece));
                    if (mode == 2 || (there != Message.NONE) == (mode == 1)) {
                        to.putEncoded(there, from, piece);
                    }
                }
            }
            map.close(item, to);
        };
    }

    /** A glob with * and ? as a pattern for the whole text. */
    private static String glob(String glob) {
        StringBuilder pattern = new StringBuilder("(?s)^");
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (c == '*' || c == '?') {
                pattern.append(c == '*' ? ".*" : ".");
            } else {
                pattern.append("\\.+()|[]{}^$".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return pattern.append('$').toString();
    }

    /** Dollars stand for themselves in what replaces a glob. */
    private static String escape(String text) {
        return text.replace("$", "$$");
    }
}
