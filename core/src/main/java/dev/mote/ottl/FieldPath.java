package dev.mote.ottl;

import dev.mote.bytes.Buffer;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Item;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.ValueText;

/** A field of a message, by its kind and number as {@link OttlContext} has them. */
final class FieldPath extends Path {
    private static final String GETS_ONLY = "xXKCE";

    /**
     * s text, n integer (varint), u integer (fixed64), a any value, x id, X id as hexadecimal
     * text, S and T number and text in a span's status, D and M number and truth in a metric's
     * data, K the metric's type, v and w double and integer of a number point, C and E count and
     * sum of other points.
     */
    private final char kind;
    private final int field;
    private final Message status = new Message();
    private final Buffer room = new Buffer(32);

    FieldPath(char kind, int field, OttlContext context, String text) {
        super(types(kind), context, text);
        this.kind = kind;
        this.field = field;
    }

    private static int types(char kind) {
        return switch (kind) {
            case 's', 'X', 'T' -> STRING;
            case 'x' -> BYTES;
            case 'a' -> ANY;
            case 'M' -> BOOLEAN;
            case 'v', 'E' -> DOUBLE | NIL;
            case 'w', 'C' -> INTEGER | NIL;
            default -> INTEGER;
        };
    }

    @Override
    boolean canBeSet() {
        return GETS_ONLY.indexOf(kind) < 0;
    }

    @Override
    AnyValue value(Item item) {
        Message message = item.at(context.level);
        return switch (kind) {
            case 's', 'x', 'X' -> range(message, kind == 'x' ? AnyValue.BYTES : AnyValue.STRING);
            case 'a' -> any(message);
            case 'S' -> result.integer(status(message).number(field));
            case 'T' -> range(status(message), AnyValue.STRING);
            case 'D' -> result.integer(item.data.number(field));
            case 'M' -> result.bool(item.data.number(field) != 0);
            case 'K' -> result.integer(type(item.dataField));
            case 'v', 'w', 'C', 'E' -> ofPoint(message);
            default -> result.integer(message.number(field));
        };
    }

    private AnyValue range(Message message, int as) {
        int piece = message.field(field);
        if (piece == Message.NONE || message.offset(piece) == Message.NONE) {
            return result.range(as, room.bytes(), 0, 0);
        }
        result.range(as, message.bytes(piece), message.offset(piece), message.length(piece));
        if (kind == 'X') {
            ValueText.hexadecimal(result.bytes(), result.offset(), result.length(), room.clear());
            result.string(room.bytes(), 0, room.length());
        }
        return result;
    }

    private AnyValue any(Message message) {
        int piece = message.field(field);
        boolean there = piece != Message.NONE && message.offset(piece) != Message.NONE
                && message.value(piece, result);
        return there ? result : result.nothing();
    }

    private Message status(Message span) {
        int piece = span.field(Otlp.SPAN_STATUS);
        status.begin(Message.Kind.STATUS);
        if (piece != Message.NONE && span.offset(piece) != Message.NONE) {
            int from = span.offset(piece);
            status.read(span.bytes(piece), from, from + span.length(piece));
        }
        return status;
    }

    private static int type(int dataField) {
        return switch (dataField) {
            case Otlp.GAUGE -> 1;
            case Otlp.SUM -> 2;
            case Otlp.HISTOGRAM -> 3;
            case Otlp.EXPONENTIAL -> 4;
            case Otlp.SUMMARY -> 5;
            default -> 0;
        };
    }

    /** The same number means another field in another kind of point. */
    private AnyValue ofPoint(Message point) {
        boolean isNumber = point.kind() == Message.Kind.NUMBER;
        boolean wanted = isNumber == (kind == 'v' || kind == 'w');
        if (!wanted || point.field(field) == Message.NONE) {
            return result.nothing();
        }
        return kind == 'v' || kind == 'E'
                ? result.real(Double.longBitsToDouble(point.number(field)))
                : result.integer(point.number(field));
    }

    @Override
    void set(Item item, AnyValue value) {
        Message message = item.at(context.level);
        boolean isText = value.isString();
        boolean isInteger = value.kind() == AnyValue.INTEGER;
        switch (kind) {
            case 's' -> {
                if (isText) {
                    message.setBytes(field, value.bytes(), value.offset(), value.length());
                }
            }
            case 'a' -> message.setValue(field, value);
            case 'S', 'T' -> setStatus(message, value);
            case 'M' -> {
                if (value.kind() == AnyValue.BOOLEAN) {
                    item.data.setVarint(field, value.number());
                }
            }
            case 'v', 'w' -> setNumber(message, value);
            default -> {
                if (isInteger && kind == 'u') {
                    message.setFixed64(field, value.number());
                } else if (isInteger) {
                    (kind == 'D' ? item.data : message).setVarint(field, value.number());
                }
            }
        }
    }

    private void setStatus(Message span, AnyValue value) {
        Message status = status(span);
        if (kind == 'S' && value.kind() == AnyValue.INTEGER) {
            status.setVarint(field, value.number());
        } else if (kind == 'T' && value.isString()) {
            status.setBytes(field, value.bytes(), value.offset(), value.length());
        }
        if (status.isChanged()) {
            status.writeTo(room.clear());
            span.setBytes(Otlp.SPAN_STATUS, room.bytes(), 0, room.length());
        }
    }

    /** A point has either a double or an integer. */
    private void setNumber(Message point, AnyValue value) {
        boolean real = value.kind() == AnyValue.DOUBLE && kind == 'v';
        boolean integer = value.kind() == AnyValue.INTEGER && kind == 'w';
        if (point.kind() == Message.Kind.NUMBER && (real || integer)) {
            point.clear(real ? Otlp.AS_INT : Otlp.AS_DOUBLE);
            point.setFixed64(field, value.number());
        }
    }
}
