package dev.mote.receiver.influx;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Inflate;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.Outcome;
import dev.mote.os.Clock;
import dev.mote.otlp.OtlpValidator;
import dev.mote.otlp.Protobuf;
import dev.mote.semconv.MoteMetrics;
import dev.mote.telemetry.Telemetry.Counter;

/** The way of a whole body to the pipeline, and the memory that bodies take together. */
final class InfluxIntake {
    /** What was made of a body. */
    enum Verdict {
        TAKEN, PARTLY, LATER, REJECTED, MALFORMED_GZIP, TOO_LARGE
    }

    private static final int KEPT_MAX = 1 << 20;

    /** A request's bytes, decompressed, at most. */
    final int requestBytesMax;
    /** Null: clients need none. */
    final byte[] token;
    final InfluxLines lines = new InfluxLines();
    private final Consumer next;
    private final Clock clock;
    private final long bytesMax;
    private long bytes;
    private final Inflate inflate = new Inflate();
    private Buffer inflated = new Buffer(1024);
    private Buffer out = new Buffer(1024);
    private final OtlpValidator validator = new OtlpValidator();
    private final Batch batch = new Batch();
    private final Counter accepted;
    private final Counter rejected;
    private final Counter mended;
    private final Counter badLines;
    private final Counter textFields;

    InfluxIntake(Context context, Consumer next, int requestBytesMax, long bytesMax,
            byte[] token) {
        this.next = next;
        this.requestBytesMax = requestBytesMax;
        this.bytesMax = bytesMax;
        this.token = token;
        clock = context.os().clock();
        accepted = context.telemetry.counter(MoteMetrics.RECEIVER_ACCEPTED_ITEMS,
                MoteMetrics.RECEIVER, context.id, MoteMetrics.SIGNAL, "metrics");
        rejected = context.telemetry.counter(MoteMetrics.RECEIVER_REJECTED_ITEMS,
                MoteMetrics.RECEIVER, context.id, MoteMetrics.SIGNAL, "metrics");
        mended = context.telemetry.counter(MoteMetrics.RECEIVER_MENDED_TEXTS,
                MoteMetrics.RECEIVER, context.id);
        badLines = leftOut(context, "malformed_line");
        textFields = leftOut(context, "text_field");
    }

    private static Counter leftOut(Context context, String reason) {
        return context.telemetry.counter(MoteMetrics.RECEIVER_LEFT_OUT, MoteMetrics.RECEIVER,
                context.id, MoteMetrics.REASON, reason);
    }

    /** Reserves memory for bytes that have come; false when there is none. */
    boolean reserve(long count) {
        boolean fits = bytes + count <= bytesMax;
        bytes += fits ? count : 0;
        return fits;
    }

    void release(long count) {
        bytes -= count;
    }

    /** Takes a body; nothing of it is kept. */
    Verdict take(boolean gzip, long unitNanos, byte[] body, int offset, int length) {
        if (!gzip) {
            return handOn(unitNanos, body, offset, length);
        }
        int result = inflate.gunzip(body, offset, length, inflated.clear(), requestBytesMax);
        Verdict verdict = result == Inflate.TOO_LARGE ? Verdict.TOO_LARGE
                : result < 0 ? Verdict.MALFORMED_GZIP
                : handOn(unitNanos, inflated.bytes(), 0, inflated.length());
        inflated = inflated.bytes().length > KEPT_MAX ? new Buffer(1024) : inflated;
        return verdict;
    }

    private Verdict handOn(long unitNanos, byte[] body, int offset, int length) {
        long nowNanos = clock.wallNanos();
        int resource = Protobuf.begin(out.clear(), 1);
        int scope = Protobuf.begin(out, 2);
        lines.read(body, offset, length, unitNanos, nowNanos, out);
        Protobuf.end(out, scope);
        Protobuf.end(out, resource);
        Outcome outcome = Outcome.ACCEPTED;
        if (lines.points() > 0) {
            // Counts nothing new, and mends what is not UTF-8.
            validator.items(Batch.Signal.METRICS, out.bytes(), 0, out.length());
            outcome = next.consume(batch.set(Batch.Signal.METRICS, out.bytes(), 0, out.length(),
                    lines.points(), nowNanos));
        }
        out = out.bytes().length > KEPT_MAX ? new Buffer(1024) : out;
        return outcome == Outcome.RETRY_LATER ? Verdict.LATER : count(outcome);
    }

    private Verdict count(Outcome outcome) {
        (outcome == Outcome.ACCEPTED ? accepted : rejected).add(lines.points());
        mended.add(validator.takeMended());
        badLines.add(lines.badLines());
        textFields.add(lines.textFields());
        return outcome == Outcome.REJECTED ? Verdict.REJECTED
                : lines.badLines() > 0 ? Verdict.PARTLY : Verdict.TAKEN;
    }
}
