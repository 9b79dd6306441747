package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.regex.Regex;
import dev.mote.regex.Template;

/** Puts the text of a {@link Template} where its pattern matches. */
final class Replacement {
    final AnyValue result = new AnyValue();
    private final Regex regex;
    private final boolean onlyOnce;
    private final Template template;
    private final Buffer out = new Buffer(64);

    Replacement(Regex regex, String text, boolean onlyOnce) {
        this.regex = regex;
        this.onlyOnce = onlyOnce;
        template = new Template(regex, text);
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
            template.append(bytes, out);
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
}
