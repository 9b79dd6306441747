package dev.mote.config;

import dev.mote.config.YamlNode.Style;

/** Lists and maps in brackets, over one line or several (YAML 1.2.2, section 7.4). */
final class YamlFlow {
    private final YamlCursor in;
    private final YamlNodes nodes;
    private final YamlQuoted quoted;
    private final YamlPlain plain;

    YamlFlow(YamlCursor in, YamlNodes nodes, YamlQuoted quoted, YamlPlain plain) {
        this.in = in;
        this.nodes = nodes;
        this.quoted = quoted;
        this.plain = plain;
    }

    YamlNode read(int parent) {
        nodes.enter();
        YamlNode node = in.peek() == '[' ? sequence(parent) : map(parent);
        nodes.leave();
        return node;
    }

    private YamlNode sequence(int parent) {
        YamlNode sequence = nodes.sequence(in.line(), in.column());
        in.skip(1);
        in.skipInFlow(parent);
        while (in.peek() != ']') {
            sequence.add(value(parent));
            in.skipInFlow(parent);
            if (in.peek() == ':') {
                throw in.error("write a map inside a list with its own braces: [{key: value}]");
            }
            separator(parent, ']', sequence);
        }
        in.skip(1);
        return sequence;
    }

    private YamlNode map(int parent) {
        YamlNode map = nodes.map(in.line(), in.column());
        in.skip(1);
        in.skipInFlow(parent);
        while (in.peek() != '}') {
            YamlNode key = scalar(parent);
            nodes.checkKey(map, key);
            in.skipInFlow(parent);
            YamlNode value = nodes.empty(in.line(), in.column());
            if (isColon(key.style())) {
                in.skip(1);
                in.skipInFlow(parent);
                value = in.peek() == ',' || in.peek() == '}' ? value : value(parent);
                in.skipInFlow(parent);
            }
            map.put(key, value);
            separator(parent, '}', map);
        }
        in.skip(1);
        return map;
    }

    /** After a quoted key the value may follow at once, as in JSON. */
    private boolean isColon(Style style) {
        return in.peek() == ':' && (style != Style.PLAIN || YamlCursor.isBlankOrEnd(in.peek(1))
                || YamlPlain.isFlowIndicator(in.peek(1)));
    }

    private void separator(int parent, char close, YamlNode open) {
        if (in.peek() == ',') {
            in.skip(1);
            in.skipInFlow(parent);
        } else if (in.atEnd()) {
            throw new YamlException(open.line(), open.column(),
                    "this bracket is never closed; the file ends before " + close);
        } else if (in.peek() != close) {
            throw in.error("expected a comma or " + close);
        }
    }

    private YamlNode value(int parent) {
        char c = in.peek();
        return c == '[' || c == '{' ? read(parent) : scalar(parent);
    }

    private YamlNode scalar(int parent) {
        switch (in.peek()) {
            case '"', '\'':
                return quoted.read(parent);
            case ',':
                throw in.error("a value is missing before the comma");
            case '[', '{':
                throw in.error("a key must be a single value, not a list or map");
            default:
                if (in.atEnd()) {
                    throw in.error("the file ends inside brackets; close them");
                }
                return plain.continueInFlow(plain.readLine(true), parent);
        }
    }
}
