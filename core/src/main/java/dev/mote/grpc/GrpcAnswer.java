package dev.mote.grpc;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;

/** One answer to a call, as it comes in. */
public final class GrpcAnswer {
    /** OTLP's limit for answers (protocol specification). */
    private static final int MESSAGE_BYTES_MAX = 4 << 20;
    /** What is kept of a message; a partial success is a few lines. */
    private static final int MESSAGE_KEPT_MAX = 64 << 10;
    private static final int PREFIX_BYTES = 5;

    private final Buffer message = new Buffer(64);
    private final Buffer statusMessage = new Buffer(64);
    private final Buffer details = new Buffer(64);
    private int httpStatus;
    private int status;
    private boolean grpc;
    private long retryNanos;
    private long received;
    private boolean compressed;

    void clear() {
        message.clear();
        statusMessage.clear();
        details.clear();
        httpStatus = 0;
        status = -1;
        grpc = false;
        retryNanos = -1;
        received = 0;
        compressed = false;
    }

    /** The head, or trailers, or both in one. */
    void headers(Headers headers) {
        if (httpStatus == 0) {
            httpStatus = (int) headers.at(0).number();
            httpStatus = httpStatus < 200 ? 0 : httpStatus;
            grpc = headers.find("content-type") && startsWith(headers, "application/grpc");
        }
        if (headers.find("grpc-status")) {
            long number = headers.number();
            status = number < 0 || number > 16 ? GrpcStatus.UNKNOWN : (int) number;
        }
        if (headers.find("grpc-message")) {
            GrpcText.decodePercent(headers.bytes(), headers.valueOffset(),
                    headers.valueOffset() + headers.valueLength(), statusMessage.clear());
        }
        if (headers.find("grpc-status-details-bin") && GrpcText.decodeBase64(headers.bytes(),
                headers.valueOffset(), headers.valueOffset() + headers.valueLength(),
                details.clear())) {
            retryNanos = RetryInfo.delayNanos(details.bytes(), 0, details.length());
        }
    }

    private static boolean startsWith(Headers header, String text) {
        boolean same = header.valueLength() >= text.length();
        for (int at = 0; same && at < text.length(); at++) {
            same = header.bytes()[header.valueOffset() + at] == text.charAt(at);
        }
        return same;
    }

    void data(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && received < PREFIX_BYTES) {
            compressed |= received == 0 && bytes[at] != 0;
            received++;
            at++;
        }
        received += end - at;
        int kept = Math.min(end - at, MESSAGE_KEPT_MAX - message.length());
        if (kept > 0 && grpc && !compressed) {
            message.put(bytes, at, kept);
        }
    }

    /** Whether the message is larger than any answer may be. */
    public boolean isTooLarge() {
        return received > MESSAGE_BYTES_MAX + PREFIX_BYTES;
    }

    /** Whether the far end, or somebody on the way, has said what became of the call. */
    boolean isConclusive() {
        return status >= 0 || httpStatus > 0 && (httpStatus != 200 || !grpc);
    }

    /** The status: the far end's, or the one that its HTTP status stands for. */
    public int status() {
        return status >= 0 ? status : GrpcStatus.ofHttp(httpStatus);
    }

    /** The message that came with the status, UTF-8, perhaps empty. */
    public Buffer statusMessage() {
        return statusMessage;
    }

    /** 200, unless somebody answered who does not know gRPC. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the answer is one of gRPC. */
    public boolean isGrpc() {
        return grpc || status >= 0;
    }

    /** The first 64 KiB of the message. */
    public Buffer message() {
        return message;
    }

    /** How long the far end wants to be left alone, by RetryInfo; -1 when it does not say. */
    public long retryNanos() {
        return retryNanos;
    }
}
