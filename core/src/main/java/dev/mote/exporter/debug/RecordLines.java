package dev.mote.exporter.debug;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.otlp.AnyValue;
import dev.mote.otlp.Edit;
import dev.mote.otlp.Item;
import dev.mote.otlp.Level;
import dev.mote.otlp.Message;
import dev.mote.otlp.Otlp;
import dev.mote.otlp.Rewriter;
import dev.mote.otlp.ValueText;

/**
 * Log records and spans as lines: {@code connection lost{user=anna} warn=13}, {@code
 * checkout{http.route=/pay} 5b8aa5a2d2c872e8321cf37308d69df2 051581bf3cb55c13 1.5 ms}. It walks
 * through a request as an edit does, and leaves all out.
 */
final class RecordLines implements Edit {
    private final Rewriter walk = new Rewriter(this);
    private final Buffer out;
    private final DebugExporter exporter;
    private final Buffer text = new Buffer(128);
    private final ValueText values = new ValueText();
    private final AnyValue value = new AnyValue();

    /** Appends lines to the exporter's output. */
    RecordLines(Buffer out, DebugExporter exporter) {
        this.out = out;
        this.exporter = exporter;
    }

    void write(Batch batch) {
        if (!walk.rewrite(batch)) {
            out.ascii("  (what follows is malformed)\n");
        }
    }

    @Override
    public boolean wants(Level level) {
        return level == Level.RECORD;
    }

    @Override
    public boolean keep(Level level, Item item) {
        Message record = item.record;
        if (item.signal == Batch.Signal.LOGS) {
            log(record);
        } else {
            span(record);
        }
        out.put('\n');
        exporter.writeWhenFull();
        return false;
    }

    private void log(Message record) {
        int body = record.field(Otlp.LOG_BODY);
        if (body != Message.NONE && record.value(body, value)) {
            show();
        }
        attributes(record);
        int level = record.field(Otlp.LOG_SEVERITY_TEXT);
        if (level != Message.NONE) {
            value.string(record.bytes(level), record.offset(level), record.length(level));
            out.put(' ');
            show();
        }
        long severity = record.number(Otlp.LOG_SEVERITY);
        if (severity != 0) {
            out.ascii(" severity=").decimal(severity);
        }
    }

    private void span(Message record) {
        int name = record.field(Otlp.SPAN_NAME);
        if (name != Message.NONE) {
            value.string(record.bytes(name), record.offset(name), record.length(name));
            show();
        }
        attributes(record);
        id(record, Otlp.SPAN_TRACE_ID);
        id(record, Otlp.SPAN_ID);
        long micros = (record.number(Otlp.SPAN_END) - record.number(Otlp.SPAN_START)) / 1000;
        out.put(' ').decimal(micros).ascii(" us");
    }

    private void id(Message record, int field) {
        int id = record.field(field);
        if (id != Message.NONE) {
            out.put(' ');
            ValueText.hexadecimal(record.bytes(id), record.offset(id), record.length(id), out);
        }
    }

    private void attributes(Message record) {
        char separator = '{';
        for (int piece = 0; piece < record.size(); piece++) {
            if (record.isAttribute(piece) && record.value(piece, value)) {
                out.put(separator);
                printable(out, record.bytes(piece), record.keyOffset(piece),
                        record.keyLength(piece));
                out.put('=');
                show();
                separator = ',';
            }
        }
        out.ascii(separator == ',' ? "}" : "");
    }

    private void show() {
        values.append(value, text.clear());
        printable(out, text.bytes(), 0, text.length());
    }

    /** Text from the wire; control characters must not reach a terminal. */
    static void printable(Buffer out, byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            out.put(bytes[at] >= 0 && bytes[at] < ' ' || bytes[at] == 127 ? '?' : bytes[at]);
        }
    }
}
