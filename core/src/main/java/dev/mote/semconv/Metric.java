package dev.mote.semconv;

/** One row of a table of metrics: name, instrument, unit (UCUM) and description. */
public final class Metric {
    /** What kind of numbers a metric holds. */
    public enum Instrument {
        /** Only rises from its start time on: a monotonic cumulative sum. */
        COUNTER,
        /** Goes up and down and may be summed: a cumulative sum that is not monotonic. */
        UP_DOWN_COUNTER,
        /** A reading that makes no sense when summed. */
        GAUGE
    }

    public final String name;
    public final Instrument instrument;
    public final String unit;
    public final String description;
    public final Wire wire = new Wire();
    private final String otelcolName;

    private Metric(String name, Instrument instrument, String unit, String description,
            String otelcolName) {
        this.name = name;
        this.instrument = instrument;
        this.unit = unit;
        this.description = description;
        this.otelcolName = otelcolName;
    }

    public static Metric counter(String name, String unit, String description) {
        return new Metric(name, Instrument.COUNTER, unit, description, name);
    }

    public static Metric upDownCounter(String name, String unit, String description) {
        return new Metric(name, Instrument.UP_DOWN_COUNTER, unit, description, name);
    }

    public static Metric gauge(String name, String unit, String description) {
        return new Metric(name, Instrument.GAUGE, unit, description, name);
    }

    /** The same row with the name that the collector's host metrics give it. */
    public Metric otelcol(String otherName) {
        return new Metric(name, instrument, unit, description, otherName);
    }

    public String name(Convention convention) {
        return convention == Convention.OTELCOL ? otelcolName : name;
    }
}
