package dev.mote.receiver.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.grpc.GrpcText;
import dev.mote.grpc.RetryInfo;
import dev.mote.server.Answer;

/** Writes a verdict as the answer that each protocol has for it. */
final class Reply {
    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
        "11", "12", "13", "14", "15", "16"};

    private final Buffer status = new Buffer(256);
    private final Buffer base64 = new Buffer(256);

    /** An empty response message, or none, and the status in the trailers. */
    void grpc(Verdict verdict, Answer answer) {
        answer.header("content-type", "application/grpc");
        if (verdict == Verdict.ACCEPTED) {
            answer.body().put(0).put(0).put(0).put(0).put(0);
            answer.trailers().add("grpc-status", "0");
            return;
        }
        answer.trailers().add("grpc-status", DIGITS[verdict.grpcStatus])
                .add("grpc-message", verdict.text);
        if (verdict.retrySeconds() >= 0) {
            RetryInfo.writeStatus(verdict.grpcStatus, verdict.text, verdict.retrySeconds(),
                    status.clear());
            GrpcText.encodeBase64(status.bytes(), 0, status.length(), base64.clear());
            answer.trailers().add("grpc-status-details-bin", base64.bytes(), 0, base64.length());
        }
    }

    /** The response message, or a Status, in the encoding of the request. */
    void http(Verdict verdict, boolean json, Answer answer) {
        answer.status(verdict.httpStatus);
        answer.header("content-type", json ? "application/json" : "application/x-protobuf");
        if (verdict.retrySeconds() >= 0) {
            answer.header("retry-after", DIGITS[verdict.retrySeconds()]);
        }
        if (verdict == Verdict.NOT_POST) {
            answer.header("allow", "POST");
        } else if (verdict == Verdict.UNAUTHENTICATED) {
            answer.header("www-authenticate", "Bearer");
        }
        Buffer body = answer.body();
        if (json && verdict == Verdict.ACCEPTED) {
            body.ascii("{}");
        } else if (json) {
            body.ascii("{\"code\":").ascii(DIGITS[verdict.grpcStatus]).ascii(",\"message\":\"")
                    .ascii(verdict.text).ascii("\"}");
        } else if (verdict != Verdict.ACCEPTED) {
            RetryInfo.writeStatus(verdict.grpcStatus, verdict.text, verdict.retrySeconds(), body);
        }
    }
}
