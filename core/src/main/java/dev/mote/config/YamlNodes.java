package dev.mote.config;

/** Makes nodes within the limits: how many there are, how deep they nest, no key twice. */
final class YamlNodes {
    private final YamlCursor in;
    private int count;
    private int depth;

    YamlNodes(YamlCursor in) {
        this.in = in;
    }

    YamlNode scalar(YamlNode.Style style, int line, int column, String text) {
        count();
        return YamlNode.scalar(style, line, column, text);
    }

    /** Nothing where a value could be. */
    YamlNode empty(int line, int column) {
        return scalar(YamlNode.Style.PLAIN, line, column, "");
    }

    YamlNode map(int line, int column) {
        count();
        return YamlNode.map(line, column);
    }

    YamlNode sequence(int line, int column) {
        count();
        return YamlNode.sequence(line, column);
    }

    private void count() {
        if (++count > Yaml.NODES_MAX) {
            throw in.error("the file has more than " + Yaml.NODES_MAX + " values; split it");
        }
    }

    void enter() {
        if (++depth > Yaml.DEPTH_MAX) {
            throw in.error("values nest deeper than " + Yaml.DEPTH_MAX + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** Before the value of a key is read, so that the first complaint is the first in the file. */
    void checkKey(YamlNode map, YamlNode key) {
        int before = map.find(key.text());
        if (before >= 0) {
            throw new YamlException(key.line(), key.column(), "the key \"" + key.text()
                    + "\" is already in line " + map.key(before).line() + "; keep one of them");
        }
        if (map.size() == Yaml.MAP_KEYS_MAX) {
            throw new YamlException(key.line(), key.column(), "more than " + Yaml.MAP_KEYS_MAX
                    + " keys in one map");
        }
        if (key.text().length() > Yaml.KEY_CHARS_MAX) {
            throw new YamlException(key.line(), key.column(), "a key is longer than "
                    + Yaml.KEY_CHARS_MAX + " characters");
        }
        if (key.text().equals("<<") && key.style() == YamlNode.Style.PLAIN) {
            throw new YamlException(key.line(), key.column(),
                    "merge keys (<<) are not supported; write the keys out");
        }
    }
}
