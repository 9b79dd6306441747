package dev.mote.telemetry;

import dev.mote.semconv.Attribute;
import dev.mote.semconv.Metric;
import dev.mote.semconv.MoteMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All of Mote's own counters, in the order in which they were asked for. They are written by one
 * loop; another may read them, and then sees a value that was true a moment ago.
 */
public final class Telemetry {
    /** One number that a component keeps: a data point of {@link #metric}. */
    public static final class Counter {
        public final Metric metric;
        private final Attribute[] keys;
        private final String[] values;
        private long value;

        private Counter(Metric metric, Attribute[] keys, String[] values) {
            this.metric = metric;
            this.keys = keys;
            this.values = values;
        }

        public void add(long amount) {
            value += amount;
        }

        /** For gauges and up-down counters. */
        public void set(long value) {
            this.value = value;
        }

        public long value() {
            return value;
        }

        public int attributeCount() {
            return keys.length;
        }

        public Attribute key(int index) {
            return keys[index];
        }

        public String value(int index) {
            return values[index];
        }
    }

    private final List<Counter> counters = new ArrayList<>();
    private final String loop;

    public Telemetry() {
        this(null);
    }

    /** The counters of one loop of several, each with its name as an attribute; null: the only. */
    public Telemetry(String loop) {
        this.loop = loop;
    }

    /** Shows the counters of another loop, too, as many as it has by now. */
    public void show(Telemetry other) {
        counters.addAll(other.counters);
    }

    public Counter counter(Metric metric) {
        return add(metric, new Attribute[0], new String[0]);
    }

    public Counter counter(Metric metric, Attribute key, String value) {
        return add(metric, new Attribute[] {key}, new String[] {value});
    }

    public Counter counter(Metric metric, Attribute key1, String value1, Attribute key2,
            String value2) {
        return add(metric, new Attribute[] {key1, key2}, new String[] {value1, value2});
    }

    private Counter add(Metric metric, Attribute[] keys, String[] values) {
        int count = keys.length;
        Attribute[] allKeys = keys;
        String[] allValues = values;
        if (loop != null) {
            allKeys = Arrays.copyOf(keys, count + 1);
            allValues = Arrays.copyOf(values, count + 1);
            allKeys[count] = MoteMetrics.LOOP;
            allValues[count] = loop;
        }
        Counter counter = new Counter(metric, allKeys, allValues);
        counters.add(counter);
        return counter;
    }

    public int size() {
        return counters.size();
    }

    public Counter get(int index) {
        return counters.get(index);
    }
}
