package dev.mote.cli;

import dev.mote.cli.Readings.Point;

/**
 * Two collections of the same host, to tell what happened in between.
 *
 * @param before the older one; empty when there is none
 * @param now the newer one
 * @param seconds how far they are apart, by the monotonic clock
 */
record Comparison(Readings before, Readings now, double seconds) {
    /** How much the points with these attributes grew together in a second; NaN: not known. */
    double rate(String metric, String... pairs) {
        double grown = now.sum(metric, pairs) - before.sum(metric, pairs);
        return grown >= 0 && seconds > 0 ? grown / seconds : Double.NaN;
    }

    /** What happened in the points with these attributes; below zero after a reset: not known. */
    double grown(String metric, String... pairs) {
        double grown = now.sum(metric, pairs) - before.sum(metric, pairs);
        return grown >= 0 ? grown : Double.NaN;
    }

    /** The attribute of the first point that has it. */
    String attribute(String metric, String key, String... pairs) {
        for (Point point : now.all(metric)) {
            if (point.has(pairs)) {
                return point.get(key);
            }
        }
        return "";
    }
}
