package dev.mote.config;

import java.util.ArrayList;

/** One node of a parsed text: a scalar, a map or a sequence, with the place where it starts. */
public final class YamlNode {
    /** What a node is. */
    public enum Kind { SCALAR, MAP, SEQUENCE }

    /** How a scalar was written; collections are PLAIN. */
    public enum Style { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED }

    private static final int NOT_FOUND = -1;

    private final Kind kind;
    private final Style style;
    private final int line;
    private final int column;
    private final String written;
    private String text;
    /** Map: key, value, key, value …; sequence: the items; scalar: null. */
    private final ArrayList<YamlNode> children;

    private YamlNode(Kind kind, Style style, int line, int column, String text) {
        this.kind = kind;
        this.style = style;
        this.line = line;
        this.column = column;
        this.written = text;
        this.text = text;
        this.children = kind == Kind.SCALAR ? null : new ArrayList<>();
    }

    static YamlNode scalar(Style style, int line, int column, String text) {
        return new YamlNode(Kind.SCALAR, style, line, column, text);
    }

    static YamlNode map(int line, int column) {
        return new YamlNode(Kind.MAP, Style.PLAIN, line, column, null);
    }

    static YamlNode sequence(int line, int column) {
        return new YamlNode(Kind.SEQUENCE, Style.PLAIN, line, column, null);
    }

    public Kind kind() {
        return kind;
    }

    public Style style() {
        return style;
    }

    /** The first line is 1. */
    public int line() {
        return line;
    }

    /** The first column is 1; a column is one Unicode character. */
    public int column() {
        return column;
    }

    /** A scalar's value; variables of the environment are put in after parsing. */
    public String text() {
        return text;
    }

    /**
     * A scalar as the file has it, with {@code ${env:NAME}} as it stands: this is what messages may
     * show, so that no secret of the environment is ever printed.
     */
    public String written() {
        return written;
    }

    void replaceText(String expanded) {
        text = expanded;
    }

    /** Nothing after the key, {@code ~} or {@code null}: the key is there, its value is not. */
    public boolean isNull() {
        return kind == Kind.SCALAR && style == Style.PLAIN
                && (written.isEmpty() || written.equals("~") || written.equals("null")
                        || written.equals("Null") || written.equals("NULL"));
    }

    /** Entries of a map or items of a sequence; 0 for a scalar. */
    public int size() {
        if (kind == Kind.SCALAR) {
            return 0;
        }
        return kind == Kind.MAP ? children.size() / 2 : children.size();
    }

    /** The key of a map's entry. */
    public YamlNode key(int entry) {
        return children.get(2 * entry);
    }

    /** The value of a map's entry. */
    public YamlNode value(int entry) {
        return children.get(2 * entry + 1);
    }

    /** An item of a sequence. */
    public YamlNode item(int index) {
        return children.get(index);
    }

    /** The value of a map's key, or null. */
    public YamlNode get(String key) {
        int entry = find(key);
        return entry == NOT_FOUND ? null : value(entry);
    }

    /** Whether both say the same: the order of a map's keys does not matter. */
    boolean isSame(YamlNode other) {
        if (kind != other.kind || size() != other.size() || isNull() != other.isNull()) {
            return false;
        }
        boolean same = kind != Kind.SCALAR || text.equals(other.text);
        for (int at = 0; same && at < size(); at++) {
            YamlNode there = kind == Kind.MAP ? other.get(key(at).text) : other.item(at);
            same = there != null && (kind == Kind.MAP ? value(at) : item(at)).isSame(there);
        }
        return same;
    }

    int find(String key) {
        for (int entry = 0; entry < size(); entry++) {
            if (key(entry).text.equals(key)) {
                return entry;
            }
        }
        return NOT_FOUND;
    }

    void put(YamlNode key, YamlNode value) {
        children.add(key);
        children.add(value);
    }

    void add(YamlNode item) {
        children.add(item);
    }
}
