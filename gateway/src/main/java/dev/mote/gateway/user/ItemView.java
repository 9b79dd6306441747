package dev.mote.gateway.user;

import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The item where the rewriter stands, and what is to become of it. */
final class ItemView implements UserItem {
    /** Of Metric and of Span, in the order of {@link Kind}; a log record has no name. */
    private static final int METRIC_NAME = 1;
    private static final int SPAN_NAME = 5;
    private static final int LOG_BODY = 5;

    private final AnyValue value = new AnyValue();
    /** What was set; null: removed. */
    private final Map<String, Object> changes = new LinkedHashMap<>();
    private Item item;

    ItemView over(Item item) {
        this.item = item;
        changes.clear();
        return this;
    }

    @Override
    public Kind kind() {
        return switch (item.signal) {
            case METRICS -> Kind.DATA_POINT;
            case LOGS -> Kind.LOG_RECORD;
            case TRACES -> Kind.SPAN;
        };
    }

    @Override
    public String name() {
        return switch (item.signal) {
            case METRICS -> text(item.metric, METRIC_NAME);
            case LOGS -> "";
            case TRACES -> text(item.record, SPAN_NAME);
        };
    }

    private static String text(Message message, int field) {
        int piece = message.field(field);
        return piece == Message.NONE ? "" : new String(message.bytes(piece),
                message.offset(piece), message.length(piece), StandardCharsets.UTF_8);
    }

    @Override
    public String body() {
        int piece = kind() == Kind.LOG_RECORD ? item.record.field(LOG_BODY) : Message.NONE;
        return read(item.record, piece) instanceof String text ? text : null;
    }

    @Override
    public Object attribute(String key) {
        return changes.containsKey(key) ? changes.get(key) : find(item.record, key);
    }

    @Override
    public Object resourceAttribute(String key) {
        return find(item.resource, key);
    }

    private Object find(Message message, String key) {
        return read(message, message.attribute(key.getBytes(StandardCharsets.UTF_8)));
    }

    private Object read(Message message, int piece) {
        if (piece == Message.NONE || !message.value(piece, value)) {
            return null;
        }
        return switch (value.kind()) {
            case AnyValue.STRING -> new String(value.bytes(), value.offset(), value.length(),
                    StandardCharsets.UTF_8);
            case AnyValue.BOOLEAN -> value.number() != 0;
            case AnyValue.INTEGER -> value.number();
            case AnyValue.DOUBLE -> value.real();
            default -> null;
        };
    }

    @Override
    public void set(String key, Object to) {
        if (!(to instanceof String || to instanceof Long || to instanceof Double
                || to instanceof Boolean || to instanceof Integer)) {
            throw new IllegalArgumentException("an attribute is a String, Long, Double or Boolean,"
                    + " not " + (to == null ? "null; use remove" : to.getClass().getName()));
        }
        changes.put(key, to instanceof Integer number ? Long.valueOf(number) : to);
    }

    @Override
    public void remove(String key) {
        changes.put(key, null);
    }

    /** Writes what was changed. */
    void apply() {
        changes.forEach((key, to) -> {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            if (to == null) {
                item.record.removeAll(bytes);
            } else {
                item.record.put(bytes, encode(to));
            }
        });
    }

    private AnyValue encode(Object to) {
        if (to instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return value.string(bytes, 0, bytes.length);
        }
        return to instanceof Boolean bool ? value.bool(bool)
                : to instanceof Double real ? value.real(real) : value.integer((Long) to);
    }
}
