package dev.mote.receiver.influx;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.server.Answer;
import dev.mote.server.Exchange;

/**
 * One request: {@code /write} as InfluxDB 1 has it, {@code /api/v2/write} as 2 and 3 do. Others are
 * answered so that clients begin to write: {@code /ping}, {@code /health}, and {@code /query}, with
 * which they want to make their database.
 */
final class InfluxExchange implements Exchange {
    private static final long SECOND = 1_000_000_000L;

    private final InfluxIntake intake;
    private boolean second;
    private boolean gzip;
    private long unitNanos;
    /** Of the body; -1: not known. */
    private long length;
    private Buffer body;
    private long reserved;
    private InfluxIntake.Verdict verdict;

    InfluxExchange(InfluxIntake intake) {
        this.intake = intake;
    }

    @Override
    public boolean begin(Headers request, Answer answer, long nowNanos) {
        verdict = null;
        length = request.find("content-length") ? request.number() : -1;
        boolean coded = request.find("content-encoding") && !request.valueIs("identity");
        gzip = coded && request.valueIs("gzip");
        boolean posted = request.find(":method") && request.valueIs("POST");
        boolean allowed = intake.token == null || isAllowed(request);
        String path = request.find(":path") ? text(request) : "";
        int query = path.indexOf('?');
        String name = query < 0 ? path : path.substring(0, query);
        second = name.equals("/api/v2/write");
        if (name.equals("/ping") || name.equals("/health")) {
            answer.status(204);
            return true;
        }
        if (!allowed) {
            return refuse(answer, 401, "unauthorized", "the token is not the right one");
        }
        if (name.equals("/query")) {
            answer.header("content-type", "application/json").body()
                    .ascii("{\"results\":[{\"statement_id\":0}]}");
            return true;
        }
        if (!second && !name.equals("/write")) {
            return refuse(answer, 404, "not found", "there are /write and /api/v2/write");
        }
        unitNanos = unit(path, query);
        if (!posted || unitNanos == 0 || coded && !gzip) {
            return refuse(answer, posted ? coded && !gzip ? 415 : 400 : 405, "invalid", !posted
                    ? "lines are POSTed" : unitNanos == 0 ? "precision is ns, us, ms, s, m or h"
                    : "content may be gzip, and nothing else");
        }
        return length > intake.requestBytesMax && tooLarge(answer);
    }

    private boolean isAllowed(Headers request) {
        if (!request.find("authorization")) {
            return false;
        }
        int blank = 0;
        while (blank < request.valueLength()
                && request.bytes()[request.valueOffset() + blank] != ' ') {
            blank++;
        }
        // "Token abc", "Bearer abc": all of it is compared, whatever differs first.
        int count = request.valueLength() - blank - 1;
        int difference = count ^ intake.token.length;
        for (int at = 0; at < intake.token.length; at++) {
            difference |= intake.token[at]
                    ^ (at < count ? request.bytes()[request.valueOffset() + blank + 1 + at] : 0);
        }
        return difference == 0;
    }

    private static String text(Headers request) {
        return new Buffer(64).put(request.bytes(), request.valueOffset(), request.valueLength())
                .asText();
    }

    /** Nanoseconds of a unit; 0 when it is not known. */
    private static long unit(String path, int query) {
        int at = query < 0 ? -1 : path.indexOf("precision=", query);
        if (at < 0) {
            return 1;
        }
        int end = path.indexOf('&', at);
        return switch (path.substring(at + 10, end < 0 ? path.length() : end)) {
            case "ns", "n", "" -> 1;
            case "us", "u" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3600 * SECOND;
            default -> 0;
        };
    }

    private boolean refuse(Answer answer, int status, String code, String message) {
        Buffer out = answer.status(status).header("content-type", "application/json").body();
        out.ascii(second ? "{\"code\":\"" : "{\"error\":\"");
        if (second) {
            out.ascii(code).ascii("\",\"message\":\"");
        }
        out.ascii(message).ascii("\"}");
        return true;
    }

    private boolean tooLarge(Answer answer) {
        return refuse(answer, 413, "request too large", "a request has at most "
                + intake.requestBytesMax + " bytes");
    }

    @Override
    public boolean content(byte[] bytes, int offset, int count, Answer answer, long nowNanos) {
        if (body == null && count == length) {
            verdict = intake.take(gzip, unitNanos, bytes, offset, count);
            return false;
        }
        int have = body == null ? 0 : body.length();
        if (have + count > intake.requestBytesMax) {
            return tooLarge(answer);
        }
        if (!intake.reserve(count)) {
            return later(answer);
        }
        reserved += count;
        body = body == null ? new Buffer((int) Math.max(length, 4096)) : body;
        body.put(bytes, offset, count);
        return false;
    }

    private boolean later(Answer answer) {
        answer.header("retry-after", "5");
        return refuse(answer, 503, "unavailable", "not now; come again later");
    }

    @Override
    public void end(Answer answer, long nowNanos) {
        if (verdict == null) {
            verdict = body == null ? InfluxIntake.Verdict.TAKEN
                    : intake.take(gzip, unitNanos, body.bytes(), 0, body.length());
        }
        switch (verdict) {
            case TAKEN -> answer.status(204);
            case PARTLY -> refuse(answer, 400, "invalid", "partial write: line "
                    + intake.lines.firstBadLine() + ": " + intake.lines.firstProblem()
                    + " dropped=" + intake.lines.badLines());
            case LATER -> later(answer);
            case REJECTED -> refuse(answer, 400, "invalid", "the pipeline refuses the points");
            case MALFORMED_GZIP -> refuse(answer, 400, "invalid", "the content is not gzip");
            case TOO_LARGE -> tooLarge(answer);
        }
    }

    @Override
    public void close() {
        body = null;
        intake.release(reserved);
        reserved = 0;
    }
}
