package dev.mote.aot.fuzz;

/** Java text under construction, indented by its braces. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** The start of a source file of the generated package. */
    static Source file() {
        Source out = new Source();
        out.line("package fz;");
        out.line("import dev.mote.aot.fuzz.support.*;");
        out.line("import java.util.*;");
        out.line("import java.util.function.*;");
        return out;
    }

    void line(String line) {
        text.append("    ".repeat(depth)).append(line).append('\n');
    }

    /** A line that opens a block. */
    void open(String head) {
        line(head + " {");
        depth++;
    }

    /** Ends the block and opens the one that belongs to it: else, catch, finally. */
    void next(String head) {
        depth--;
        line("} " + head + " {");
        depth++;
    }

    void close() {
        close("");
    }

    void close(String after) {
        depth--;
        line("}" + after);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
