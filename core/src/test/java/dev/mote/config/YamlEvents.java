package dev.mote.config;

/** A tree as the lines of events in which the YAML test suite writes it down. */
final class YamlEvents {
    private YamlEvents() {
    }

    static String of(YamlNode root) {
        StringBuilder out = new StringBuilder("+STR\n+DOC\n");
        append(root, out);
        return out.append("-DOC\n-STR\n").toString();
    }

    private static void append(YamlNode node, StringBuilder out) {
        if (node.kind() == YamlNode.Kind.SCALAR) {
            out.append("=VAL ").append(":'\"|>".charAt(node.style().ordinal()));
            escape(node.text(), out);
            out.append('\n');
        } else if (node.kind() == YamlNode.Kind.MAP) {
            out.append("+MAP\n");
            for (int i = 0; i < node.size(); i++) {
                append(node.key(i), out);
                append(node.value(i), out);
            }
            out.append("-MAP\n");
        } else {
            out.append("+SEQ\n");
            for (int i = 0; i < node.size(); i++) {
                append(node.item(i), out);
            }
            out.append("-SEQ\n");
        }
    }

    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int special = "\\\0\u0007\b\t\n\u000b\f\r\u001b".indexOf(c);
            if (special >= 0) {
                out.append('\\').append("\\0abtnvfre".charAt(special));
            } else {
                out.append(c);
            }
        }
    }
}
