package dev.mote.config;

import dev.mote.config.YamlNode.Style;

/**
 * The block structure: maps and sequences by indentation.
 *
 * <p>Throughout, {@code parent} is the indentation of the collection around a value (-1 for the
 * document): what belongs to the value is indented deeper than that.
 */
final class YamlParser {
    private final YamlCursor in;
    private final YamlNodes nodes;
    private final YamlQuoted quoted;
    private final YamlPlain plain;
    private final YamlFlow flow;
    private final YamlBlockScalar blockScalar;

    YamlParser(YamlCursor in) {
        this.in = in;
        this.nodes = new YamlNodes(in);
        this.quoted = new YamlQuoted(in, nodes);
        this.plain = new YamlPlain(in, nodes);
        this.flow = new YamlFlow(in, nodes, quoted, plain);
        this.blockScalar = new YamlBlockScalar(in, nodes);
    }

    YamlNode document() {
        in.skipToContent();
        if (in.peek() == '%' && in.indent() == 0) {
            throw in.error("directives (lines that start with %) are not supported; remove it");
        }
        YamlNode root;
        if (in.atMarker('-')) {
            in.skip(3);
            root = value(-1, false, false);
        } else if (in.ended()) {
            root = nodes.empty(in.line(), in.column());
        } else {
            root = node(-1, true);
        }
        in.skipToContent();
        boolean ended = in.atMarker('.');
        if (ended) {
            in.skip(3);
            in.requireLineEnd("the end marker");
            in.skipToContent();
        }
        if (in.atMarker('-') || ended && !in.atEnd()) {
            throw in.error("a second document starts here; a config is one document");
        }
        if (!in.atEnd()) {
            throw in.error(in.indent() == 0 && isDash()
                    ? "a list item among keys; indent it below the key it belongs to"
                    : "this is not part of what comes before; check the indentation");
        }
        return root;
    }

    /**
     * What follows {@code key:}, {@code -} or {@code ---}: in the same line or indented below.
     *
     * @param compact whether a map or sequence may start in the same line
     * @param dashes whether a sequence may be indented as its key is
     */
    private YamlNode value(int parent, boolean compact, boolean dashes) {
        int line = in.line();
        int column = in.column();
        boolean tab = in.skipBlanks();
        if (!in.atLineEnd() && !in.atComment()) {
            return node(parent, compact && !tab);
        }
        in.skipToContent();
        if (!in.ended() && in.indent() > parent) {
            return node(parent, true);
        }
        if (!in.ended() && dashes && in.indent() == parent && isDash()) {
            return sequence(in.indent());
        }
        return nodes.empty(line, column);
    }

    /** @param blocks whether a block map or sequence may start here */
    private YamlNode node(int parent, boolean blocks) {
        nodes.enter();
        YamlNode node = nodeInside(parent, blocks);
        nodes.leave();
        return node;
    }

    private YamlNode nodeInside(int parent, boolean blocks) {
        switch (in.peek()) {
            case '|', '>':
                return blockScalar.read(parent);
            case '[', '{':
                YamlNode collection = flow.read(parent);
                in.skipBlanks();
                if (in.peek() == ':' && YamlCursor.isBlankOrEnd(in.peek(1))) {
                    throw in.error("a key must be a single value, not a list or map");
                }
                in.requireLineEnd("a closing bracket");
                return collection;
            default:
                if (isDash()) {
                    requireBlocks(blocks, "a list");
                    return sequence(in.indent());
                }
                return scalarOrMap(parent, blocks);
        }
    }

    private YamlNode scalarOrMap(int parent, boolean blocks) {
        int indent = in.indent();
        int line = in.line();
        int column = in.column();
        YamlNode first = scalar(parent);
        if (in.line() == line && isColon()) {
            if (!blocks) {
                in.back(in.at() - in.indent() + indent, line, in.lineStart());
                requireBlocks(false, "a map");
            }
            return map(indent, first, line, column);
        }
        if (first.style() != Style.PLAIN) {
            in.requireLineEnd("a closing quote");
            return first;
        }
        return plain.continueLines(first, parent);
    }

    /** A quoted scalar, or the first line of a plain one; then over blanks. */
    private YamlNode scalar(int parent) {
        char c = in.peek();
        YamlNode scalar = c == '"' || c == '\'' ? quoted.read(parent) : plain.readLine(false);
        if (c == '"' || c == '\'') {
            in.skipBlanks();
        }
        return scalar;
    }

    private void requireBlocks(boolean blocks, String what) {
        if (!blocks) {
            throw in.error(YamlCursor.isBlank(in.peek(-1)) && in.peek(-1) == '\t'
                    ? "a tab comes before " + what + "; use spaces"
                    : what + " cannot start here; put it on the next line, indented,"
                            + " or quote the value");
        }
    }

    private YamlNode map(int indent, YamlNode firstKey, int line, int column) {
        YamlNode map = nodes.map(line, column);
        YamlNode key = firstKey;
        while (true) {
            nodes.checkKey(map, key);
            in.skip(1);
            map.put(key, value(indent, false, true));
            in.skipToContent();
            if (in.ended() || in.indent() < indent) {
                return map;
            }
            if (in.indent() > indent) {
                throw in.error("this line is indented by " + in.indent() + ", its neighbours by "
                        + indent + "; align it");
            }
            key = nextKey();
        }
    }

    private YamlNode nextKey() {
        if (isDash()) {
            throw in.error("a list item among keys; indent it below the key it belongs to");
        }
        int line = in.line();
        int column = in.column();
        YamlNode key = scalar(in.indent());
        if (in.line() != line) {
            throw new YamlException(line, column, "a key must be in one line");
        }
        if (!isColon()) {
            throw new YamlException(line, column, key.text().indexOf(':') > 0
                    && key.style() == Style.PLAIN
                    ? "a key needs a space after its colon"
                    : "this line is no \"key: value\"");
        }
        return key;
    }

    private YamlNode sequence(int indent) {
        YamlNode sequence = nodes.sequence(in.line(), in.column());
        while (true) {
            in.skip(1);
            sequence.add(value(indent, true, false));
            in.skipToContent();
            if (in.ended() || in.indent() < indent) {
                return sequence;
            }
            if (in.indent() > indent) {
                throw in.error("this line is indented by " + in.indent() + ", the list by "
                        + indent + "; align it");
            }
            if (!isDash()) {
                return sequence;
            }
        }
    }

    private boolean isDash() {
        return in.peek() == '-' && YamlCursor.isBlankOrEnd(in.peek(1));
    }

    private boolean isColon() {
        return in.peek() == ':' && YamlCursor.isBlankOrEnd(in.peek(1));
    }
}
