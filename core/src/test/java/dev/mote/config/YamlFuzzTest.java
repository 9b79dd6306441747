package dev.mote.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Generated documents, whole and mutated: the parser refuses or agrees with SnakeYAML Engine, and
 * never fails otherwise. Where the engine refuses what the specification allows, see
 * {@link #engineDeparts}.
 */
@Tag("jvm")
class YamlFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final String REFUSED = "the engine refuses: ";
    private static final String EMPTY = "+STR\n+DOC\n=VAL :\n-DOC\n-STR\n";
    private static final String[] PIECES = {"a: b\n", "- ", "  ", "\n", ": ", "key", "\"q\"",
        "'it''s'", "[a, b]", "{a: b}", "|\n", ">-\n", "# note\n", " #c", "- x\n", "---\n", ",",
        "[", "]", "{", "}", ":", "\t", "\\n", "é", "10s", "http://c:4318", "\"\\x41\"", "...\n"};
    private static final String[] WORDS = {"endpoint", "10s", "http://c:4318/x", "a b", "x:y",
        "-1", "true", "~", "é", "a#b", "1.10", "\"q \\\" \\u0041\"", "'it''s: # x'", "\"\"",
        "[]", "{}", "[a, {b: c}, \"d\"]", "{k: [1, 2], \"j\": 'x'}"};

    private Random random;

    @Test
    void generatedDocumentsAreReadAsTheEngineReadsThem() {
        run(false);
    }

    @Test
    void mutatedDocumentsAreRefusedOrAgreedOn() {
        run(true);
    }

    private void run(boolean mutate) {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 500_000_000L;
        int accepted = 0;
        int cases = 0;
        while (cases < CASES || System.nanoTime() < end) {
            random = new Random(seed + cases++);
            StringBuilder made = new StringBuilder();
            map(made, 0, 0);
            String text = mutate ? mutated(made) : made.toString();
            String where = "seed " + (seed + cases - 1) + ", text:\n" + text;
            String ours = ours(text, where);
            assertTrue(mutate || ours != null, "refused " + where);
            if (ours != null) {
                accepted++;
                String theirs = theirs(text);
                if (!engineDeparts(text, ours, theirs)) {
                    assertEquals(theirs, ours, where);
                }
            }
        }
        System.out.println("YAML fuzz: seed " + seed + ", " + cases + " documents, " + accepted
                + " accepted");
    }

    /**
     * The engine refuses what the specification allows: some documents that are one scalar (an
     * unindented block scalar, 8.1.1.1; an end marker alone, 9.2; a line as {@code ----}, 9.1.2), a
     * plain scalar in brackets that starts with a colon (7.3.3), a key of two lines in braces
     * (7.4.2; the suite's case NJ66), and a tab after a continued line's indentation (6.3).
     */
    private static boolean engineDeparts(String text, String ours, String theirs) {
        return theirs.startsWith(REFUSED) && (ours.startsWith("+STR\n+DOC\n=VAL ")
                || ours.contains("=VAL ::") || text.indexOf('\t') >= 0
                || theirs.contains("or '}', but got :"));
    }

    private static String ours(String text, String where) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return YamlEvents.of(Yaml.parse(bytes, bytes.length));
        } catch (YamlException e) {
            assertTrue(e.line() >= 1 && e.column() >= 1, where);
            return null;
        } catch (RuntimeException e) {
            throw new AssertionError(where, e);
        }
    }

    private static String theirs(String text) {
        try {
            Node root = new Compose(LoadSettings.builder().build()).composeString(text)
                    .orElse(null);
            return root == null ? EMPTY : YamlEvents.of(converted(root));
        } catch (YamlEngineException e) {
            return REFUSED + e.getMessage();
        }
    }

    private static YamlNode converted(Node node) {
        if (node instanceof ScalarNode scalar) {
            YamlNode.Style style = switch (scalar.getScalarStyle()) {
                case SINGLE_QUOTED -> YamlNode.Style.SINGLE_QUOTED;
                case DOUBLE_QUOTED -> YamlNode.Style.DOUBLE_QUOTED;
                case LITERAL -> YamlNode.Style.LITERAL;
                case FOLDED -> YamlNode.Style.FOLDED;
                default -> YamlNode.Style.PLAIN;
            };
            return YamlNode.scalar(style, 1, 1, scalar.getValue());
        }
        if (node instanceof MappingNode mapping) {
            YamlNode map = YamlNode.map(1, 1);
            for (NodeTuple entry : mapping.getValue()) {
                map.put(converted(entry.getKeyNode()), converted(entry.getValueNode()));
            }
            return map;
        }
        YamlNode sequence = YamlNode.sequence(1, 1);
        for (Node item : ((SequenceNode) node).getValue()) {
            sequence.add(converted(item));
        }
        return sequence;
    }

    private void map(StringBuilder out, int indent, int depth) {
        int entries = 1 + random.nextInt(4);
        for (int at = 0; at < entries; at++) {
            if (at > 0 || depth == 0) {
                spaces(out, indent);
            }
            out.append(random.nextInt(8) == 0 ? "\"k " + at + "\":" : "k" + at + ":");
            value(out, indent, depth + 1);
        }
    }

    private void value(StringBuilder out, int indent, int depth) {
        int deeper = indent + 1 + random.nextInt(4);
        int kind = depth > 4 ? 0 : random.nextInt(8);
        if (kind == 1) {
            out.append('\n');
            spaces(out, deeper);
            map(out, deeper, depth);
        } else if (kind == 2) {
            out.append(random.nextBoolean() ? " # a comment\n" : "\n");
            sequence(out, random.nextBoolean() ? indent : deeper, depth);
        } else if (kind == 3) {
            out.append(random.nextBoolean() ? " |" : " >");
            out.append(new String[] {"", "-", "+"}[random.nextInt(3)]).append('\n');
            blockLines(out, deeper);
        } else if (kind == 4) {
            out.append(" first\n");
            spaces(out, deeper);
            out.append("second line\n");
        } else {
            out.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
            out.append(random.nextInt(6) == 0 ? "  # why\n" : "\n");
        }
    }

    private void sequence(StringBuilder out, int indent, int depth) {
        int items = 1 + random.nextInt(3);
        for (int at = 0; at < items; at++) {
            spaces(out, indent);
            out.append('-');
            if (random.nextBoolean()) {
                out.append(' ');
                map(out, indent + 2, depth + 1);
            } else {
                out.append(' ').append(WORDS[random.nextInt(WORDS.length)]).append('\n');
            }
        }
    }

    private void blockLines(StringBuilder out, int indent) {
        int lines = 1 + random.nextInt(4);
        for (int at = 0; at < lines; at++) {
            if (at > 0 && random.nextInt(4) == 0) {
                out.append('\n');
            }
            spaces(out, indent + (at > 0 && random.nextInt(4) == 0 ? 2 : 0));
            out.append("text # no: comment\n");
        }
    }

    private static void spaces(StringBuilder out, int count) {
        for (int i = 0; i < count; i++) {
            out.append(' ');
        }
    }

    private String mutated(StringBuilder text) {
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, to);
                default -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        if (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.append('\n'); // spaces at the very end: the suite's cases JEF9 and L24T say how
        }
        return text.toString();
    }
}
