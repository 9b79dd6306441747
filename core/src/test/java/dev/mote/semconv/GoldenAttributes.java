package dev.mote.semconv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which attributes each metric has in the golden files, which are text as MetricsText writes it.
 */
final class GoldenAttributes {
    private static final Path GOLDEN = Path.of("src/test/fixtures/golden");
    private static final Pattern POINT_ATTRIBUTE =
            Pattern.compile("(?<= )([a-z_]+(?:\\.[a-z_]+)*)=(\\S*)");
    /** A known set of values is short and its values are words. */
    private static final int VALUES_MAX = 12;
    private static final Pattern WORD = Pattern.compile("[a-z_0-9]+");
    private static final Pattern OPEN_KEY = Pattern.compile(
            "system\\.device|.*(name|number|pid|id|mountpoint|type\\.name|command|owner|endpoint)");

    private final Map<String, Map<String, Set<String>>> byMetric = new TreeMap<>();

    GoldenAttributes() {
        try (Stream<Path> all = Files.walk(GOLDEN)) {
            for (Path each : all.sorted().toList()) {
                String name = each.getFileName().toString();
                if (name.endsWith(".txt") && !name.contains("otelcol")) {
                    read(Files.readString(each));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String text) {
        String metric = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("  ")) {
                Matcher attribute = POINT_ATTRIBUTE.matcher(line);
                while (attribute.find()) {
                    byMetric.computeIfAbsent(metric, key -> new TreeMap<>())
                            .computeIfAbsent(attribute.group(1), key -> new TreeSet<>())
                            .add(attribute.group(2));
                }
            } else if (line.contains(" (")) {
                metric = line.substring(0, line.indexOf(" ("));
            }
        }
    }

    /** The keys with their values where these are a known set, as markdown. */
    String of(String metric) {
        StringBuilder text = new StringBuilder();
        byMetric.getOrDefault(metric, Map.of()).forEach((key, values) -> {
            text.append(text.isEmpty() ? "" : "<br>").append('`').append(key).append('`');
            if (values.size() <= VALUES_MAX && !OPEN_KEY.matcher(key).matches()
                    && values.stream().allMatch(value -> WORD.matcher(value).matches())) {
                text.append(" {").append(String.join(", ", values)).append('}');
            }
        });
        return text.toString();
    }
}
