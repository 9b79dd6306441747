package dev.mote.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every case of the YAML test suite: what is wrong is refused, what is right is read as the suite
 * says or, when it is outside of the subset, refused. The latter are listed with their reasons.
 */
@Tag("jvm")
class YamlSuiteTest {
    private static final Path UNCLAIMED =
            Path.of("src/test/resources/config/yaml-suite-unclaimed.txt");
    private static final String HEADING = """
            # Valid cases of the YAML test suite that are outside of the subset, and how each is \
            refused.
            # Written by YamlSuiteTest with -Dgolden.update=true; docs/specs/config.md gives the \
            reasons.
            """;

    @Test
    void everyCaseIsReadRightOrRefused() throws Exception {
        List<YamlSuite.Case> cases;
        try {
            cases = YamlSuite.load();
        } catch (IOException e) {
            Assumptions.abort(e.getMessage());
            return;
        }
        StringBuilder wrong = new StringBuilder();
        StringBuilder refused = new StringBuilder();
        int read = 0;
        int invalid = 0;
        for (YamlSuite.Case each : cases) {
            String expected = each.tree();
            byte[] input = each.input().getBytes(StandardCharsets.UTF_8);
            String got = null;
            String message = null;
            try {
                got = YamlEvents.of(Yaml.parse(input, input.length));
            } catch (YamlException e) {
                message = e.line() + ":" + e.column() + " " + e.getMessage();
            }
            if (expected == null) {
                invalid++;
            }
            if (got == null && expected != null) {
                refused.append(each.id()).append(' ').append(message).append('\n');
            } else if (got != null && got.equals(expected)) {
                read++;
            } else if (got != null) {
                wrong.append(each.id()).append(": expected ").append(expected)
                        .append("got ").append(got).append("for ").append(each.input())
                        .append("\n");
            }
        }
        System.out.println("YAML test suite: " + cases.size() + " cases, " + read + " read, "
                + invalid + " invalid ones refused, "
                + (cases.size() - read - invalid) + " outside of the subset");
        assertEquals("", wrong.toString());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(UNCLAIMED, HEADING + refused);
        }
        assertEquals(ids(Files.readString(UNCLAIMED)), ids(refused.toString()));
    }

    private static TreeSet<String> ids(String lines) {
        TreeSet<String> ids = new TreeSet<>();
        for (String line : lines.split("\n")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                ids.add(line.substring(0, line.indexOf(' ')));
            }
        }
        return ids;
    }
}
