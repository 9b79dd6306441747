package dev.mote.processor;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Protobuf;

/** The spans of one trace that wait for a decision, and what policies have to know of them. */
final class TailTrace {
    long high;
    long low;
    long firstSeenNanos;
    /** Which policies have found what they look for in a span, by their bit. */
    long found;
    long startNanos;
    long endNanos;
    int spans;
    /** One request with a resource and a scope for each span, one after the other. */
    final Buffer bytes = new Buffer(256);

    void begin(long idHigh, long idLow, long nowNanos) {
        high = idHigh;
        low = idLow;
        firstSeenNanos = nowNanos;
        found = 0;
        startNanos = Long.MAX_VALUE;
        endNanos = 0;
        spans = 0;
        bytes.clear();
    }

    /** Adds a span with what is around it. */
    void add(Item item) {
        spans++;
        startNanos = Math.min(startNanos, item.record.number(Otlp.SPAN_START));
        endNanos = Math.max(endNanos, item.record.number(Otlp.SPAN_END));
        int resource = Protobuf.begin(bytes, 1);
        write(item.resource, 1);
        int scope = Protobuf.begin(bytes, 2);
        write(item.scope, 1);
        write(item.record, 2);
        Protobuf.end(bytes, scope);
        Protobuf.end(bytes, resource);
    }

    private void write(Message message, int field) {
        if (message.isPresent()) {
            int start = Protobuf.begin(bytes, field);
            message.writeTo(bytes);
            Protobuf.end(bytes, start);
        }
    }

    long durationNanos() {
        return Math.max(0, endNanos - startNanos);
    }
}
