package dev.mote.config;

/**
 * {@code ${env:NAME}} and {@code ${env:NAME:-default}} in a file's values, as the collector has
 * them; {@code $$} is a dollar. What is put in is never printed: messages show what the file says.
 */
final class Expansion {
    private static final String START = "${env:";

    private final String[] environment;
    private final Problems problems;

    Expansion(String[] environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** Expands every scalar value below a node. Keys stay as they are. */
    void expand(YamlNode node) {
        for (int at = 0; at < node.size(); at++) {
            expand(node.kind() == YamlNode.Kind.MAP ? node.value(at) : node.item(at));
        }
        if (node.kind() == YamlNode.Kind.SCALAR && node.text().indexOf('$') >= 0) {
            node.replaceText(expanded(node));
        }
    }

    private String expanded(YamlNode node) {
        String text = node.text();
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$$", at)) {
                result.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                at = expandOne(node, at, result);
            } else {
                result.append(text.charAt(at++));
            }
        }
        return result.toString();
    }

    /** Expands what begins at {@code at}; returns where the text goes on. */
    private int expandOne(YamlNode node, int at, StringBuilder result) {
        String text = node.text();
        int end = text.indexOf('}', at);
        if (end < 0 || !text.startsWith(START, at)) {
            problems.error(node, "\"" + node.written() + "\": expected ${env:NAME}, "
                    + "${env:NAME:-default}, or $$ for a dollar");
            return text.length();
        }
        String name = text.substring(at + START.length(), end);
        int dash = name.indexOf(":-");
        String fallback = dash < 0 ? null : name.substring(dash + 2);
        name = dash < 0 ? name : name.substring(0, dash);
        String value = Environment.get(environment, name);
        if (value == null && fallback == null) {
            problems.error(node, "the environment has no " + name + "; set it, or write ${env:"
                    + name + ":-default}");
        }
        result.append(value != null ? value : fallback != null ? fallback : "");
        return end + 1;
    }
}
