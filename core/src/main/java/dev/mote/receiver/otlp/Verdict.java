package dev.mote.receiver.otlp;

import dev.mote.grpc.GrpcStatus;

/** What becomes of a request, and how that is said in either protocol. */
enum Verdict {
    ACCEPTED("accepted", 200, GrpcStatus.OK, ""),
    /** There is no room for its bytes now. */
    BUSY("memory", 429, GrpcStatus.UNAVAILABLE, "the receiver has no memory left at the moment"),
    /** The next one cannot take it now. */
    LATER("pipeline_busy", 503, GrpcStatus.UNAVAILABLE,
            "the pipeline cannot take it at the moment"),
    MALFORMED("malformed", 400, GrpcStatus.INVALID_ARGUMENT,
            "the request is not a well-formed OTLP message"),
    MALFORMED_GZIP("malformed_gzip", 400, GrpcStatus.INVALID_ARGUMENT,
            "the request is not well-formed gzip"),
    REJECTED("rejected", 400, GrpcStatus.INVALID_ARGUMENT, "the pipeline refuses it"),
    TOO_LARGE("too_large", 413, GrpcStatus.RESOURCE_EXHAUSTED,
            "the request is larger than max_request_size, decompressed"),
    UNAUTHENTICATED("unauthenticated", 401, GrpcStatus.UNAUTHENTICATED, "a bearer token is needed"),
    NOT_FOUND("not_found", 404, GrpcStatus.UNIMPLEMENTED,
            "OTLP is taken at /v1/metrics, /v1/logs, /v1/traces"),
    NO_PIPELINE("no_pipeline", 404, GrpcStatus.UNIMPLEMENTED, "no pipeline takes this signal"),
    NOT_POST("method", 405, GrpcStatus.UNIMPLEMENTED, "OTLP is sent with POST"),
    MEDIA_TYPE("media_type", 415, GrpcStatus.INTERNAL,
            "the content type is not application/x-protobuf or application/json"),
    ENCODING("encoding", 415, GrpcStatus.UNIMPLEMENTED,
            "the content is encoded otherwise than with gzip");

    /** In the counter. */
    final String reason;
    final int httpStatus;
    final int grpcStatus;
    final String text;

    Verdict(String reason, int httpStatus, int grpcStatus, String text) {
        this.reason = reason;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
        this.text = text;
    }

    /** After how many seconds to try again; -1: never. */
    int retrySeconds() {
        return this == BUSY ? 1 : this == LATER ? 5 : -1;
    }
}
