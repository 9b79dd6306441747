package dev.mote.exporter.debug;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Decimal;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.exporter.Exporter;
import dev.mote.os.FileSystem;
import dev.mote.otlp.MetricsReader;
import dev.mote.otlp.OtlpJson;

/**
 * Prints batches to standard output: {@code basic} one line for each; {@code normal} also one for
 * each data point, log record or span, as {@code system.cpu.time{cpu.mode=user} 12.5 s}; {@code
 * detailed} all of it, as indented OTLP/JSON. It keeps nothing; what cannot be written, because
 * the reader has gone, is left out.
 */
public final class DebugExporter implements Component, Consumer, Exporter {
    /** How much is printed. */
    public enum Verbosity {
        BASIC, NORMAL, DETAILED
    }

    private static final int STANDARD_OUTPUT = 1;
    /** Written out whenever this much is there, so that memory stays small. */
    private static final int OUTPUT_BYTES = 2048;

    private final String id;
    private final FileSystem files;
    private final Verbosity verbosity;
    private final MetricsReader reader = new MetricsReader();
    private final Decimal decimal = new Decimal();
    private final Buffer out = new Buffer(OUTPUT_BYTES + 512);
    private final RecordLines records = new RecordLines(out, this);

    public DebugExporter(String id, Verbosity verbosity, FileSystem files) {
        this.id = id;
        this.verbosity = verbosity;
        this.files = files;
    }

    /** Reads the collector's setting {@code verbosity}. */
    public static DebugExporter from(Context context) {
        int verbosity = context.section.choice("verbosity", 0, "basic", "normal", "detailed");
        context.section.finish();
        return new DebugExporter(context.id, Verbosity.values()[verbosity],
                context.os().files());
    }

    @Override
    public String destination() {
        return "standard output";
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Outcome consume(Batch batch) {
        out.clear();
        out.ascii(id).ascii(": ").decimal(batch.items).ascii(switch (batch.signal) {
            case METRICS -> " data points, ";
            case LOGS -> " log records, ";
            case TRACES -> " spans, ";
        }).decimal(batch.length).ascii(" bytes\n");
        if (verbosity == Verbosity.DETAILED) {
            json(batch);
        } else if (verbosity == Verbosity.NORMAL && batch.signal != Batch.Signal.METRICS) {
            records.write(batch);
        } else if (verbosity == Verbosity.NORMAL) {
            reader.over(batch.bytes, batch.offset, batch.length);
            while (reader.nextPoint()) {
                point();
                writeWhenFull();
            }
        }
        write();
        return Outcome.ACCEPTED;
    }

    private void json(Batch batch) {
        Buffer json = new Buffer(2 * batch.length);
        OtlpJson.request(batch.signal, batch.bytes, batch.offset, batch.length, json);
        int depth = 0;
        boolean quoted = false;
        for (int at = 0; at < json.length(); at++) {
            int each = json.bytes()[at];
            quoted ^= each == '"' && !isEscaped(json, at);
            boolean opens = !quoted && (each == '{' || each == '[');
            boolean closes = !quoted && (each == '}' || each == ']');
            boolean isEmpty = closes && json.bytes()[at - 1] == each - 2;
            depth += opens ? 1 : closes ? -1 : 0;
            if (closes && !isEmpty) {
                line(depth);
            }
            out.put(each == 127 ? '?' : each);
            if (!quoted && each == ',' || opens && json.bytes()[at + 1] != each + 2) {
                line(depth);
            } else if (!quoted && each == ':') {
                out.put(' ');
            }
            writeWhenFull();
        }
        out.put('\n');
    }

    private static boolean isEscaped(Buffer json, int at) {
        int slashes = 0;
        while (at - slashes > 0 && json.bytes()[at - slashes - 1] == '\\') {
            slashes++;
        }
        return (slashes & 1) == 1;
    }

    private void line(int depth) {
        out.put('\n');
        for (int at = 0; at < depth; at++) {
            out.ascii("  ");
        }
    }

    void writeWhenFull() {
        if (out.length() >= OUTPUT_BYTES) {
            write();
        }
    }

    private void point() {
        text(reader.nameOffset(), reader.nameLength());
        char separator = '{';
        while (reader.nextAttribute()) {
            out.put(separator);
            text(reader.keyOffset(), reader.keyLength());
            out.put('=');
            if (reader.attributeIsText()) {
                text(reader.textOffset(), reader.textLength());
            } else {
                out.decimal(reader.attributeNumber());
            }
            separator = ',';
        }
        out.ascii(separator == ',' ? "} " : " ");
        if (reader.isInteger()) {
            out.decimal(reader.longValue());
        } else {
            decimal.append(out, reader.doubleValue());
        }
        if (reader.unitLength() > 0) {
            out.put(' ');
            text(reader.unitOffset(), reader.unitLength());
        }
        out.put('\n');
    }

    private void text(int offset, int length) {
        RecordLines.printable(out, reader.bytes(), offset, length);
    }

    private void write() {
        int written = 0;
        while (written < out.length()) {
            int count = files.write(STANDARD_OUTPUT, FileSystem.HERE, out.bytes(), written,
                    out.length() - written);
            if (count <= 0) {
                break;
            }
            written += count;
        }
        out.clear();
    }

    @Override
    public int doWork(long nowNanos) {
        return 0;
    }

    @Override
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        // Nothing is kept.
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
