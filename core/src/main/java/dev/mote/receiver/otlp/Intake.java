package dev.mote.receiver.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.bytes.Inflate;
import dev.mote.component.Batch;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;
import dev.mote.os.Clock;
import dev.mote.otlp.OtlpJsonReader;
import dev.mote.otlp.OtlpValidator;
import java.util.Arrays;

/**
 * What all requests of a receiver have in common: the memory that their bodies may take together,
 * and the way of a whole body to the pipeline.
 */
final class Intake {
    /** Memory of usual requests is kept for the next ones; that of larger ones is let go. */
    private static final int BODY_KEPT_MAX = 1 << 20;
    /** Of the memory that bodies may take, a sixteenth stays for those that come next. */
    private static final int KEPT_SHARE = 16;
    private static final int SCRATCH_BYTES = 16 << 10;

    final Consumer next;
    final ReceiverCounters counters;
    /** A request's bytes, decompressed, at most. */
    final int requestBytesMax;
    final Reply reply = new Reply();
    private final Clock clock;
    private final long bytesMax;
    private long bytes;
    private final OtlpValidator validator = new OtlpValidator();
    private final Batch batch = new Batch();
    private Buffer[] bodies = new Buffer[4];
    private int bodiesKept;
    private long bodiesKeptBytes;
    /** Made when somebody needs it. */
    private Inflate inflate;
    private Buffer inflated;
    private OtlpJsonReader json;
    private Buffer transcoded;

    Intake(Consumer next, ReceiverCounters counters, Clock clock, int requestBytesMax,
            long bytesMax) {
        this.next = next;
        this.counters = counters;
        this.clock = clock;
        this.requestBytesMax = requestBytesMax;
        this.bytesMax = bytesMax;
    }

    /** Reserves memory for bytes that will come; false when there is none. */
    boolean reserve(long count) {
        if (bytes + count > bytesMax) {
            return false;
        }
        bytes += count;
        return true;
    }

    void release(long count) {
        bytes -= count;
    }

    /** Memory for a body of so many bytes; or of unknown length, with 0. */
    Buffer takeBody(int length) {
        Buffer body;
        if (bodiesKept > 0) {
            body = bodies[--bodiesKept].clear();
            bodiesKeptBytes -= body.bytes().length;
        } else {
            body = new Buffer(Math.max(SCRATCH_BYTES, length));
        }
        body.reserve(length);
        return body;
    }

    void giveBody(Buffer body) {
        int length = body.bytes().length;
        if (length > BODY_KEPT_MAX || bodiesKeptBytes + length > bytesMax / KEPT_SHARE) {
            return;
        }
        if (bodiesKept == bodies.length) {
            bodies = Arrays.copyOf(bodies, 2 * bodiesKept);
        }
        bodies[bodiesKept++] = body;
        bodiesKeptBytes += length;
    }

    /** Takes a whole body. Its bytes are lent, and may be mended where they are not UTF-8. */
    Verdict take(Batch.Signal signal, boolean gzip, boolean isJson, byte[] body, int offset,
            int length) {
        if (!gzip) {
            return isJson ? transcode(signal, body, offset, length)
                    : handOn(signal, body, offset, length);
        }
        if (inflate == null) {
            inflate = new Inflate();
            inflated = new Buffer(SCRATCH_BYTES);
        }
        int result = inflate.gunzip(body, offset, length, inflated.clear(), requestBytesMax);
        Verdict verdict = result == Inflate.TOO_LARGE ? Verdict.TOO_LARGE
                : result < 0 ? Verdict.MALFORMED_GZIP
                : take(signal, false, isJson, inflated.bytes(), 0, inflated.length());
        if (inflated.bytes().length > BODY_KEPT_MAX) {
            inflated = new Buffer(SCRATCH_BYTES);
        }
        return verdict;
    }

    private Verdict transcode(Batch.Signal signal, byte[] body, int offset, int length) {
        if (json == null) {
            json = new OtlpJsonReader();
            transcoded = new Buffer(SCRATCH_BYTES);
        }
        Verdict verdict = !json.read(signal, body, offset, length, transcoded.clear())
                ? Verdict.MALFORMED : handOn(signal, transcoded.bytes(), 0, transcoded.length());
        if (transcoded.bytes().length > BODY_KEPT_MAX) {
            transcoded = new Buffer(SCRATCH_BYTES);
        }
        return verdict;
    }

    private Verdict handOn(Batch.Signal signal, byte[] body, int offset, int length) {
        int items = validator.items(signal, body, offset, length);
        if (items < 0) {
            return Verdict.MALFORMED;
        }
        counters.mendedTexts.add(validator.takeMended());
        if (items == 0) {
            return Verdict.ACCEPTED;
        }
        Outcome outcome = next.consume(batch.set(signal, body, offset, length, items,
                clock.wallNanos()));
        switch (outcome) {
            case ACCEPTED -> {
                counters.accepted(signal, items);
                return Verdict.ACCEPTED;
            }
            case RETRY_LATER -> {
                return Verdict.LATER;
            }
            default -> {
                counters.rejected(signal, items);
                return Verdict.REJECTED;
            }
        }
    }

    /** Whether two texts are the same; takes as long for each of them. */
    static boolean areSame(byte[] bytes, int offset, int length, byte[] expected) {
        int difference = length ^ expected.length;
        for (int at = 0; at < expected.length; at++) {
            difference |= expected[at] ^ (at < length ? bytes[offset + at] : 0);
        }
        return difference == 0;
    }

    /** The text's bytes; null for none. */
    static byte[] bytes(String text) {
        Buffer out = new Buffer(64).utf8(text);
        return Arrays.copyOf(out.bytes(), out.length());
    }
}
