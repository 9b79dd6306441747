package dev.mote.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a config, and what is worth a note, in the order in which it was found. */
public final class Problems {
    /** More are of no help: they often have one cause. */
    private static final int SHOWN_MAX = 20;

    private final String source;
    private final List<String> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** {@code source} is what people call it: the file's path, or "environment". */
    public Problems(String source) {
        this.source = source;
    }

    /** An error at a place of the file. */
    public void error(YamlNode at, String text) {
        error(at.line(), at.column(), text);
    }

    /** An error at a character of a scalar's text, the first is 0. */
    public void errorWithin(YamlNode at, int character, String text) {
        boolean oneLine = at.style() != YamlNode.Style.LITERAL
                && at.style() != YamlNode.Style.FOLDED && at.written().equals(at.text());
        int quote = at.style() == YamlNode.Style.PLAIN ? 0 : 1;
        if (oneLine) {
            error(at.line(), at.column() + quote + character, text);
        } else {
            error(at, "character " + (character + 1) + ": " + text);
        }
    }

    void error(int line, int column, String text) {
        add(errors, source + ":" + line + ":" + column + ": " + text);
    }

    /** An error without a place, as of a variable of the environment. */
    public void error(String text) {
        add(errors, source + ": " + text);
    }

    /** Something that works, but that people should know. */
    public void note(YamlNode at, String text) {
        add(notes, source + ":" + at.line() + ":" + at.column() + ": note: " + text);
    }

    public void note(String text) {
        add(notes, source + ": note: " + text);
    }

    private static void add(List<String> to, String text) {
        if (to.size() < SHOWN_MAX) {
            to.add(text);
        } else if (to.size() == SHOWN_MAX) {
            to.add("(and more)");
        }
    }

    public boolean any() {
        return !errors.isEmpty();
    }

    public List<String> errors() {
        return errors;
    }

    public List<String> notes() {
        return notes;
    }
}
