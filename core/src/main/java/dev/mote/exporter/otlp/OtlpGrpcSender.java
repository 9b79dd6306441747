package dev.mote.exporter.otlp;

import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.exporter.Request;
import dev.mote.exporter.Sender;
import dev.mote.grpc.GrpcAnswer;
import dev.mote.grpc.GrpcClient;
import dev.mote.grpc.GrpcStatus;
import dev.mote.http.Connector;
import dev.mote.http.HttpClient;
import dev.mote.http2.HpackEncoder;
import dev.mote.os.Os;

/**
 * OTLP over gRPC (opentelemetry-proto, docs/specification.md, "OTLP/gRPC"): which status is worth
 * another try is the specification's table.
 */
public final class OtlpGrpcSender implements Sender {
    private static final int PREFIX_BYTES = 5;

    private final OtlpGrpcSettings settings;
    private final Os os;
    private long nowNanos;
    private final String authority;
    private final String userAgent;
    private final String timeout;
    private final GrpcClient client;
    private final ExportAnswer answer = new ExportAnswer();
    private final Message message = new Message();
    private Request request;
    private boolean read = true;

    public OtlpGrpcSender(OtlpGrpcSettings settings, String version, EventLoop loop) {
        this.settings = settings;
        authority = settings.url.authority();
        userAgent = "mote/" + version + " OTel-OTLP-Exporter-Java/" + version;
        timeout = settings.timeoutNanos / 1_000_000 + "m";
        os = loop.os();
        client = new GrpcClient(loop, Connector.forHttp2(loop, settings.url, settings.client),
                settings.timeoutNanos, this::writeHead);
    }

    /** A request with gRPC's prefix. */
    private final class Message implements HttpClient.Body {
        @Override
        public int length() {
            return PREFIX_BYTES + request.length();
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
            int at = 0;
            for (; at < count && position + at < PREFIX_BYTES; at++) {
                int index = position + at;
                into[offset + at] = (byte) (index == 0 ? request.isGzip() ? 1 : 0
                        : request.length() >>> 8 * (PREFIX_BYTES - 1 - index));
            }
            if (at < count) {
                request.copy(position + at - PREFIX_BYTES, into, offset + at, count - at);
            }
        }
    }

    private static String path(Request request) {
        return switch (request.signal()) {
            case METRICS -> "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
            case LOGS -> "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
            case TRACES -> "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
        };
    }

    private void writeHead(HpackEncoder out) {
        out.header(":method", "POST").header(":scheme", settings.url.secure() ? "https" : "http")
                .header(":path", path(request))
                .header(":authority", authority).header("te", "trailers")
                .header("content-type", "application/grpc").header("grpc-timeout", timeout);
        if (request.isGzip()) {
            out.header("grpc-encoding", "gzip");
        }
        String authorization = settings.client.authorization(os, nowNanos);
        if (authorization != null) {
            out.secret("authorization", authorization);
        }
        boolean named = false;
        String[] headers = settings.headers(request.signal());
        for (int at = 0; at < headers.length; at += 2) {
            named |= headers[at].equals("user-agent");
            if (headers[at].equals("authorization")) {
                out.secret(headers[at], headers[at + 1]);
            } else {
                out.header(headers[at], headers[at + 1]);
            }
        }
        if (!named) {
            out.header("user-agent", userAgent);
        }
    }

    @Override
    public void send(Request request, long nowNanos) {
        this.request = request;
        this.nowNanos = nowNanos;
        read = false;
        client.call(message, nowNanos);
    }

    @Override
    public void doWork(long nowNanos) {
        client.doWork(nowNanos);
    }

    @Override
    public long nextDeadlineNanos() {
        return client.nextDeadlineNanos();
    }

    @Override
    public boolean isDone() {
        return client.isDone();
    }

    @Override
    public Outcome outcome() {
        if (client.failure() != null) {
            return client.answer().isTooLarge() ? Outcome.REJECTED : Outcome.RETRY_LATER;
        }
        return switch (client.answer().status()) {
            case GrpcStatus.OK -> Outcome.ACCEPTED;
            case GrpcStatus.CANCELLED, GrpcStatus.DEADLINE_EXCEEDED, GrpcStatus.ABORTED,
                 GrpcStatus.OUT_OF_RANGE, GrpcStatus.UNAVAILABLE, GrpcStatus.DATA_LOSS ->
                Outcome.RETRY_LATER;
            case GrpcStatus.RESOURCE_EXHAUSTED -> client.answer().retryNanos() >= 0
                    ? Outcome.RETRY_LATER : Outcome.REJECTED;
            default -> Outcome.REJECTED;
        };
    }

    private ExportAnswer answer() {
        if (!read) {
            read = true;
            answer.readSuccess(client.answer().message());
        }
        return answer;
    }

    @Override
    public long rejectedItems() {
        return outcome() == Outcome.ACCEPTED ? answer().rejected() : 0;
    }

    @Override
    public String message() {
        if (client.failure() != null) {
            return client.failure();
        }
        GrpcAnswer got = client.answer();
        if (outcome() == Outcome.ACCEPTED) {
            return answer().hasMessage() ? answer().message() : null;
        }
        if (!got.isGrpc()) {
            return "the server answers " + got.httpStatus() + ", not by gRPC";
        }
        answer.readText(got.statusMessage());
        return "the server answers " + GrpcStatus.name(got.status())
                + (answer.hasMessage() ? ": " + answer.message() : "");
    }

    @Override
    public long retryAfterNanos() {
        return client.failure() == null ? client.answer().retryNanos() : -1;
    }

    @Override
    public boolean isTooLarge() {
        return client.failure() == null && client.answer().retryNanos() < 0
                && client.answer().status() == GrpcStatus.RESOURCE_EXHAUSTED;
    }

    @Override
    public long wireBytes() {
        return client.wireBytes();
    }

    @Override
    public String destination() {
        return authority + " (gRPC)";
    }

    @Override
    public void close() {
        client.close();
    }
}
