package dev.mote.http;

import dev.mote.bytes.Ascii;
import dev.mote.bytes.Buffer;

/**
 * Takes a response's bytes as they come, however cut (RFC 9112). Memory is bounded: of a header
 * line the start is kept, of a body the first 64 KiB.
 */
final class HttpResponse {
    /** Longer bodies are refused: OTLP's limit for responses (protocol specification). */
    static final long BODY_BYTES_MAX = 4 << 20;
    /** What is kept of a body; a partial success or a Status has a message of a few lines. */
    static final int BODY_KEPT_MAX = 64 << 10;
    /** A body buffer beyond this is let go before the next response. */
    private static final int BODY_STEADY_BYTES = 4 << 10;
    /** Bounds status line and headers together, and with them 1xx responses and trailers. */
    private static final int HEAD_BYTES_MAX = 64 << 10;
    /** The header lines that matter are short; of the others the rest is skipped. */
    private static final int LINE_BYTES_KEPT = 256;

    private static final int STATUS_LINE = 0;
    private static final int HEADERS = 1;
    private static final int BODY = 2;
    private static final int BODY_UNTIL_CLOSE = 3;
    private static final int CHUNK_SIZE = 4;
    private static final int CHUNK = 5;
    private static final int CHUNK_END = 6;
    private static final int TRAILERS = 7;
    private static final int COMPLETE = 8;
    private static final int FAILED = 9;

    private final int keptMax;
    private final HeaderScanner header = new HeaderScanner();
    private final byte[] line = new byte[LINE_BYTES_KEPT];
    private Buffer body = new Buffer(256);
    private int state;
    private int lineLength;
    private int headBytes;
    private int status;
    private boolean keepAlive;
    private boolean chunked;
    private boolean coded;
    private boolean protobuf;
    private boolean openMetrics;
    private long contentLength;
    private long remaining;
    private long bodyLength;
    private long retryAfterSeconds;
    private long retryAfterDate;
    private long dateSeconds;
    private long written;
    private String error;
    private boolean tooLarge;

    HttpResponse() {
        this(BODY_KEPT_MAX);
    }

    /** {@code keptMax}: what is kept of a body; longer than OTLP's limit too if this is. */
    HttpResponse(int keptMax) {
        this.keptMax = keptMax;
    }

    private long bodyMax() {
        return Math.max(keptMax, BODY_BYTES_MAX);
    }

    /** Expects a new response. */
    void begin() {
        if (keptMax == BODY_KEPT_MAX && body.bytes().length > BODY_STEADY_BYTES) {
            body = new Buffer(256);
        }
        body.clear();
        headBytes = 0;
        error = null;
        tooLarge = false;
        bodyLength = 0;
        beginHead();
    }

    private void beginHead() {
        state = STATUS_LINE;
        status = 0;
        lineLength = 0;
        chunked = false;
        coded = false;
        protobuf = false;
        openMetrics = false;
        contentLength = -1;
        retryAfterSeconds = -1;
        retryAfterDate = -1;
        dateSeconds = -1;
        written = -1;
    }

