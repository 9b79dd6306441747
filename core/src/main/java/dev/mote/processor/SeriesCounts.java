package dev.mote.processor;

import java.util.Arrays;

/** How many series each metric has, by the metric's hash. A metric without any is forgotten. */
final class SeriesCounts {
    private final SeriesTable metrics = new SeriesTable(Integer.MAX_VALUE);
    private int[] counts = new int[64];
    /** The metric of each series. */
    private int[] metricOf = new int[64];

    /** The metric's number, {@link SeriesTable#NONE} while it has no series. */
    int of(long high, long low) {
        return metrics.find(high, low);
    }

    int get(int metric) {
        return metric == SeriesTable.NONE ? 0 : counts[metric];
    }

    /** A series is added to the metric with the hash. */
    void add(long high, long low, int series) {
        int metric = metrics.find(high, low);
        if (metric == SeriesTable.NONE) {
            metric = metrics.add(high, low);
            if (metric >= counts.length) {
                counts = Arrays.copyOf(counts, 2 * counts.length);
            }
            counts[metric] = 0;
        }
        if (series >= metricOf.length) {
            metricOf = Arrays.copyOf(metricOf, Math.max(series + 1, 2 * metricOf.length));
        }
        counts[metric]++;
        metricOf[series] = metric;
    }

    void forget(int series) {
        if (--counts[metricOf[series]] == 0) {
            metrics.remove(metricOf[series]);
        }
    }
}
