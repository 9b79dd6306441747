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

/**
 * Prints batches to standard output: {@code basic} one line for each, {@code detailed} one line for
 * each data point, as {@code system.cpu.time{cpu.mode=user} 12.5 s}. It keeps nothing; what cannot
 * be written, because the reader has gone, is left out.
 */
public final class DebugExporter implements Component, Consumer, Exporter {
    private static final int STANDARD_OUTPUT = 1;
    /** Written out whenever this much is there, so that memory stays small. */
    private static final int OUTPUT_BYTES = 2048;

    private final String id;
    private final FileSystem files;
    private final boolean detailed;
    private final MetricsReader reader = new MetricsReader();
    private final Decimal decimal = new Decimal();
    private final Buffer out = new Buffer(OUTPUT_BYTES + 512);

    public DebugExporter(String id, boolean detailed, FileSystem files) {
        this.id = id;
        this.detailed = detailed;
        this.files = files;
    }

    /** Reads the collector's setting {@code verbosity}: basic, normal (the same here), detailed. */
    public static DebugExporter from(Context context) {
        boolean detailed = context.section.choice("verbosity", 0, "basic", "normal", "detailed")
                == 2;
        context.section.finish();
        return new DebugExporter(context.id, detailed, context.os().files());
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
        out.ascii(id).ascii(": ").decimal(batch.items).ascii(" data points, ")
                .decimal(batch.length).ascii(" bytes\n");
        if (detailed && batch.signal == Batch.Signal.METRICS) {
            reader.over(batch.bytes, batch.offset, batch.length);
            while (reader.nextPoint()) {
                point();
                if (out.length() >= OUTPUT_BYTES) {
                    write();
                }
            }
        }
        write();
        return Outcome.ACCEPTED;
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

    /** Text from the wire; control characters must not reach a terminal. */
    private void text(int offset, int length) {
        byte[] bytes = reader.bytes();
        for (int at = offset; at < offset + length; at++) {
            out.put(bytes[at] >= 0 && bytes[at] < ' ' || bytes[at] == 127 ? '?' : bytes[at]);
        }
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
