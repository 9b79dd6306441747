package dev.mote.exporter;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.http.HttpClient;
import dev.mote.os.Os;

/**
 * Sends each request as one POST to one URL. What the body is, and what else an answer means, is
 * up to the protocol: 2xx is a success, 429 and 5xx come again, all else is refused.
 */
public abstract class PostSender implements Sender {
    private static final long SECOND = 1_000_000_000L;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    private final PostSettings settings;
    private final Os os;
    private final HttpClient client;
    private final String userAgent;
    private RequestHead head;
    private final String encoding;
    private final Buffer plain = new Buffer(1024);
    private final Buffer body = new Buffer(1024);
    private final BodyBytes bodyBytes = new BodyBytes();
    private boolean malformed;
    private boolean empty;
    private long wireBytes;

    /**
     * Sends as {@code settings} say.
     *
     * @param encoding of the content, as the header says it; null: none
     */
    protected PostSender(PostSettings settings, String userAgent, String contentType,
            String encoding, EventLoop loop) {
        this.settings = settings;
        this.encoding = encoding;
        this.userAgent = userAgent;
        os = loop.os();
        client = new HttpClient(loop, settings.url, settings.client, settings.timeoutNanos);
        say(contentType);
    }

    /** From the next request on, this content and these headers, name behind value. */
    protected final void say(String contentType, String... headers) {
        head = new RequestHead(settings.url, settings.client,
                settings.headers.over(headers), userAgent, contentType);
    }

    /**
     * Writes the body of a request; the request is not compressed. A body that stays empty is not
     * sent: the far end has nothing to say about it.
     *
     * @return false when the request is malformed
     */
    protected abstract boolean write(Request request, Buffer plain, Buffer body, long wallNanos);

    private final class BodyBytes implements HttpClient.Body {
        @Override
        public int length() {
            return body.length();
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            System.arraycopy(body.bytes(), position, into, offset, count);
        }
    }

    @Override
    public final void send(Request request, long nowNanos) {
        int length = request.length();
        request.copy(0, plain.clear().reserve(length), 0, length);
        plain.setLength(length);
        malformed = !write(request, plain, body.clear(), os.clock().wallNanos());
        empty = !malformed && body.length() == 0;
        wireBytes = 0;
        if (!malformed && !empty) {
            Buffer bytes = head.forLength(body.length(), encoding, os, nowNanos);
            wireBytes = bytes.length() + body.length();
            client.send(bytes, bodyBytes, nowNanos);
        }
    }

    @Override
    public final void doWork(long nowNanos) {
        client.doWork(nowNanos);
    }

    @Override
    public final long nextDeadlineNanos() {
        return malformed || empty ? 0 : client.nextDeadlineNanos();
    }

    @Override
    public final boolean isDone() {
        return malformed || empty || client.isDone();
    }

    /** Samples that a server of remote write 2.0 has taken; -1: it says nothing. */
    protected final long written() {
        return client.written();
    }

    /** The answer's status; 0 when there is no answer. */
    protected final int status() {
        return client.failure() == null ? client.status() : 0;
    }

    /** The first 64 KiB of the answer. */
    protected final Buffer answer() {
        return client.responseBody();
    }

    @Override
    public Outcome outcome() {
        if (empty) {
            return Outcome.ACCEPTED;
        }
        if (malformed || status() == 0 && client.isTooLarge()) {
            return Outcome.REJECTED;
        }
        int status = status();
        boolean later = status == 0 || status == TOO_MANY_REQUESTS || status >= 500;
        return later ? Outcome.RETRY_LATER
                : status / 100 == 2 ? Outcome.ACCEPTED : Outcome.REJECTED;
    }

    @Override
    public long rejectedItems() {
        return 0;
    }

    @Override
    public String message() {
        if (malformed) {
            return "the request is not valid protobuf";
        }
        if (!empty && client.failure() != null) {
            return client.failure();
        }
        if (empty || status() / 100 == 2) {
            return null;
        }
        Buffer said = answer();
        return "the server answers " + status()
                + (status() / 100 == 3 ? " (redirects are not followed)" : "")
                + (AnswerText.isForPeople(said)
                        ? ": " + AnswerText.of(said.bytes(), 0, said.length()) : "");
    }

    @Override
    public final long retryAfterNanos() {
        long seconds = malformed || empty || client.failure() != null ? -1
                : client.retryAfterSeconds(os.clock().wallNanos());
        return seconds < 0 ? -1 : Math.min(seconds, Long.MAX_VALUE / SECOND) * SECOND;
    }

    @Override
    public final boolean isTooLarge() {
        return !malformed && !empty && status() == PAYLOAD_TOO_LARGE;
    }

    @Override
    public final long wireBytes() {
        return wireBytes;
    }

    @Override
    public final String destination() {
        return settings.url.shown();
    }

    @Override
    public final void close() {
        client.close();
    }
}
