package dev.mote.otlp;

import dev.mote.bytes.Buffer;

/** Who the telemetry is about: attributes encoded once, and written before every batch. */
public final class Resource {
    private static final int ATTRIBUTES = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;

    private final Buffer encoded = new Buffer(256);
    private final java.util.ArrayList<String> keys = new java.util.ArrayList<>();
    private final java.util.ArrayList<String> values = new java.util.ArrayList<>();

    /** Adds an attribute; a key that is there already keeps its first value. */
    public Resource put(String key, String value) {
        if (value == null || value.isEmpty() || keys.contains(key)) {
            return this;
        }
        keys.add(key);
        values.add(value);
        int attribute = Protobuf.begin(encoded, ATTRIBUTES);
        Protobuf.utf8(encoded, KEY, key);
        int any = Protobuf.begin(encoded, VALUE);
        Protobuf.utf8(encoded, STRING_VALUE, value);
        Protobuf.end(encoded, any);
        Protobuf.end(encoded, attribute);
        return this;
    }

    /** The value of {@code key}, or null. */
    public String get(String key) {
        int index = keys.indexOf(key);
        return index < 0 ? null : values.get(index);
    }

    public int size() {
        return keys.size();
    }

    public String key(int index) {
        return keys.get(index);
    }

    public String value(int index) {
        return values.get(index);
    }

    /** The content of an OTLP Resource message. */
    Buffer encoded() {
        return encoded;
    }
}
