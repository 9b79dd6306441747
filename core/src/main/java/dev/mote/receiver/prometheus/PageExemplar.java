package dev.mote.receiver.prometheus;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.Utf8;

/** An exemplar as OTLP's: of its labels, {@code trace_id} and {@code span_id} are ids. */
final class PageExemplar {
    private static final int FILTERED_ATTRIBUTES = 7;
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Buffer id = new Buffer(TRACE_ID_BYTES);

    /** Appends the exemplar of the page's sample as field {@code field}. */
    void write(PageReader page, int field, Buffer out) {
        long millis = page.exemplarMillis();
        write(page.exemplar(), page.exemplarValue(), millis == PageReader.NO_TIME ? 0 : millis,
                field, out);
    }

    /** Appends an exemplar; {@code millis}: 0: it has no time. */
    void write(LabelSet labels, double value, long millis, int field, Buffer out) {
        int exemplar = Protobuf.begin(out, field);
        if (millis != 0) {
            Protobuf.fixed64(out, 2, millis * NANOS_PER_MILLI);
        }
        Protobuf.fixed64(out, 3, Double.doubleToRawLongBits(value));
        for (int label = 0; label < labels.count(); label++) {
            if (isId(labels, label, "trace_id", TRACE_ID_BYTES)) {
                Protobuf.bytes(out, 5, id.bytes(), 0, TRACE_ID_BYTES);
            } else if (isId(labels, label, "span_id", SPAN_ID_BYTES)) {
                Protobuf.bytes(out, 4, id.bytes(), 0, SPAN_ID_BYTES);
            } else {
                attribute(labels, label, out);
            }
        }
        Protobuf.end(out, exemplar);
    }

    private boolean isId(LabelSet labels, int label, String name, int count) {
        int from = labels.valueFrom(label);
        if (labels.valueTo(label) - from != 2 * count || !labels.isCalled(label, name)) {
            return false;
        }
        id.clear();
        int wrong = 0;
        for (int at = from; at < from + 2 * count; at += 2) {
            int high = Ascii.hexadecimal(labels.bytes()[at]);
            int low = Ascii.hexadecimal(labels.bytes()[at + 1]);
            wrong |= high | low;
            id.put(high << 4 | low);
        }
        return wrong >= 0;
    }

    private static void attribute(LabelSet labels, int label, Buffer out) {
        byte[] bytes = labels.bytes();
        int attribute = Protobuf.begin(out, FILTERED_ATTRIBUTES);
        int key = Protobuf.begin(out, 1);
        int from = labels.nameFrom(label);
        Utf8.copyValid(bytes, from, labels.nameTo(label) - from, out);
        Protobuf.end(out, key);
        int any = Protobuf.begin(out, 2);
        int value = Protobuf.begin(out, 1);
        from = labels.valueFrom(label);
        Utf8.copyValid(bytes, from, labels.valueTo(label) - from, out);
        Protobuf.end(out, value);
        Protobuf.end(out, any);
        Protobuf.end(out, attribute);
    }
}
