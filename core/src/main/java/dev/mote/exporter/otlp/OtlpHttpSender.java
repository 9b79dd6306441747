package dev.mote.exporter.otlp;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.exporter.RequestHead;
import dev.mote.exporter.Sender;
import dev.mote.http.HttpClient;
import dev.mote.http.Url;
import dev.mote.os.Os;

/**
 * OTLP over HTTP/1.1 with protobuf or JSON (opentelemetry-proto, docs/specification.md,
 * "OTLP/HTTP"). With protobuf it allocates nothing in steady state.
 */
public final class OtlpHttpSender implements Sender {
    private static final long SECOND = 1_000_000_000L;
    private static final int PAYLOAD_TOO_LARGE = 413;

    private final OtlpHttpSettings settings;
    private final Os os;
    private final EventLoop loop;
    /** By signal; the same one where they go to the same server. */
    private final HttpClient[] clients = new HttpClient[Batch.Signal.values().length];
    private final RequestHead[] heads = new RequestHead[clients.length];
    private HttpClient client;
    private final ExportAnswer answer = new ExportAnswer();
    private final String version;
    private boolean read = true;
    private long wireBytes;
    /** Null: requests are protobuf. */
    private final JsonBody json;
    private Batch.Signal signal;
    /** The request's signal has no endpoint. */
    private boolean unroutable;

    public OtlpHttpSender(OtlpHttpSettings settings, String version, EventLoop loop) {
        this.settings = settings;
        json = settings.json ? new JsonBody(settings.gzip) : null;
        this.version = version;
        os = loop.os();
        this.loop = loop;
        client = new HttpClient(loop, settings.anyUrl(), settings.client, settings.timeoutNanos);
    }

    /** The client for a signal, made with its first request. */
    private HttpClient client(Batch.Signal signal) {
        Url url = settings.url(signal);
        for (Batch.Signal each : Batch.Signal.values()) {
            HttpClient other = clients[each.ordinal()];
            if (other != null && settings.url(each).authority().equals(url.authority())
                    && settings.url(each).secure() == url.secure()) {
                return other;
            }
        }
        boolean first = settings.anyUrl().authority().equals(url.authority());
        return first ? client : new HttpClient(loop, url, settings.client, settings.timeoutNanos);
    }

    @Override
    public void send(Request request, long nowNanos) {
        int signal = request.signal().ordinal();
        unroutable = settings.url(request.signal()) == null;
        if (unroutable) {
            return;
        }
        if (heads[signal] == null) {
            clients[signal] = client(request.signal());
            heads[signal] = new RequestHead(settings.url(request.signal()), settings.client,
                    settings.headers(request.signal()),
                    "mote/" + version + " OTel-OTLP-Exporter-Java/" + version,
                    json == null ? "application/x-protobuf" : "application/json");
        }
        HttpClient.Body body = json == null ? request : json.of(request);
        boolean gzip = json == null ? request.isGzip() : json.isGzip();
        Buffer head = heads[signal].forLength(body.length(), gzip ? "gzip" : null, os, nowNanos);
        wireBytes = head.length() + body.length();
        read = false;
        client = clients[signal];
        this.signal = request.signal();
        client.send(head, body, nowNanos);
    }

    @Override
    public void doWork(long nowNanos) {
        client.doWork(nowNanos);
    }

    @Override
    public long nextDeadlineNanos() {
        return unroutable ? 0 : client.nextDeadlineNanos();
    }

    @Override
    public boolean isDone() {
        return unroutable || client.isDone();
    }

    private int status() {
        return client.failure() == null ? client.status() : 0;
    }

    @Override
    public Outcome outcome() {
        if (unroutable) {
            return Outcome.REJECTED;
        }
        int status = status();
        if (status >= 200 && status < 300) {
            return Outcome.ACCEPTED;
        }
        boolean later = status == 429 || status >= 502 && status <= 504;
        return later || status == 0 && !client.isTooLarge() ? Outcome.RETRY_LATER
                : Outcome.REJECTED;
    }

    private ExportAnswer success() {
        if (!read) {
            read = true;
            if (json != null && !client.responseIsProtobuf()) {
                json.readSuccess(client.responseBody(), signal, answer);
            } else {
                answer.readSuccess(client.responseBody());
            }
        }
        return answer;
    }

    @Override
    public long rejectedItems() {
        return outcome() == Outcome.ACCEPTED ? success().rejected() : 0;
    }

    @Override
    public String message() {
        if (unroutable) {
            return "there is no endpoint for this signal";
        }
        if (client.failure() != null) {
            return client.failure();
        }
        if (outcome() == Outcome.ACCEPTED) {
            return success().hasMessage() ? answer.message() : null;
        }
        answer.readFailure(client.responseBody(), client.responseIsProtobuf());
        return "the server answers " + status()
                + (status() / 100 == 3 ? " (redirects are not followed)" : "")
                + (answer.hasMessage() ? ": " + answer.message() : "");
    }

    @Override
    public long retryAfterNanos() {
        long seconds = client.failure() != null ? -1
                : client.retryAfterSeconds(os.clock().wallNanos());
        return seconds < 0 ? -1 : Math.min(seconds, Long.MAX_VALUE / SECOND) * SECOND;
    }

    @Override
    public boolean isTooLarge() {
        return !unroutable && status() == PAYLOAD_TOO_LARGE;
    }

    @Override
    public long wireBytes() {
        return wireBytes;
    }

    @Override
    public String destination() {
        return settings.anyUrl().shown();
    }

    @Override
    public void close() {
        client.close();
        for (HttpClient each : clients) {
            if (each != null) {
                each.close();
            }
        }
    }
}
