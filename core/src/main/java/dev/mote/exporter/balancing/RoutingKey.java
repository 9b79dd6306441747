package dev.mote.exporter.balancing;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch.Signal;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.SeriesHash;

/** What makes records belong together, as a hash. */
final class RoutingKey {
    /** Kinds of keys, in the order of {@link #NAMES}. */
    static final int TRACE = 0;
    static final int SERVICE = 1;
    static final int RESOURCE = 2;
    static final int SERIES = 3;
    static final String[] NAMES = {"traceID", "service", "resource", "streamID"};

    private static final byte[] SERVICE_NAME = new Buffer(12).ascii("service.name").bytes();

    private final int kind;
    private final SeriesHash series = new SeriesHash();
    private long resource;
    private long service;

    RoutingKey(int kind) {
        this.kind = kind;
    }

    /** Takes note of what is around records. */
    void around(Level level, Item item) {
        series.around(level, item);
        if (level == Level.RESOURCE) {
            resource = series.high();
            int name = item.resource.attribute(SERVICE_NAME);
            service = name == Message.NONE ? resource : of(item.resource, name);
        }
    }

    /** The key of the record; what has none of the kind goes by its resource. */
    long of(Item item) {
        if (kind == RESOURCE) {
            return resource;
        }
        if (item.signal == Signal.METRICS) {
            return kind == SERIES ? series(item) : service;
        }
        int trace = kind != TRACE ? Message.NONE : item.record.field(
                item.signal == Signal.LOGS ? Otlp.LOG_TRACE_ID : Otlp.SPAN_TRACE_ID);
        return trace != Message.NONE && item.record.length(trace) > 0 ? of(item.record, trace)
                : kind == SERVICE ? service : resource;
    }

    private long series(Item item) {
        series.of(item);
        return series.high();
    }

    private static long of(Message message, int piece) {
        return hash(message.bytes(piece), message.offset(piece), message.length(piece));
    }

    /** FNV-1a. */
    static long hash(byte[] bytes, int offset, int length) {
        long hash = 0xCBF29CE484222325L;
        for (int at = offset; at < offset + length; at++) {
            hash = (hash ^ bytes[at] & 0xFF) * 0x100000001B3L;
        }
        return hash;
    }
}
