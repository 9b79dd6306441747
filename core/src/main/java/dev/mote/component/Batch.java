package dev.mote.component;

/**
 * Encoded telemetry on its way: the bytes of one OTLP {@code Export…ServiceRequest}. Lent from call
 * to call and reused by its owner, never kept.
 */
public final class Batch {
    /** The three signals of OTLP. */
    public enum Signal {
        METRICS("metrics", "points"), LOGS("logs", "log records"), TRACES("traces", "spans");

        /** As configs and people call it. */
        public final String key;
        /** What it is made of, for people. */
        public final String items;

        Signal(String key, String items) {
            this.key = key;
            this.items = items;
        }
    }

    public Signal signal = Signal.METRICS;
    public byte[] bytes;
    public int offset;
    public int length;
    /** Data points, log records or spans inside. */
    public int items;
    /** When the batch was made, wall clock. */
    public long timeNanos;

    public Batch set(Signal signal, byte[] bytes, int offset, int length, int items,
            long timeNanos) {
        this.signal = signal;
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.items = items;
        this.timeNanos = timeNanos;
        return this;
    }
}
