package dev.mote.connector;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.ottl.OttlCondition;
import dev.mote.ottl.OttlContext;
import dev.mote.processor.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One metric of {@link CountConnector}: what it counts, and the counts of one resource. */
final class CountedMetric {
    /** An attribute of what is counted that becomes one of the point; null: no default. */
    record Dimension(byte[] key, AnyValue fallback) {
    }

    /** Attributes of a point, encoded, and how often they were seen. */
    private static final class Row {
        final Buffer attributes = new Buffer(32);
        long count;
    }

    final OttlContext context;
    final byte[] name;
    final byte[] description;
    private final OttlCondition[] conditions;
    private final List<Dimension> dimensions;
    private final List<Row> rows = new ArrayList<>();
    private int used;
    private final Message attributes = new Message();
    private final Buffer encoded = new Buffer(32);
    private final AnyValue value = new AnyValue();

    CountedMetric(OttlContext context, String name, String description,
            OttlCondition[] conditions, List<Dimension> dimensions) {
        this.context = context;
        this.name = Settings.utf8(name);
        this.description = Settings.utf8(description);
        this.conditions = conditions;
        this.dimensions = dimensions;
    }

    void count(Item item) {
        boolean counts = conditions.length == 0;
        for (int at = 0; at < conditions.length && !counts; at++) {
            counts = conditions[at].holds(item);
        }
        if (counts && readAttributes(item.at(context.level))) {
            row().count++;
        }
    }

    /** False when an attribute is not there that has no default: then it is not counted. */
    private boolean readAttributes(Message from) {
        attributes.begin(Message.Kind.MAP);
        for (int at = 0; at < dimensions.size(); at++) {
            Dimension dimension = dimensions.get(at);
            int piece = from.attribute(dimension.key);
            if (piece != Message.NONE && from.value(piece, value)) {
                attributes.put(dimension.key, value);
            } else if (dimension.fallback != null) {
                attributes.put(dimension.key, dimension.fallback);
            } else {
                return false;
            }
        }
        attributes.writeTo(encoded.clear());
        return true;
    }

    private Row row() {
        for (int at = 0; at < used; at++) {
            Buffer known = rows.get(at).attributes;
            if (Arrays.equals(known.bytes(), 0, known.length(), encoded.bytes(), 0,
                    encoded.length())) {
                return rows.get(at);
            }
        }
        if (used == rows.size()) {
            rows.add(new Row());
        }
        Row row = rows.get(used++);
        row.attributes.clear().put(encoded.bytes(), 0, encoded.length());
        row.count = 0;
        return row;
    }

    int rows() {
        return used;
    }

    long value(int row) {
        return rows.get(row).count;
    }

    /** Puts the row's attributes on a point. */
    void attributes(int row, Message point) {
        Buffer known = rows.get(row).attributes;
        attributes.begin(Message.Kind.MAP).read(known.bytes(), 0, known.length());
        point.putAll(attributes);
    }

    void clear() {
        used = 0;
    }
}
