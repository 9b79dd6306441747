package dev.mote.cli;

import dev.mote.bytes.Buffer;

/**
 * Lines of at most 80 columns, or fewer, with columns, bars and colours. Text comes as {@link
 * Readings} has it, one char a byte of UTF-8, or as a literal of this package.
 */
final class Sheet {
    static final int WIDTH = 80;

    static final String BOLD = "1";
    static final String DIM = "2";
    static final String RED = "31";
    static final String GREEN = "32";
    static final String YELLOW = "33";
    static final String BLUE = "34";
    static final String MAGENTA = "35";
    static final String CYAN = "36";

    private static final double WARM = 0.75;
    private static final double HOT = 0.90;

    private final Buffer out;
    private final Style style;
    /** Put before each line end, to wipe what an older, longer line left there. */
    private final String lineEnd;
    private final int width;
    private int column;
    private int lines;

    Sheet(Buffer out, Style style, String lineEnd) {
        this(out, style, lineEnd, WIDTH);
    }

    Sheet(Buffer out, Style style, String lineEnd, int width) {
        this.width = Math.min(width, WIDTH);
        this.out = out;
        this.style = style;
        this.lineEnd = lineEnd;
    }

    boolean unicode() {
        return style.unicode();
    }

    /** Lines that are ended. */
    int lines() {
        return lines;
    }

    /** Appends text; what goes beyond the width is cut. */
    Sheet text(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x100) {
                glyph(c);
            } else {
                octet(c);
            }
        }
        return this;
    }

    /** A byte of UTF-8; those that go on with a character take no column. */
    private void octet(char value) {
        boolean continues = (value & 0xC0) == 0x80;
        if (column + (continues ? 0 : 1) > width || continues && column == width) {
            return;
        }
        out.put(value < ' ' || value == 127 ? '?' : value);
        column += continues ? 0 : 1;
    }

    /** A character beyond Latin-1 that this package draws with. */
    private void glyph(char value) {
        if (column < width) {
            out.put(0xE0 | value >> 12).put(0x80 | value >> 6 & 0x3F).put(0x80 | value & 0x3F);
            column++;
        }
    }

    Sheet text(String colour, String text) {
        begin(colour);
        text(text);
        end();
        return this;
    }

    /** Text that ends at column {@code to}. */
    Sheet right(int to, String text) {
        to(to - width(text));
        return text(text);
    }

    Sheet right(int to, String colour, String text) {
        to(to - width(text));
        return text(colour, text);
    }

    /** Text that is cut or filled up to column {@code to}, with a blank behind it. */
    Sheet left(int to, String text) {
        int room = to - column - 1;
        if (width(text) <= room) {
            text(text);
        } else {
            text(text.substring(0, fitting(text, room - 1))).text(unicode() ? "\u2026" : "~");
        }
        return to(to);
    }

    /** How many chars of the text take {@code columns} columns. */
    private static int fitting(String text, int columns) {
        int at = 0;
        int taken = 0;
        while (at < text.length()) {
            taken += (text.charAt(at) & 0xC0) == 0x80 ? 0 : 1;
            if (taken > columns) {
                break;
            }
            at++;
        }
        return at;
    }

    static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            width += c < 0x100 && (c & 0xC0) == 0x80 ? 0 : 1;
        }
        return width;
    }

    /** Blanks up to a column, at least one unless at a line's start. */
    Sheet to(int to) {
        if (column >= to && column > 0 && column < width) {
            out.put(' ');
            column++;
        }
        while (column < to && column < width) {
            out.put(' ');
            column++;
        }
        return this;
    }

    /** A point in the middle of the line, between two things that belong together. */
    Sheet dot() {
        return text(unicode() ? " \u00c2\u00b7 " : " - ");
    }

    /** A bar for a share of 1, green, yellow or red by how full it is. */
    Sheet bar(double share, int cells) {
        return bar(new double[] {share}, new String[] {colourOf(share)}, cells);
    }

    static String colourOf(double share) {
        return share >= HOT ? RED : share >= WARM ? YELLOW : GREEN;
    }

    /** A bar of several parts, one colour each. */
    Sheet bar(double[] shares, String[] colours, int cells) {
        double upTo = 0;
        int drawn = 0;
        text(unicode() ? "" : "[");
        for (int part = 0; part < shares.length; part++) {
            upTo += Double.isNaN(shares[part]) ? 0 : Math.max(0, shares[part]);
            int until = Math.min(cells, (int) (upTo * cells + 0.5));
            begin(colours[part]);
            for (; drawn < until; drawn++) {
                text(unicode() ? "\u2588" : "#");
            }
            end();
        }
        begin(DIM);
        for (; drawn < cells; drawn++) {
            text(unicode() ? "\u2591" : ".");
        }
        end();
        return text(unicode() ? "" : "]");
    }

    private void begin(String colour) {
        if (style.colour()) {
            out.put(27).put('[').ascii(colour).put('m');
        }
    }

    private void end() {
        if (style.colour()) {
            out.put(27).ascii("[0m");
        }
    }

    Sheet line() {
        out.ascii(lineEnd).put('\n');
        column = 0;
        lines++;
        return this;
    }
}
