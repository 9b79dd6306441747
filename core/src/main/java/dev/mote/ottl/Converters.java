package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Sha256;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.ValueText;
import dev.mote.regex.Regex;
import java.util.Arrays;
import java.util.List;

/** The functions that have a value. */
final class Converters {
    static final List<String> NAMES = Arrays.asList("IsMatch", "Concat", "Split", "Substring",
            "Len", "ToLowerCase", "ToUpperCase", "Trim", "Int", "Double", "String", "SHA256",
            "ExtractPatterns", "IsString", "IsInt", "IsDouble", "IsBool", "IsMap", "IsList");

    /** Makes a value from the values of the arguments. */
    private interface Step {
        AnyValue of(Item item, AnyValue result);
    }

    private static final class Call extends Expression {
        private final Step step;

        Call(int types, Step step) {
            super(types);
            this.step = step;
        }

        @Override
        AnyValue value(Item item) {
            return step.of(item, result);
        }
    }

    private Converters() {
    }

    /** Null when there is no such function. */
    static Expression make(String name, Arguments in) {
        return switch (name) {
            case "IsMatch" -> isMatch(in.count(2, 2));
            case "Concat" -> concat(in.count(2, 2));
            case "Split" -> split(in.count(2, 2));
            case "Substring" -> substring(in.count(3, 3));
            case "Len" -> len(in.count(1, 1));
            case "ToLowerCase" -> changeCase(in.count(1, 1), 'A', 'Z');
            case "ToUpperCase" -> changeCase(in.count(1, 1), 'a', 'z');
            case "Trim" -> trim(in.count(1, 1));
            case "Int", "Double", "String" -> convert(name, in.count(1, 1));
            case "SHA256" -> sha256(in.count(1, 1));
            case "ExtractPatterns" -> extractPatterns(in.count(2, 2));
            case "IsString" -> is(in, AnyValue.STRING);
            case "IsInt" -> is(in, AnyValue.INTEGER);
            case "IsDouble" -> is(in, AnyValue.DOUBLE);
            case "IsBool" -> is(in, AnyValue.BOOLEAN);
            case "IsMap" -> is(in, AnyValue.MAP);
            case "IsList" -> is(in, AnyValue.LIST);
            default -> null;
        };
    }

    private static Expression is(Arguments in, int kind) {
        Expression value = in.count(1, 1).any(0);
        return new Call(Expression.BOOLEAN, (item, result) ->
                result.bool(value.value(item).kind() == kind));
    }

    /** Of numbers and truths their text is matched. */
    private static Expression isMatch(Arguments in) {
        Expression target = in.any(0);
        Regex regex = in.regex(1);
        ValueText texts = new ValueText();
        Buffer room = new Buffer(32);
        return new Call(Expression.BOOLEAN, (item, result) -> {
            result.set(target.value(item));
            if (result.kind() == AnyValue.NOTHING) {
                return result.bool(false);
            }
            texts.toText(result, room);
            return result.bool(regex.matches(result.bytes(), result.offset(), result.length()));
        });
    }

    private static Expression concat(Arguments in) {
        List<Expression> parts = in.list(0);
        byte[] between = Arguments.utf8(in.constant(1));
        ValueText texts = new ValueText();
        Buffer out = new Buffer(64);
        return new Call(Expression.STRING, (item, result) -> {
            out.clear();
            for (int at = 0; at < parts.size(); at++) {
                if (at > 0) {
                    out.put(between, 0, between.length);
                }
                AnyValue part = parts.get(at).value(item);
                if (part.kind() == AnyValue.NOTHING) {
                    out.ascii("<nil>");
                } else {
                    texts.append(part, out);
                }
            }
            return result.string(out.bytes(), 0, out.length());
        });
    }

    private static Expression split(Arguments in) {
        Expression text = in.text(0);
        byte[] separator = Arguments.utf8(in.constant(1));
        Buffer out = new Buffer(64);
        AnyValue part = new AnyValue();
        return new Call(Expression.LIST | Expression.NIL, (item, result) -> {
            AnyValue value = text.value(item);
            if (!value.isString()) {
                return result.nothing();
            }
            out.clear();
            int from = value.offset();
            int end = from + value.length();
            for (int at = from; at <= end; at++) {
                boolean here = separator.length > 0 && at + separator.length <= end
                        && Arrays.equals(value.bytes(), at, at + separator.length, separator, 0,
                                separator.length);
                if (here || at == end) {
                    part.string(value.bytes(), from, at - from);
                    int start = Protobuf.begin(out, 1);
                    part.encode(out);
                    Protobuf.end(out, start);
                    from = at + separator.length;
                    at += here ? separator.length - 1 : 0;
                }
            }
            return result.range(AnyValue.LIST, out.bytes(), 0, out.length());
        });
    }

