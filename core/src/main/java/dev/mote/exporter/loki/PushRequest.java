package dev.mote.exporter.loki;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Rewriter;
import dev.mote.otlp.ValueText;
import dev.mote.prometheus.Labels;
import dev.mote.prometheus.Symbols;
import java.util.Arrays;

/** Makes Loki's PushRequest of a request of logs; it walks through it as an edit does. */
final class PushRequest implements Edit {
    private static final byte[] SERVICE_NAME = ascii("service.name");
    private static final byte[] UNKNOWN = ascii("unknown_service");
    private static final int TIMESTAMP = 1;
    private static final int LINE = 2;
    private static final int METADATA = 3;
    private static final long SECOND = 1_000_000_000L;

    private final Rewriter walk = new Rewriter(this);
    private final Batch batch = new Batch();
    private final byte[][] labelKeys;
    private final String[] externalLabels;
    private final Labels labels = new Labels();
    private final Buffer labelsText = new Buffer(256);
    private final Symbols streams = new Symbols();
    private final Entries entries = new Entries();
    /** Metadata of the resource, and behind it of the scope, as fields of an entry. */
    private final Buffer around = new Buffer(256);
    private int aroundResource;
    private int stream;
    private long nowNanos;
    private final ValueText text = new ValueText();
    private final AnyValue value = new AnyValue();

    PushRequest(LokiSettings settings) {
        labelKeys = new byte[settings.labels.length][];
        for (int at = 0; at < labelKeys.length; at++) {
            Buffer key = new Buffer(32).utf8(settings.labels[at]);
            labelKeys[at] = Arrays.copyOf(key.bytes(), key.length());
        }
        externalLabels = settings.externalLabels;
    }

    private static byte[] ascii(String text) {
        return new Buffer(text.length()).ascii(text).bytes();
    }

    /**
     * Appends the PushRequest; false when the request is malformed.
     *
     * @param nowNanos stands for the time of records that have none
     */
    boolean write(Buffer request, long nowNanos, Buffer out) {
        this.nowNanos = nowNanos;
        streams.clear();
        entries.clear();
        batch.set(Batch.Signal.LOGS, request.bytes(), 0, request.length(), 0, nowNanos);
        boolean well = walk.rewrite(batch);
        if (well) {
            entries.writeTo(streams, out);
        }
        return well;
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RESOURCE || level == Level.SCOPE || level == Level.RECORD;
    }

    /** A record is read and left out: nothing of the request is written again. */
    @Override
    public boolean keep(Level level, Item item) {
        switch (level) {
            case RESOURCE -> resource(item.resource);
            case SCOPE -> scope(item.scope);
            default -> record(item.record);
        }
        return level != Level.RECORD;
    }

    private void resource(Message resource) {
        labels.clear();
        around.clear();
        for (int at = 0; at < externalLabels.length; at += 2) {
            labels.add(externalLabels[at]).utf8(externalLabels[at + 1]);
        }
        for (int piece = 0; piece < resource.size(); piece++) {
            if (!resource.isAttribute(piece)) {
                continue;
            }
            byte[] bytes = resource.bytes(piece);
            if (isLabel(bytes, resource.keyOffset(piece), resource.keyLength(piece))) {
                resource.value(piece, value);
                text.append(value, labels.add(bytes, resource.keyOffset(piece),
                        resource.keyLength(piece)));
            } else {
                attribute(around, resource, piece);
            }
        }
        if (resource.attribute(SERVICE_NAME) == Message.NONE) {
            labels.add(SERVICE_NAME, 0, SERVICE_NAME.length).put(UNKNOWN, 0, UNKNOWN.length);
        }
        labels.append(labelsText.clear());
        stream = streams.of(labelsText.bytes(), 0, labelsText.length());
        aroundResource = around.length();
    }

    private boolean isLabel(byte[] bytes, int offset, int length) {
        for (byte[] key : labelKeys) {
            if (key.length == length
                    && Arrays.equals(key, 0, length, bytes, offset, offset + length)) {
                return true;
            }
        }
        return false;
    }

    private void scope(Message scope) {
        around.setLength(aroundResource);
        attributes(around, scope);
        text(around, "scope_name", scope, 1);
        text(around, "scope_version", scope, 2);
        number(around, "scope_dropped_attributes_count", scope.number(4));
    }

    private void record(Message log) {
        long observed = log.number(Otlp.LOG_OBSERVED_TIME);
        long time = log.number(Otlp.LOG_TIME);
        time = time != 0 ? time : observed != 0 ? observed : nowNanos;
        Buffer out = entries.begin(stream, time);
        int timestamp = Protobuf.begin(out, TIMESTAMP);
        Protobuf.varint(out, 1, time / SECOND);
        Protobuf.varint(out, 2, time % SECOND);
        Protobuf.end(out, timestamp);
        int line = Protobuf.begin(out, LINE);
        int body = log.field(Otlp.LOG_BODY);
        if (body != Message.NONE && log.value(body, value)) {
            text.append(value, out);
        }
        Protobuf.end(out, line);
        attributes(out, log);
        number(out, "dropped_attributes_count", log.number(7));
        number(out, "flags", log.number(8) & 0xFFFF_FFFFL);
        number(out, "observed_timestamp", observed);
        number(out, "severity_number", log.number(2));
        text(out, "severity_text", log, 3);
        text(out, "event_name", log, 12);
        id(out, "trace_id", log, Otlp.LOG_TRACE_ID);
        id(out, "span_id", log, Otlp.LOG_SPAN_ID);
        out.put(around.bytes(), 0, around.length());
        entries.end();
    }

    private void attributes(Buffer out, Message message) {
        for (int piece = 0; piece < message.size(); piece++) {
            if (message.isAttribute(piece)) {
                attribute(out, message, piece);
            }
        }
    }

    private void attribute(Buffer out, Message message, int piece) {
        int pair = Protobuf.begin(out, METADATA);
        int name = Protobuf.begin(out, 1);
        Labels.name(out, message.bytes(piece), message.keyOffset(piece),
                message.keyLength(piece));
        Protobuf.end(out, name);
        int content = Protobuf.begin(out, 2);
        if (message.value(piece, value)) {
            text.append(value, out);
        }
        Protobuf.end(out, content);
        Protobuf.end(out, pair);
    }

    private static void number(Buffer out, String name, long number) {
        if (number != 0) {
            int pair = Protobuf.begin(out, METADATA);
            Protobuf.ascii(out, 1, name);
            int content = Protobuf.begin(out, 2);
            out.decimal(number);
            Protobuf.end(out, content);
            Protobuf.end(out, pair);
        }
    }

    private static void text(Buffer out, String name, Message message, int field) {
        int piece = message.field(field);
        if (piece != Message.NONE && message.length(piece) > 0) {
            int pair = Protobuf.begin(out, METADATA);
            Protobuf.ascii(out, 1, name);
            Protobuf.bytes(out, 2, message.bytes(piece), message.offset(piece),
                    message.length(piece));
            Protobuf.end(out, pair);
        }
    }

    private static void id(Buffer out, String name, Message message, int field) {
        int piece = message.field(field);
        if (piece != Message.NONE && message.length(piece) > 0) {
            int pair = Protobuf.begin(out, METADATA);
            Protobuf.ascii(out, 1, name);
            int content = Protobuf.begin(out, 2);
            ValueText.hexadecimal(message.bytes(piece), message.offset(piece),
                    message.length(piece), out);
            Protobuf.end(out, content);
            Protobuf.end(out, pair);
        }
    }
}
