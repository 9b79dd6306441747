package dev.mote.cli;

import dev.mote.otlp.MetricsReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One collection in a form that is easy to ask. For views only, which look every second or two, so
 * that objects do no harm. Text is one char a byte of UTF-8, with '?' for control characters:
 * a process may bear any name, and must not command the terminal.
 */
final class Readings {
    /** One data point. */
    static final class Point {
        private final List<String> attributes = new ArrayList<>();
        double value;

        /** The value of an attribute; empty if there is none. */
        String get(String key) {
            for (int at = 0; at < attributes.size(); at += 2) {
                if (attributes.get(at).equals(key)) {
                    return attributes.get(at + 1);
                }
            }
            return "";
        }

        /** Whether the attributes that are given in pairs are this point's, among others. */
        boolean has(String... pairs) {
            for (int at = 0; at < pairs.length; at += 2) {
                if (!get(pairs[at]).equals(pairs[at + 1])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The points by metric: lists at the same index as their metric's name. */
    private final List<String> metrics = new ArrayList<>();
    private final List<List<Point>> points = new ArrayList<>();

    /** Reads the collection; bytes that are malformed end it. */
    static Readings of(byte[] bytes, int length) {
        Readings readings = new Readings();
        MetricsReader reader = new MetricsReader().over(bytes, 0, length);
        List<Point> points = new ArrayList<>();
        while (reader.nextPoint()) {
            if (reader.newMetric()) {
                points = readings.pointsOf(
                        text(bytes, reader.nameOffset(), reader.nameLength()));
            }
            Point point = new Point();
            point.value = reader.doubleValue();
            while (reader.nextAttribute()) {
                point.attributes.add(text(bytes, reader.keyOffset(), reader.keyLength()));
                point.attributes.add(reader.attributeIsText()
                        ? text(bytes, reader.textOffset(), reader.textLength())
                        : Long.toString(reader.attributeNumber()));
            }
            points.add(point);
        }
        return readings;
    }

    private static String text(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int at = offset; at < offset + length; at++) {
            int value = bytes[at] & 0xFF;
            boolean control = value < ' ' || value == 127;
            boolean lateControl = value == 0xC2 && at + 1 < offset + length
                    && (bytes[at + 1] & 0xFF) < 0xA0;
            text.append(control || lateControl ? '?' : (char) value);
            at += lateControl ? 1 : 0;
        }
        return text.toString();
    }

    private List<Point> pointsOf(String metric) {
        int index = metrics.indexOf(metric);
        if (index < 0) {
            index = metrics.size();
            metrics.add(metric);
            points.add(new ArrayList<>());
        }
        return points.get(index);
    }

    /** All points of a metric, in their order. */
    List<Point> all(String metric) {
        int index = metrics.indexOf(metric);
        return index < 0 ? new ArrayList<>() : points.get(index);
    }

    boolean has(String metric) {
        return metrics.contains(metric);
    }

    /** The different values that an attribute has in a metric, at most {@code max} of them. */
    List<String> values(String metric, String key, int max) {
        List<String> found = new ArrayList<>();
        for (Point point : all(metric)) {
            if (found.size() < max) {
                String value = point.get(key);
                if (!value.isEmpty() && !found.contains(value)) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    /** The sum of the points that have these attributes (pairs); NaN if there is none. */
    double sum(String metric, String... pairs) {
        double sum = Double.NaN;
        for (Point point : all(metric)) {
            if (point.has(pairs)) {
                sum = Double.isNaN(sum) ? point.value : sum + point.value;
            }
        }
        return sum;
    }
}
