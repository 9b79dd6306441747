package dev.mote.prometheus;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.MetricsReader;
import java.util.Arrays;

/**
 * The metric families of a request in the order in which they first appear, each with all metrics
 * that belong to it: a family's points must stand together, however many batches and scopes have
 * them. Kept from page to page, so that a steady content allocates nothing.
 */
final class Families {
    private static final int NONE = -1;

    private final MetricsReader reader = new MetricsReader();
    private final Buffer names = new Buffer(4096);
    private final Buffer unit = new Buffer(32);

    /** One entry a metric: where its message is, its family, the next metric of that family. */
    private int[] metricOffset = new int[128];
    private int[] metricLength = new int[128];
    private int[] nextMetric = new int[128];
    private int metrics;

    /** One entry a family: its name, its first and its last metric. */
    private int[] nameOffset = new int[128];
    private int[] nameLength = new int[128];
    private int[] firstMetric = new int[128];
    private int[] lastMetric = new int[128];
    private int families;

    /** Open addressing: family + 1 at the hash of its name. At most half full. */
    private int[] table = new int[256];

    void read(byte[] bytes, int offset, int length) {
        names.clear();
        metrics = 0;
        families = 0;
        Arrays.fill(table, 0);
        reader.over(bytes, offset, length);
        while (reader.nextMetric()) {
            add(bytes);
        }
    }

    private void add(byte[] bytes) {
        int start = names.length();
        Names.family(names, bytes, reader.nameOffset(), reader.nameLength(), reader.unitOffset(),
                reader.unitLength(), reader.instrument(), unit);
        int family = find(start, names.length() - start);
        growMetrics();
        int metric = metrics++;
        metricOffset[metric] = reader.metricOffset();
        metricLength[metric] = reader.metricLength();
        nextMetric[metric] = NONE;
        if (family == families) {
            growFamilies();
            families++;
            nameOffset[family] = start;
            nameLength[family] = names.length() - start;
            firstMetric[family] = metric;
        } else {
            names.setLength(start);
            nextMetric[lastMetric[family]] = metric;
        }
        lastMetric[family] = metric;
    }

    private void growMetrics() {
        if (metrics == metricOffset.length) {
            metricOffset = Arrays.copyOf(metricOffset, 2 * metrics);
            metricLength = Arrays.copyOf(metricLength, 2 * metrics);
            nextMetric = Arrays.copyOf(nextMetric, 2 * metrics);
        }
    }

    private void growFamilies() {
        if (families == nameOffset.length) {
            nameOffset = Arrays.copyOf(nameOffset, 2 * families);
            nameLength = Arrays.copyOf(nameLength, 2 * families);
            firstMetric = Arrays.copyOf(firstMetric, 2 * families);
            lastMetric = Arrays.copyOf(lastMetric, 2 * families);
        }
    }

    /** The family of this name; {@link #families} when it is new, and is then in the table. */
    private int find(int offset, int length) {
        if (2 * (families + 1) > table.length) {
            table = new int[2 * table.length];
            for (int family = 0; family < families; family++) {
                table[slot(nameOffset[family], nameLength[family])] = family + 1;
            }
        }
        int slot = slot(offset, length);
        if (table[slot] == 0) {
            table[slot] = families + 1;
        }
        return table[slot] - 1;
    }

    private int slot(int offset, int length) {
        byte[] bytes = names.bytes();
        int slot = hash(bytes, offset, length) & table.length - 1;
        while (table[slot] != 0) {
            int family = table[slot] - 1;
            if (nameLength[family] == length && Arrays.equals(bytes, nameOffset[family],
                    nameOffset[family] + length, bytes, offset, offset + length)) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    static int hash(byte[] bytes, int offset, int length) {
        int hash = 0;
        for (int at = offset; at < offset + length; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash ^ hash >>> 15;
    }

    int count() {
        return families;
    }

    /** The first metric of a family; the others by {@link #next}. */
    int first(int family) {
        return firstMetric[family];
    }

    /** The next metric of the same family, below 0 after the last. */
    int next(int metric) {
        return nextMetric[metric];
    }

    int metricOffset(int metric) {
        return metricOffset[metric];
    }

    int metricLength(int metric) {
        return metricLength[metric];
    }

    /** Where the families' names are. */
    byte[] names() {
        return names.bytes();
    }

    int nameOffset(int family) {
        return nameOffset[family];
    }

    int nameLength(int family) {
        return nameLength[family];
    }
}
