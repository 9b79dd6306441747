package dev.mote.ottl;

import dev.mote.bytes.Ascii;

/** The text of a statement, and how far it has been read. */
final class OttlText {
    private final String text;
    private int at;

    OttlText(String text) {
        this.text = text;
        skipBlanks();
    }

    int position() {
        return at;
    }

    OttlException error(int position, String message) {
        return new OttlException(position, message);
    }

    /** The value must be able to be of one of these kinds. */
    Expression check(int position, Expression value, int types, String expected) {
        if ((value.types & types) == 0) {
            throw error(position, "expected " + expected + ", this is "
                    + Expression.words(value.types));
        }
        return value;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean next(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        skipBlanks();
        return true;
    }

    /** A keyword, which is not the beginning of a longer word. */
    boolean nextWord(String word) {
        int end = at + word.length();
        if (!text.startsWith(word, at) || end < text.length() && Ascii.isOfWord(text.charAt(end))) {
            return false;
        }
        return next(word);
    }

    /** A name; empty when there is none. */
    String word() {
        int from = at;
        while (at < text.length() && Ascii.isOfWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        skipBlanks();
        return word;
    }

    void end() {
        if (at < text.length()) {
            throw error(at, "nothing is expected here");
        }
    }

    /** A text, a number, true, false or nil; null when there is something else. */
    Literal literal() {
        char c = peek();
        if (c == '"') {
            return Literal.text(string());
        }
        if (Ascii.isDigit(c) || c == '-' || c == '.') {
            return number();
        }
        return nextWord("nil") ? Literal.nil() : nextWord("true") ? Literal.bool(true)
                : nextWord("false") ? Literal.bool(false) : null;
    }

    /** The content of a text in double quotes. */
    String string() {
        int from = at++;
        StringBuilder content = new StringBuilder();
        while (peek() != '"') {
            if (at >= text.length()) {
                throw error(from, "this text has no closing quote");
            }
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                int control = "ntr".indexOf(c);
                if (control < 0 && c != '"' && c != '\\') {
                    content.append('\\');
                }
                c = control >= 0 ? "\n\t\r".charAt(control) : c;
            }
            content.append(c);
        }
        at++;
        skipBlanks();
        return content.toString();
    }

    private Literal number() {
        int from = at;
        boolean real = false;
        while (at < text.length() && ("+-.eE".indexOf(text.charAt(at)) >= 0
                && (at == from || text.charAt(at) != '-' && text.charAt(at) != '+'
                        || "eE".indexOf(text.charAt(at - 1)) >= 0)
                || Ascii.isDigit(text.charAt(at)))) {
            real |= "+-".indexOf(text.charAt(at)) < 0 && "0123456789".indexOf(text.charAt(at)) < 0;
            at++;
        }
        String digits = text.substring(from, at);
        skipBlanks();
        dev.mote.bytes.Buffer bytes = new dev.mote.bytes.Buffer(24).utf8(digits);
        dev.mote.bytes.DecimalParser parser = new dev.mote.bytes.DecimalParser();
        if (!parser.parse(bytes.bytes(), 0, bytes.length())) {
            throw error(from, "\"" + digits + "\" is not a number");
        }
        try {
            return real ? Literal.real(parser.value()) : Literal.integer(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw error(from, digits + " does not fit into 64 bits");
        }
    }
}
