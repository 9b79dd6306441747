package dev.mote.semconv;

/** What a writer has made of a row's constant parts, kept with the row: one for each convention. */
public final class Wire {
    private byte[] registry;
    private byte[] otelcol;

    Wire() {
    }

    /** The bytes that were kept, or null. */
    public byte[] get(Convention convention) {
        return convention == Convention.OTELCOL ? otelcol : registry;
    }

    public byte[] keep(Convention convention, byte[] bytes) {
        if (convention == Convention.OTELCOL) {
            otelcol = bytes;
        } else {
            registry = bytes;
        }
        return bytes;
    }
}
