package dev.mote.prometheus;

import dev.mote.otlp.AttributeReader;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.ProtobufReader;
import dev.mote.otlp.ValueText;

/** The exemplars of one point, one after the other. */
final class Exemplars {
    /** OpenMetrics 1.0, "Exemplars": labels of one must not have more characters together. */
    private static final int LABELS_CHARACTERS_MAX = 128;
    private static final int FILTERED_ATTRIBUTES = 7;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ProtobufReader in = new ProtobufReader();
    private final AttributeReader attributes = new AttributeReader();
    private final Labels labels = new Labels();
    private byte[] bytes;
    private int at;
    private int end;
    private int field;
    private int from;
    private int to;
    private double value;
    private long timeNanos;

    /** Begins with those of the point that {@code reader} stands at. */
    void over(MetricsReader reader) {
        bytes = reader.bytes();
        at = reader.pointOffset();
        end = at + reader.pointLength();
        field = switch (reader.kind()) {
            case MetricsReader.HISTOGRAM -> 8;
            case MetricsReader.EXPONENTIAL_HISTOGRAM -> 11;
            case MetricsReader.SUMMARY -> 0;
            default -> 5;
        };
    }

    boolean next() {
        in.over(bytes, at, end);
        while (in.nextField()) {
            if (in.field() == field && in.isBytes()) {
                at = in.position();
                from = in.offset();
                to = from + in.length();
                read();
                return true;
            }
        }
        at = end;
        return false;
    }

    private void read() {
        value = 0;
        timeNanos = 0;
        in.over(bytes, from, to);
        while (in.nextField()) {
            if (!in.isBytes()) {
                switch (in.field()) {
                    case 2 -> timeNanos = in.value();
                    case 3 -> value = Double.longBitsToDouble(in.value());
                    case 6 -> value = in.value();
                    default -> { }
                }
            }
        }
    }

    double value() {
        return value;
    }

    void say(Samples.Sink sink) {
        labels.clear();
        int characters = id("trace_id", 5) + id("span_id", 4);
        attributes.over(bytes, from, to, FILTERED_ATTRIBUTES);
        while (attributes.next()) {
            characters += attributes.keyLength() + attributes.textLength();
            if (characters > LABELS_CHARACTERS_MAX || !attributes.isText()) {
                break;
            }
            attributes.appendText(labels.add(bytes, attributes.keyOffset(),
                    attributes.keyLength()));
        }
        sink.exemplar(labels.sorted(), value, timeNanos / NANOS_PER_MILLI);
    }

    /** Adds an id as a label; returns its characters. */
    private int id(String name, int idField) {
        in.over(bytes, from, to);
        while (in.nextField()) {
            if (in.field() == idField && in.isBytes() && in.length() > 0 && in.length() <= 16) {
                ValueText.hexadecimal(bytes, in.offset(), in.length(), labels.add(name));
                return name.length() + 2 * in.length();
            }
        }
        return 0;
    }
}
