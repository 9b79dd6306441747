package dev.mote.regex;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import java.util.Arrays;

/**
 * A text in which {@code $1}, {@code ${1}} and {@code ${name}} are what a group of a pattern
 * matched and {@code $$} is a dollar. A group that does not exist is empty, as in Go.
 */
public final class Template {
    private final Regex regex;
    /** Texts and the group behind each; -1: none. */
    private final byte[][] texts;
    private final int[] groups;

    public Template(Regex regex, String text) {
        this.regex = regex;
        byte[][] parts = new byte[text.length() + 1][];
        groups = new int[text.length() + 1];
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
            while (end < text.length() && Ascii.isOfWord(text.charAt(end))) {
                end++;
            }
            groups[count] = group(text.substring(from, end));
            parts[count++] = utf8(plain.toString());
            plain.setLength(0);
            at = braces && end < text.length() ? end + 1 : end;
        }
        parts[count] = utf8(plain.toString());
        groups[count++] = -1;
        texts = Arrays.copyOf(parts, count);
    }

    private static byte[] utf8(String text) {
        Buffer bytes = new Buffer(text.length()).utf8(text);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    private int group(String name) {
        for (int group = 1; group <= regex.groupCount(); group++) {
            if (name.equals(regex.groupName(group)) || name.equals(Long.toString(group))) {
                return group;
            }
        }
        return name.equals("0") ? 0 : -1;
    }

    /** Appends the text with the groups of the pattern's last match, which was in {@code bytes}. */
    public void append(byte[] bytes, Buffer out) {
        for (int part = 0; part < texts.length; part++) {
            out.put(texts[part], 0, texts[part].length);
            int group = groups[part];
            if (group >= 0 && regex.start(group) >= 0) {
                out.put(bytes, regex.start(group), regex.end(group) - regex.start(group));
            }
        }
    }
}
