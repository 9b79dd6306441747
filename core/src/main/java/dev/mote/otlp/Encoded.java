package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.semconv.Attribute;
import dev.mote.semconv.Convention;
import dev.mote.semconv.Metric;
import dev.mote.semconv.Wire;
import java.util.Arrays;

/**
 * What is the same in every batch, encoded once and then copied: the head of a metric, the key of
 * an attribute, a known value. Made at first use, for most rows of the tables are never written.
 */
final class Encoded {
    private static final int NAME = 1;
    private static final int DESCRIPTION = 2;
    private static final int UNIT = 3;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int STRING_VALUE = 1;

    private Encoded() {
    }

    /** Name, description and unit: how a Metric message begins. */
    static byte[] head(Metric metric, Convention convention) {
        byte[] known = metric.wire.get(convention);
        if (known != null) {
            return known;
        }
        Buffer out = new Buffer(128);
        Protobuf.ascii(out, NAME, metric.name(convention));
        Protobuf.ascii(out, DESCRIPTION, metric.description);
        Protobuf.ascii(out, UNIT, metric.unit);
        return keep(metric.wire, convention, out);
    }

    /** How a KeyValue message begins. */
    static byte[] key(Attribute key, Convention convention) {
        byte[] known = key.wire.get(convention);
        if (known != null) {
            return known;
        }
        Buffer out = new Buffer(32);
        Protobuf.ascii(out, KEY, key.name(convention));
        return keep(key.wire, convention, out);
    }

    /** How a KeyValue message ends. */
    static byte[] value(Attribute.Value value, Convention convention) {
        byte[] known = value.wire.get(convention);
        if (known != null) {
            return known;
        }
        Buffer out = new Buffer(32);
        int any = Protobuf.begin(out, VALUE);
        Protobuf.ascii(out, STRING_VALUE, value.text(convention));
        Protobuf.end(out, any);
        return keep(value.wire, convention, out);
    }

    private static byte[] keep(Wire wire, Convention convention, Buffer encoded) {
        return wire.keep(convention, Arrays.copyOf(encoded.bytes(), encoded.length()));
    }
}
