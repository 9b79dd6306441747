package dev.mote.server;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;

/**
 * Serves exchanges by HTTP/1.1 (RFC 9112), kept alive and pipelined. A request whose length could
 * be understood in two ways is refused, since somebody on the way may have understood the other.
 */
final class Http1Machine implements Machine {
    /** Rather than to close the connection, so much of an unwanted body is read and forgotten. */
    private static final long UNWANTED_BYTES_MAX = 1 << 20;

    private static final int HEAD = 0;
    private static final int BODY = 1;
    private static final int CHUNKS = 2;
    private static final int OVER = 3;

    private final Services services;
    private final Http1Head head = new Http1Head();
    private final ChunkReader chunks = new ChunkReader();
    private final Exchange exchange;
    /** The start of a head that has not come whole. */
    private final Buffer kept = new Buffer(16);
    private final Buffer out = new Buffer(256);
    private int outTaken;
    private int state = HEAD;
    private boolean open;
    private boolean answered;
    private boolean keepAlive;
    private boolean leaves;
    /** Bytes of the body that are still to come. */
    private long left;

    Http1Machine(Services services) {
        this.services = services;
        exchange = services.exchanges.make();
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, long nowNanos) {
        int at = offset;
        int end = offset + length;
        while (at < end && state != OVER) {
            at = switch (state) {
                case HEAD -> feedHead(bytes, at, end, nowNanos);
                case BODY -> feedBody(bytes, at, end, nowNanos);
                default -> feedChunks(bytes, at, end, nowNanos);
            };
        }
    }

    private int feedHead(byte[] bytes, int offset, int end, long nowNanos) {
        int at = offset;
        while (kept.length() == 0 && at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        if (kept.length() == 0) {
            int headEnd = Http1Head.end(bytes, at, end);
            if (headEnd > 0) {
                takeHead(bytes, at, headEnd, nowNanos);
                return headEnd;
            }
        }
        int before = kept.length();
        int count = Math.min(end - at, Services.HEAD_BYTES_MAX - before);
        kept.put(bytes, at, count);
        int headEnd = Http1Head.end(kept.bytes(), Math.max(0, before - 3), kept.length());
        if (headEnd > 0) {
            kept.setLength(0);
            takeHead(kept.bytes(), 0, headEnd, nowNanos);
            return at + headEnd - before;
        }
        if (kept.length() == Services.HEAD_BYTES_MAX) {
            refuse(400, "The request's head is longer than 16,384 bytes.");
        }
        return at + count;
    }

    private void takeHead(byte[] bytes, int offset, int end, long nowNanos) {
        Headers headers = services.headers.clear();
        String error = head.read(bytes, offset, end, headers);
        if (error == Http1Head.FOREIGN) {
            state = OVER;
            return;
        }
        if (error != null) {
            refuse(400, error);
            return;
        }
        keepAlive = head.keepAlive();
        open = true;
        answered = false;
        left = Math.max(0, head.contentLength());
        if (exchange.begin(headers, services.answer.begin(), nowNanos)) {
            // An answer before the body: that is read and forgotten if it is small.
            keepAlive &= !head.isChunked() && left <= UNWANTED_BYTES_MAX && !head.expects();
            answer();
        } else if (head.expects()) {
            out.ascii("HTTP/1.1 100 Continue\r\n\r\n");
        }
        if (state != OVER) {
            chunks.begin();
            state = head.isChunked() ? CHUNKS : left > 0 ? BODY : HEAD;
        }
        if (state == HEAD) {
            end(nowNanos);
        }
    }

    private int feedBody(byte[] bytes, int at, int end, long nowNanos) {
        int count = (int) Math.min(left, end - at);
        left -= count;
        content(bytes, at, count, nowNanos);
        if (left == 0 && state != OVER) {
            end(nowNanos);
        }
        return at + count;
    }

    private int feedChunks(byte[] bytes, int offset, int end, long nowNanos) {
        int at = chunks.feed(bytes, offset, end);
        if (chunks.isMalformed()) {
            refuse(400, "The request's chunks are malformed.");
        } else if (chunks.isDone()) {
            end(nowNanos);
        } else {
            int count = (int) Math.min(chunks.left(), end - at);
            content(bytes, at, count, nowNanos);
            chunks.taken(count);
            at += count;
        }
        return at;
    }

    private void content(byte[] bytes, int at, int count, long nowNanos) {
        if (count > 0 && !answered
                && exchange.content(bytes, at, count, services.answer.begin(), nowNanos)) {
            keepAlive &= !head.isChunked() && left <= UNWANTED_BYTES_MAX;
            answer();
        }
    }

    private void end(long nowNanos) {
        if (!answered) {
            exchange.end(services.answer.begin(), nowNanos);
            answer();
        }
        state = keepAlive ? HEAD : OVER;
    }

    private void answer() {
        answered = true;
        keepAlive &= !leaves;
        write(head.isHead());
        if (!keepAlive) {
            state = OVER;
        }
    }

    private void refuse(int status, String text) {
        services.answer.begin().status(status).header("content-type", "text/plain")
                .body().ascii(text).put('\n');
        keepAlive = false;
        write(false);
        state = OVER;
    }

    private void write(boolean headOnly) {
        services.answer.writeTo(out, keepAlive, headOnly, services.clock.wallNanos());
        closeExchange();
    }

    private void closeExchange() {
        if (open) {
            open = false;
            exchange.close();
        }
    }

    @Override
    public int take(byte[] into, int offset, int length) {
        int count = Math.min(length, out.length() - outTaken);
        System.arraycopy(out.bytes(), outTaken, into, offset, count);
        outTaken += count;
        if (outTaken == out.length()) {
            out.clear();
            outTaken = 0;
        }
        return count;
    }

    @Override
    public boolean isBusy() {
        return state == HEAD ? kept.length() > 0 : state != OVER;
    }

    @Override
    public boolean isOver() {
        return state == OVER || leaves && !isBusy();
    }

    @Override
    public void leave() {
        leaves = true;
    }

    @Override
    public void disconnected() {
        closeExchange();
    }
}
