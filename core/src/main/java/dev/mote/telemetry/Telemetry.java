package dev.mote.telemetry;

import dev.mote.semconv.Attribute;
import dev.mote.semconv.Metric;
import java.util.ArrayList;
import java.util.List;

/** All of Mote's own counters, in the order in which they were asked for. */
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

    public Counter counter(Metric metric) {
        return add(new Counter(metric, new Attribute[0], new String[0]));
    }

    public Counter counter(Metric metric, Attribute key, String value) {
        return add(new Counter(metric, new Attribute[] {key}, new String[] {value}));
    }

    public Counter counter(Metric metric, Attribute key1, String value1, Attribute key2,
            String value2) {
        return add(new Counter(metric, new Attribute[] {key1, key2},
                new String[] {value1, value2}));
    }

    private Counter add(Counter counter) {
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
