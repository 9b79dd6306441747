package dev.mote.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples of a page in the Prometheus text format or in OpenMetrics, as far as tests need them:
 * every line must be a comment or a sample, values are doubles, exemplars are not read.
 */
record Exposition(List<Sample> samples, Map<String, String> types) {
    record Sample(String name, Map<String, String> labels, double value) {
        String series() {
            return name + labels;
        }
    }

    static Exposition parse(String page) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> types = new TreeMap<>();
        for (String line : page.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                types.put(words[2], words[3]);
            } else if (!line.isEmpty() && line.charAt(0) != '#') {
                samples.add(sample(line));
            }
        }
        return new Exposition(samples, types);
    }

    private static Sample sample(String line) {
        Map<String, String> labels = new TreeMap<>();
        int at = 0;
        while (at < line.length() && line.charAt(at) != '{' && line.charAt(at) != ' ') {
            at++;
        }
        String name = line.substring(0, at);
        if (at < line.length() && line.charAt(at) == '{') {
            at = labels(line, at + 1, labels);
        }
        String[] rest = line.substring(at).trim().split(" ");
        return new Sample(name, labels, number(rest[0], line));
    }

    /** Reads {@code name="value",…}} and returns the position after the closing brace. */
    private static int labels(String line, int from, Map<String, String> labels) {
        int at = from;
        while (line.charAt(at) != '}') {
            int equals = line.indexOf('=', at);
            String key = line.substring(at, equals);
            StringBuilder value = new StringBuilder();
            at = equals + 2;
            while (line.charAt(at) != '"') {
                char c = line.charAt(at++);
                if (c == '\\') {
                    c = line.charAt(at++);
                    c = c == 'n' ? '\n' : c;
                }
                value.append(c);
            }
            if (labels.put(key, value.toString()) != null) {
                throw new AssertionError("label " + key + " twice: " + line);
            }
            at++;
            if (line.charAt(at) == ',') {
                at++;
            }
        }
        return at + 1;
    }

    private static double number(String text, String line) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new AssertionError("not a sample: " + line, e);
                }
            }
        };
    }
}
