package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.regex.Regex;

/**
 * Puts other text where a pattern matches. In it {@code $1}, {@code ${1}} and {@code ${name}} are
 * what a group matched, {@code $$} is a dollar.
 */
final class Replacement {
    final AnyValue result = new AnyValue();
    private final Regex regex;
    private final boolean onlyOnce;
    /** Text and groups in turn: bytes at even places, a group's number after each. */
    private final byte[][] texts;
    private final int[] groups;
    private final Buffer out = new Buffer(64);

    Replacement(Regex regex, String text, boolean onlyOnce) {
        this.regex = regex;
        this.onlyOnce = onlyOnce;
        byte[][] parts = new byte[text.length() + 1][];
        int[] numbers = new int[text.length() + 1];
        int count = 0;
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$' || at == text.length() || text.charAt(at) == '$') {
                plain.append(c);
                at += c == '$' ? 1 : 0;
                continue;
            }
            boolean braces = text.charAt(at) == '{';
            int from = braces ? at + 1 : at;
            int end = from;
            while (end < text.length() && isOfName(text.charAt(end))) {
                end++;
            }
            numbers[count] = group(text.substring(from, end));
            parts[count++] = Arguments.utf8(plain.toString());
            plain.setLength(0);
            at = braces && end < text.length() ? end + 1 : end;
        }
        parts[count] = Arguments.utf8(plain.toString());
        numbers[count++] = -1;
        texts = java.util.Arrays.copyOf(parts, count);
        groups = numbers;
    }

    private static boolean isOfName(char c) {
        return c >= '0' && c <= '9' || c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** A group that does not exist is empty, as in Go. */
    private int group(String name) {
        for (int group = 1; group <= regex.groupCount(); group++) {
            if (name.equals(regex.groupName(group)) || name.equals(Long.toString(group))) {
                return group;
            }
        }
        return name.equals("0") ? 0 : -1;
    }

    /** Leaves the new text in {@link #result}; false when nothing matched. */
    boolean apply(AnyValue text) {
        return apply(text.bytes(), text.offset(), text.length());
    }

    boolean apply(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int copied = offset;
        int at = offset;
        out.clear();
        boolean any = false;
        while (at <= end && regex.find(bytes, offset, end, at)) {
            any = true;
            out.put(bytes, copied, regex.start(0) - copied);
            putReplacement(bytes);
            copied = regex.end(0);
            at = copied;
            if (onlyOnce) {
                break;
            }
            if (regex.start(0) == copied) {
                at++;
                if (copied < end) {
                    out.put(bytes[copied++]);
                }
            }
        }
        if (any && copied < end) {
            out.put(bytes, copied, end - copied);
        }
        result.string(out.bytes(), 0, out.length());
        return any;
    }

    private void putReplacement(byte[] bytes) {
        for (int part = 0; part < texts.length; part++) {
            out.put(texts[part], 0, texts[part].length);
            int group = groups[part];
            if (group >= 0 && regex.start(group) >= 0) {
                out.put(bytes, regex.start(group), regex.end(group) - regex.start(group));
            }
        }
    }
}
