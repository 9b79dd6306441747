package dev.mote.ottl;

import dev.mote.config.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** Reads paths: {@code attributes["a"]}, {@code resource.attributes["a"]}, {@code status.code}. */
final class OttlPaths {
    private final OttlText in;
    private final OttlContext own;

    OttlPaths(OttlText in, OttlContext own) {
        this.in = in;
        this.own = own;
    }

    /** The path that begins with {@code word}, which is read already. */
    Path read(int at, String word) {
        String text = word;
        while (in.next(".")) {
            text += "." + in.word();
        }
        OttlContext context = own;
        String name = text;
        int dot = text.indexOf('.');
        OttlContext named = OttlContext.of(dot < 0 ? text : text.substring(0, dot));
        if (named != null && dot >= 0) {
            context = named;
            name = text.substring(dot + 1);
        }
        if (!own.reaches(context)) {
            throw in.error(at, "in the context " + own.word + " there is no " + context.word);
        }
        Path path = name.equals("attributes") ? new AttributesPath(context, text)
                : field(at, context, name, text);
        return keys(path, text);
    }

    private Path keys(Path start, String text) {
        Path path = start;
        String soFar = text;
        while (in.peek() == '[') {
            int at = in.position();
            in.check(at, path, Expression.MAP, "a map before [");
            in.next("[");
            if (in.peek() != '"') {
                throw in.error(in.position(), "expected a key as \"name\"");
            }
            String key = in.string();
            if (!in.next("]")) {
                throw in.error(in.position(), "expected ]");
            }
            soFar += "[\"" + key + "\"]";
            path = new KeyPath(path, key, soFar);
        }
        return path;
    }

    private FieldPath field(int at, OttlContext context, String name, String text) {
        List<String> known = new ArrayList<>();
        known.add("attributes");
        int from = 0;
        while (from < context.fields.length()) {
            int blank = context.fields.indexOf(' ', from);
            int next = context.fields.indexOf(' ', blank + 1);
            next = next < 0 ? context.fields.length() : next;
            String each = context.fields.substring(from, blank);
            if (each.equals(name)) {
                return new FieldPath(context.fields.charAt(blank + 1), (int) Long.parseLong(
                        context.fields.substring(blank + 2, next)), context, text);
            }
            known.add(each);
            from = next + 1;
        }
        throw in.error(at, "unknown path \"" + text + "\" in the context " + context.word
                + Suggestion.of(name, known));
    }
}
