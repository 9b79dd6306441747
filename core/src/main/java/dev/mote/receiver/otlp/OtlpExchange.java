package dev.mote.receiver.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.http.Headers;
import dev.mote.server.Answer;
import dev.mote.server.Exchange;

/**
 * One request. A body that comes in one piece is taken from where it lies; one that comes in
 * several is put together first. Memory for it is reserved as soon as its length is known, which is
 * before it is there: gRPC tells it in front of the message, HTTP in the head.
 */
final class OtlpExchange implements Exchange {
    private static final int PREFIX_BYTES = 5;
    /** A body of unknown length gets its memory in steps of this. */
    private static final int STEP_BYTES = 64 << 10;
    private static final String METRICS =
            "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private static final String LOGS = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    private static final String TRACES =
            "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private final Intake intake;
    private final byte[] token;
    private boolean grpc;
    private boolean json;
    private boolean gzip;
    private Batch.Signal signal;
    /** Of the body, or of gRPC's message; -1: not known. */
    private int length;
    private int prefixCount;
    private long reserved;
    private Buffer body;
    /** Whether the body has been taken, with what verdict. */
    private Verdict verdict;

    /** @param token what clients have to send as {@code Authorization}, or null */
    OtlpExchange(Intake intake, byte[] token) {
        this.intake = intake;
        this.token = token;
    }

    @Override
    public boolean begin(Headers request, Answer answer, long nowNanos) {
        verdict = null;
        prefixCount = 0;
        length = -1;
        Verdict refusal = judge(request);
        if (refusal == null && !grpc && request.find("content-length")) {
            refusal = expect(request.number());
        }
        return refusal != null && answer(refusal, answer);
    }

    private Verdict judge(Headers request) {
        boolean typed = request.find("content-type");
        grpc = typed && (request.mediaTypeIs("application/grpc")
                || request.mediaTypeIs("application/grpc+proto"));
        json = typed && request.mediaTypeIs("application/json");
        boolean known = grpc || json || typed && request.mediaTypeIs("application/x-protobuf");
        signal = request.find(":path") ? signal(request) : null;
        if (signal == null) {
            return Verdict.NOT_FOUND;
        }
        if (!request.find(":method") || !request.valueIs("POST")) {
            return Verdict.NOT_POST;
        }
        if (token != null && !(request.find("authorization") && Intake.areSame(request.bytes(),
                request.valueOffset(), request.valueLength(), token))) {
            return Verdict.UNAUTHENTICATED;
        }
        if (!known) {
            return Verdict.MEDIA_TYPE;
        }
        boolean coded = request.find(grpc ? "grpc-encoding" : "content-encoding")
                && !request.valueIs("identity");
        gzip = coded && request.valueIs("gzip");
        return coded && !gzip ? Verdict.ENCODING
                : intake.next.takes(signal) ? null : Verdict.NO_PIPELINE;
    }

    private Batch.Signal signal(Headers path) {
        return path.valueIs(grpc ? METRICS : "/v1/metrics") ? Batch.Signal.METRICS
                : path.valueIs(grpc ? LOGS : "/v1/logs") ? Batch.Signal.LOGS
                : path.valueIs(grpc ? TRACES : "/v1/traces") ? Batch.Signal.TRACES : null;
    }

    /** The body will have so many bytes. */
    private Verdict expect(long bytes) {
        if (bytes > intake.requestBytesMax) {
            return Verdict.TOO_LARGE;
        }
        length = (int) bytes;
        return reserve(bytes);
    }

    private Verdict reserve(long bytes) {
        if (!intake.reserve(bytes)) {
            return Verdict.BUSY;
        }
        reserved += bytes;
        return null;
    }

    @Override
    public boolean content(byte[] bytes, int offset, int count, Answer answer, long nowNanos) {
        Verdict refusal = grpc ? takeMessage(bytes, offset, offset + count)
                : takeBody(bytes, offset, count);
        return refusal != null && answer(refusal, answer);
    }

    private Verdict takeMessage(byte[] bytes, int offset, int end) {
        int at = offset;
        while (prefixCount < PREFIX_BYTES && at < end) {
            int next = bytes[at++] & 0xFF;
            if (prefixCount == 0) {
                // The flag decides: a sender may leave a small message as it is.
                gzip &= next == 1;
                if (next > 1 || next == 1 && !gzip) {
                    return Verdict.MALFORMED;
                }
                length = 0;
            } else {
                // A length beyond 2^31 becomes one that is too large.
                length = length > Integer.MAX_VALUE >> 8 ? Integer.MAX_VALUE : length << 8 | next;
            }
            prefixCount++;
            if (prefixCount == PREFIX_BYTES) {
                Verdict refusal = expect(length);
                if (refusal != null) {
                    return refusal;
                }
            }
        }
        return at < end ? takeBody(bytes, at, end - at) : null;
    }

    private Verdict takeBody(byte[] bytes, int offset, int count) {
        int have = body == null ? 0 : body.length();
        if (verdict != null || length >= 0 && have + count > length) {
            return Verdict.MALFORMED;
        }
        if (have == 0 && count == length) {
            verdict = intake.take(signal, gzip, json, bytes, offset, count);
            return null;
        }
        if (length < 0) {
            if (have + count > intake.requestBytesMax) {
                return Verdict.TOO_LARGE;
            }
            long missing = have + count - reserved;
            Verdict refusal = missing > 0 ? reserve(Math.max(missing, STEP_BYTES)) : null;
            if (refusal != null) {
                return refusal;
            }
        }
        if (body == null) {
            body = intake.takeBody(Math.max(length, count));
        }
        body.put(bytes, offset, count);
        if (body.length() == length) {
            takeWhole();
        }
        return null;
    }

    private void takeWhole() {
        verdict = intake.take(signal, gzip, json, body.bytes(), 0, body.length());
        giveBack();
    }

    @Override
    public void end(Answer answer, long nowNanos) {
        if (verdict == null && length < 0 && body != null && !grpc) {
            takeWhole();
        }
        boolean empty = verdict == null && body == null
                && (grpc ? prefixCount == PREFIX_BYTES && length == 0 : length <= 0);
        answer(verdict != null ? verdict : empty && !json ? Verdict.ACCEPTED : Verdict.MALFORMED,
                answer);
    }

    private boolean answer(Verdict verdict, Answer answer) {
        if (verdict != Verdict.ACCEPTED) {
            intake.counters.refused(verdict);
        }
        if (grpc) {
            intake.reply.grpc(verdict, answer);
        } else {
            intake.reply.http(verdict, json, answer);
        }
        return true;
    }

    private void giveBack() {
        if (body != null) {
            intake.giveBody(body);
            body = null;
        }
        intake.release(reserved);
        reserved = 0;
    }

    @Override
    public void close() {
        giveBack();
    }
}
