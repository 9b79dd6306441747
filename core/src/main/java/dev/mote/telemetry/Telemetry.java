package dev.mote.telemetry;

import dev.mote.semconv.Attribute;
import dev.mote.semconv.Metric;
import dev.mote.semconv.MoteMetrics;
import java.util.Arrays;

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

    private static final Attribute[] NO_KEYS = {};
    private static final String[] NO_VALUES = {};

    /** What every counter has besides its own attributes. */
    private final Attribute[] keys;
    private final String[] values;
    /** Whose counters these are, with more attributes; null: they are its own. */
    private final Telemetry owner;
    /** Null: this is no draft. */
    private final Telemetry original;
    private boolean adopted;
    private Counter[] counters = {};
    /** Written last: whoever reads it in another loop finds so many counters. */
    private volatile int count;
    private Telemetry[] others = {};

    public Telemetry() {
        this(NO_KEYS, NO_VALUES, null, null);
    }

    /** Those of one of several loops. */
    public static Telemetry ofLoop(String loop) {
        return new Telemetry(new Attribute[] {MoteMetrics.LOOP}, new String[] {loop}, null, null);
    }

    private Telemetry(Attribute[] keys, String[] values, Telemetry owner, Telemetry original) {
        this.keys = keys;
        this.values = values;
        this.owner = owner;
        this.original = original;
    }

    /** The same, for counters that have one more attribute. */
    public Telemetry with(Attribute key, String value) {
        return new Telemetry(new Attribute[] {key}, new String[] {value}, this, null);
    }

    /**
     * Counters for components that may never run: what this has already is shared, what is new
     * shows after {@link #adopt}.
     */
    public Telemetry draft() {
        return new Telemetry(keys, values, null, this);
    }

    /** Shows what a draft has that is new. */
    public void adopt(Telemetry draft) {
        for (int at = 0; at < draft.count; at++) {
            keep(draft.counters[at]);
        }
        draft.adopted = true;
    }

    /** Shows the counters of another loop, too. */
    public void show(Telemetry other) {
        others = Arrays.copyOf(others, others.length + 1);
        others[others.length - 1] = other;
    }

    public Counter counter(Metric metric) {
        return counter(metric, NO_KEYS, NO_VALUES);
    }

    public Counter counter(Metric metric, Attribute key, String value) {
        return counter(metric, new Attribute[] {key}, new String[] {value});
    }

    public Counter counter(Metric metric, Attribute key1, String value1, Attribute key2,
            String value2) {
        return counter(metric, new Attribute[] {key1, key2}, new String[] {value1, value2});
    }

    private Counter counter(Metric metric, Attribute[] theirs, String[] said) {
        if (adopted) {
            return original.counter(metric, theirs, said);
        }
        Attribute[] allKeys = theirs;
        String[] allValues = said;
        if (keys.length > 0) {
            allKeys = Arrays.copyOf(theirs, theirs.length + 1);
            allValues = Arrays.copyOf(said, said.length + 1);
            allKeys[theirs.length] = keys[0];
            allValues[said.length] = values[0];
        }
        if (owner != null) {
            return owner.counter(metric, allKeys, allValues);
        }
        Counter known = original == null ? null : original.find(metric, allValues);
        return known != null ? known : keep(new Counter(metric, allKeys, allValues));
    }

    private Counter keep(Counter counter) {
        if (count == counters.length) {
            counters = Arrays.copyOf(counters, Math.max(64, 2 * count));
        }
        counters[count] = counter;
        count++;
        return counter;
    }

    /** A metric's counters have the same keys. */
    private Counter find(Metric metric, String[] values) {
        for (int at = 0; at < count; at++) {
            Counter each = counters[at];
            if (each.metric == metric && Arrays.equals(each.values, values)) {
                return each;
            }
        }
        return null;
    }

    /** How many there are; with {@link #get}, of the whole and not of a view. */
    public int size() {
        int size = count;
        for (Telemetry other : others) {
            size += other.count;
        }
        return size;
    }

    public Counter get(int index) {
        int at = index;
        Telemetry from = this;
        for (int other = 0; at >= from.count; other++) {
            at -= from.count;
            from = others[other];
        }
        return from.counters[at];
    }
}