    private static Expression substring(Arguments in) {
        Expression text = in.text(0);
        Expression start = in.value(1, Expression.INTEGER, "an integer");
        Expression length = in.value(2, Expression.INTEGER, "an integer");
        return new Call(Expression.STRING | Expression.NIL, (item, result) -> {
            long from = start.value(item).number();
            long count = length.value(item).number();
            AnyValue value = text.value(item);
            if (!value.isString() || from < 0 || count < 0 || from > value.length()
                    || count > value.length() - from) {
                return result.nothing();
            }
            return result.string(value.bytes(), value.offset() + (int) from, (int) count);
        });
    }

    private static Expression len(Arguments in) {
        Expression of = in.value(0, Expression.STRING | Expression.MAP | Expression.LIST,
                "a text, a map or a list");
        Message entries = new Message();
        return new Call(Expression.INTEGER | Expression.NIL, (item, result) -> {
            AnyValue value = of.value(item);
            if (value.isString()) {
                return result.integer(value.length());
            }
            boolean counted = (value.kind() == AnyValue.MAP || value.kind() == AnyValue.LIST)
                    && entries.begin(Message.Kind.STATUS).read(value.bytes(), value.offset(),
                            value.offset() + value.length());
            return counted ? result.integer(entries.size()) : result.nothing();
        });
    }

    /** ASCII letters only; the alphabets of the world would double the binary. */
    private static Expression changeCase(Arguments in, char first, char last) {
        Expression text = in.text(0);
        Buffer out = new Buffer(32);
        return new Call(Expression.STRING | Expression.NIL, (item, result) -> {
            AnyValue value = text.value(item);
            if (!value.isString()) {
                return result.nothing();
            }
            out.clear();
            for (int at = 0; at < value.length(); at++) {
                int c = value.bytes()[value.offset() + at];
                out.put(c >= first && c <= last ? c ^ 0x20 : c);
            }
            return result.string(out.bytes(), 0, out.length());
        });
    }

    private static Expression trim(Arguments in) {
        Expression text = in.text(0);
        return new Call(Expression.STRING | Expression.NIL, (item, result) -> {
            AnyValue value = text.value(item);
            if (!value.isString()) {
                return result.nothing();
            }
            int from = value.offset();
            int end = from + value.length();
            while (from < end && isBlank(value.bytes()[from])) {
                from++;
            }
            while (end > from && isBlank(value.bytes()[end - 1])) {
                end--;
            }
            return result.string(value.bytes(), from, end - from);
        });
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static Expression convert(String name, Arguments in) {
        Expression from = in.any(0);
        ValueText texts = new ValueText();
        Buffer room = new Buffer(32);
        int type = name.equals("Int") ? Expression.INTEGER
                : name.equals("Double") ? Expression.DOUBLE : Expression.STRING;
        return new Call(type | Expression.NIL, (item, result) -> {
            result.set(from.value(item));
            if (result.kind() == AnyValue.NOTHING) {
                return result;
            }
            if (type == Expression.STRING) {
                texts.toText(result, room);
                return result;
            }
            boolean is = type == Expression.INTEGER ? texts.toInteger(result)
                    : texts.toDouble(result);
            return is ? result : result.nothing();
        });
    }

    private static Expression sha256(Arguments in) {
        Expression text = in.text(0);
        Sha256 sha = new Sha256();
        Buffer out = new Buffer(64);
        return new Call(Expression.STRING | Expression.NIL, (item, result) -> {
            AnyValue value = text.value(item);
            if (!value.isString()) {
                return result.nothing();
            }
            sha.hexadecimal(value.bytes(), value.offset(), value.length(), out.clear());
            return result.string(out.bytes(), 0, out.length());
        });
    }

    /** A map of what the named groups matched. */
    private static Expression extractPatterns(Arguments in) {
        Expression text = in.text(0);
        Regex regex = in.regex(1);
        byte[][] names = new byte[regex.groupCount() + 1][];
        for (int group = 1; group < names.length; group++) {
            String name = regex.groupName(group);
            names[group] = name == null ? null : Arguments.utf8(name);
        }
        Message map = new Message();
        AnyValue part = new AnyValue();
        Buffer out = new Buffer(64);
        return new Call(Expression.MAP | Expression.NIL, (item, result) -> {
            AnyValue value = text.value(item);
            if (!value.isString()
                    || !regex.matches(value.bytes(), value.offset(), value.length())) {
                return result.nothing();
            }
            map.begin(Message.Kind.MAP);
            for (int group = 1; group < names.length; group++) {
                int from = regex.start(group);
                if (names[group] != null && from >= 0) {
                    map.put(names[group],
                            part.string(value.bytes(), from, regex.end(group) - from));
                }
            }
            map.writeTo(out.clear());
            return result.range(AnyValue.MAP, out.bytes(), 0, out.length());
        });
    }
}
