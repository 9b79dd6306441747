package dev.mote.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;

/**
 * A request of metrics that Mote makes of what it has seen, with resources as they came. Used over
 * and over.
 *
 * <pre>
 *   made.begin();
 *   made.metric(resource, name, "", "{span}", Otlp.SUM, Otlp.DELTA);
 *   made.point().put(key, value);  made.point().setFixed64(Otlp.AS_INT, 3);
 *   made.add();
 *   made.take(now)
 * </pre>
 */
public final class MadeMetrics {
    private static final int UNIT = 3;
    private static final int DESCRIPTION = 2;

    private final byte[] scope;
    private final Item item = new Item();
    private final Regrouping groups = new Regrouping();
    private final Buffer out = new Buffer(1024);
    private final Batch batch = new Batch();
    private int place;

    /** {@code scope} is the name of who makes them. */
    public MadeMetrics(byte[] scope) {
        this.scope = scope;
    }

    public void begin() {
        groups.clear();
    }

    /** Points that follow belong to this metric. The resource is an encoded Resource. */
    public void metric(byte[] resource, int offset, int length, byte[] name, byte[] description,
            byte[] unit, int dataField, int temporality) {
        item.dataField = dataField;
        item.resource.begin(Message.Kind.RESOURCE).read(resource, offset, offset + length);
        item.scope.begin(Message.Kind.SCOPE).setBytes(1, scope, 0, scope.length);
        item.metric.begin(Message.Kind.METRIC);
        item.metric.setBytes(Otlp.METRIC_NAME, name, 0, name.length);
        if (description.length > 0) {
            item.metric.setBytes(DESCRIPTION, description, 0, description.length);
        }
        item.metric.setBytes(UNIT, unit, 0, unit.length);
        item.data.begin(Message.Kind.DATA).setVarint(Otlp.TEMPORALITY, temporality);
        if (dataField == Otlp.SUM) {
            item.data.setVarint(Otlp.IS_MONOTONIC, 1);
        }
        place = groups.place(item);
        item.record.begin(item.recordKind());
    }

    /** The point to be filled; {@link #add} begins the next one. */
    public Message point() {
        return item.record;
    }

    public void add() {
        groups.append(place, item.record);
        item.record.begin(item.recordKind());
    }

    /** What was made since {@link #begin}: lent. */
    public Batch take(long timeNanos) {
        groups.writeTo(out.clear());
        return batch.set(Batch.Signal.METRICS, out.bytes(), 0, out.length(), groups.items(),
                timeNanos);
    }

    public int points() {
        return groups.items();
    }
}
