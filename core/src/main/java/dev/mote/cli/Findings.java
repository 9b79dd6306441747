package dev.mote.cli;

import dev.mote.bytes.Buffer;
import dev.mote.os.FileSystem;

/** What the doctor says, a line each, at once: some examinations take seconds. */
final class Findings {
    private static final int STANDARD_OUTPUT = 1;

    private final FileSystem files;
    private final Style style;
    private final Buffer line = new Buffer(200);
    private int troubles;

    Findings(FileSystem files, Style style) {
        this.files = files;
        this.style = style;
    }

    /** Something is as it should be. */
    void good(String text) {
        say("32", style.unicode() ? "\u2713" : "ok", text);
    }

    /** Something is worth knowing, and no trouble. */
    void note(String text) {
        say("2", style.unicode() ? "\u00b7" : "--", text);
    }

    /** Something is wrong; {@code advice} says what to do. */
    void trouble(String text, String advice) {
        troubles++;
        say("31", style.unicode() ? "\u2717" : "!!", text);
        line.clear().ascii(style.unicode() ? "    " : "     ").utf8(advice);
        write();
    }

    int troubles() {
        return troubles;
    }

    void plain(String text) {
        line.clear().utf8(text);
        write();
    }

    private void say(String colour, String mark, String text) {
        line.clear().ascii("  ");
        if (style.colour()) {
            line.put(27).put('[').ascii(colour).put('m');
        }
        line.utf8(mark);
        if (style.colour()) {
            line.put(27).ascii("[0m");
        }
        line.put(' ').utf8(text);
        write();
    }

    private void write() {
        line.put('\n');
        files.write(STANDARD_OUTPUT, FileSystem.HERE, line.bytes(), 0, line.length());
    }
}