    /** Takes bytes; returns how many belong to this response, fewer than given when it ended. */
    int feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && state < COMPLETE) {
            if (state == BODY || state == CHUNK || state == BODY_UNTIL_CLOSE) {
                int part = (int) Math.min(end - at, remaining);
                take(bytes, at, part);
                at += part;
            } else {
                at = feedLine(bytes, at, end);
            }
        }
        return at - offset;
    }

    /** The peer has ended the connection: that ends some bodies, and cuts off all others. */
    void end() {
        if (state == BODY_UNTIL_CLOSE) {
            state = COMPLETE;
        } else if (state < COMPLETE) {
            fail("the connection was closed in the middle of an answer");
        }
    }

    private int feedLine(byte[] bytes, int from, int end) {
        int at = from;
        if (state == STATUS_LINE && lineLength == 0 && bytes[at] != 'H' && !isLineEnd(bytes[at])) {
            refuse(bytes[at]);
            return at;
        }
        while (at < end && bytes[at] != '\n') {
            if (lineLength < LINE_BYTES_KEPT) {
                line[lineLength++] = bytes[at];
            }
            at++;
        }
        headBytes += state == CHUNK_SIZE || state == CHUNK_END ? 0 : at - from + 1;
        if (headBytes > HEAD_BYTES_MAX) {
            fail("the answer's head is longer than 64 KiB");
            return at;
        }
        if (at == end) {
            return at;
        }
        if (lineLength > 0 && line[lineLength - 1] == '\r') {
            lineLength--;
        }
        takeLine();
        lineLength = 0;
        return at + 1;
    }

    private static boolean isLineEnd(int value) {
        return value == '\r' || value == '\n';
    }

    /** Other protocols are known by their first byte. */
    private void refuse(int first) {
        fail(first == 0x15 ? "the server speaks TLS here: its URL begins with https://"
                : first == 0 ? "the answer is not HTTP/1.1; is this the port of gRPC (usually "
                + "4317)? OTLP over HTTP has its own (usually 4318)"
                : "the answer is not HTTP/1.1");
    }

    private void takeLine() {
        switch (state) {
            case STATUS_LINE -> takeStatusLine();
            case HEADERS -> {
                if (lineLength == 0) {
                    endHead();
                } else {
                    takeHeader();
                }
            }
            case CHUNK_SIZE -> takeChunkSize();
            case CHUNK_END -> {
                if (lineLength > 0) {
                    fail("the answer's chunks are malformed");
                } else {
                    state = CHUNK_SIZE;
                }
            }
            default -> {
                if (lineLength == 0) {
                    state = COMPLETE;
                }
            }
        }
    }

    /** {@code HTTP/1.1 200 reason}; an empty line before it is skipped (RFC 9112, 2.2). */
    private void takeStatusLine() {
        if (lineLength == 0) {
            return;
        }
        String version = "HTTP/1.";
        boolean well = lineLength >= 12 && line[8] == ' ' && Ascii.isDigit(line[7])
                && (lineLength == 12 || line[12] == ' ');
        for (int at = 0; well && at < version.length(); at++) {
            well = line[at] == version.charAt(at);
        }
        for (int at = 9; well && at < 12; at++) {
            well = Ascii.isDigit(line[at]);
            status = status * 10 + line[at] - '0';
        }
        if (!well || status < 100 || status == 101) {
            fail("the answer is not HTTP/1.1");
        } else {
            keepAlive = line[7] != '0';
            state = HEADERS;
        }
    }

    private void takeHeader() {
        if (!header.over(line, 0, lineLength).next()) {
            // A folded or odd line of a header that nobody here reads: not worth a lost answer.
            return;
        }
        if (header.nameIs("content-length")) {
            long length = header.number();
            if (length < 0 || contentLength >= 0 && length != contentLength) {
                fail("the answer's Content-Length is malformed");
            }
            contentLength = length;
        } else if (header.nameIs("transfer-encoding")) {
            coded = true;
            chunked |= header.hasToken("chunked");
        } else if (header.nameIs("connection")) {
            keepAlive = (keepAlive || header.hasToken("keep-alive")) && !header.hasToken("close");
        } else if (header.nameIs("content-type")) {
            protobuf = header.valueIs("application/x-protobuf");
            openMetrics = header.mediaTypeIs("application/openmetrics-text");
        } else if (header.nameIs("retry-after")) {
            retryAfterSeconds = header.number();
            retryAfterDate = HttpDate.parse(line, header.valueOffset(), header.valueLength());
        } else if (header.nameIs("date")) {
            dateSeconds = HttpDate.parse(line, header.valueOffset(), header.valueLength());
        } else if (header.nameIs("x-prometheus-remote-write-samples-written")
                || header.nameIs("x-prometheus-remote-write-histograms-written")) {
            written = Math.max(0, written) + Math.max(0, header.number());
        }
    }

    private void endHead() {
        if (status < 200) {
            beginHead();
        } else if (status == 204 || status == 304) {
            state = COMPLETE;
        } else if (coded) {
            // Both lengths at once is how requests are smuggled: believe one, trust no longer.
            keepAlive &= contentLength < 0 && chunked;
            beginBody(chunked ? CHUNK_SIZE : BODY_UNTIL_CLOSE, Long.MAX_VALUE);
        } else if (contentLength >= 0) {
            beginBody(contentLength == 0 ? COMPLETE : BODY, contentLength);
        } else {
            keepAlive = false;
            beginBody(BODY_UNTIL_CLOSE, Long.MAX_VALUE);
        }
    }

    private void beginBody(int next, long length) {
        state = next;
        remaining = length;
        if (next == BODY && length > bodyMax()) {
            failTooLarge();
        }
    }

    private void takeChunkSize() {
        long size = 0;
        int at = 0;
        for (; at < lineLength && at < 8 && Ascii.hexadecimal(line[at]) >= 0; at++) {
            size = size << 4 | Ascii.hexadecimal(line[at]);
        }
        if (at == 0 || at < lineLength && line[at] != ';' && !HeaderScanner.isBlank(line[at])) {
            fail("the answer's chunks are malformed");
        } else {
            state = size == 0 ? TRAILERS : CHUNK;
            remaining = size;
        }
    }

    private void take(byte[] bytes, int offset, int count) {
        bodyLength += count;
        if (bodyLength > bodyMax()) {
            failTooLarge();
            return;
        }
        int kept = Math.min(count, keptMax - body.length());
        if (kept > 0) {
            body.put(bytes, offset, kept);
        }
        if (state != BODY_UNTIL_CLOSE) {
            remaining -= count;
            if (remaining == 0) {
                state = state == CHUNK ? CHUNK_END : COMPLETE;
            }
        }
    }

    private void failTooLarge() {
        tooLarge = true;
        fail("the answer is larger than " + (bodyMax() >> 20) + " MiB");
    }

    private void fail(String error) {
        this.error = error;
        state = FAILED;
    }

    /** Whether the whole response is there, or will never be ({@link #error}). */
    boolean isDone() {
        return state >= COMPLETE;
    }

    /** Why the response cannot be understood, for people; null when it can. */
    String error() {
        return error;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    /** Whether anything has come. */
    boolean hasBegun() {
        return headBytes > 0 || state == FAILED;
    }

    /** Whether another request may follow on the same connection. */
    boolean keepAlive() {
        return keepAlive;
    }

    int status() {
        return status;
    }

    /** Whether the body is said to be binary protobuf. */
    boolean isProtobuf() {
        return protobuf;
    }

    boolean isOpenMetrics() {
        return openMetrics;
    }

    /** Samples and histograms that a server of remote write 2.0 has taken; -1: it says nothing. */
    long written() {
        return written;
    }

    /** The first 64 KiB of the body. */
    Buffer body() {
        return body;
    }

    /**
     * How long the server wants to be left alone (RFC 9110, 10.2.3); -1 when it does not say. A
     * date counts from the server's own Date if it sent one, so that clocks need not agree.
     *
     * @param wallNanos this host's clock
     */
    long retryAfterSeconds(long wallNanos) {
        if (retryAfterDate < 0) {
            return retryAfterSeconds;
        }
        long now = dateSeconds >= 0 ? dateSeconds : wallNanos / 1_000_000_000L;
        return Math.max(0, retryAfterDate - now);
    }
}
