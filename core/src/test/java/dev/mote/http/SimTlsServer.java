package dev.mote.http;

import dev.mote.component.EventLoop;
import dev.mote.semconv.MoteMetrics;
import dev.mote.server.Answer;
import dev.mote.server.Exchange;
import dev.mote.server.TcpServer;
import dev.mote.telemetry.Telemetry;

/** Answers every request over TLS with "secret": a server for tests of clients. */
final class SimTlsServer implements Exchange {
    final TcpServer server;
    final TlsContext tls;
    final Telemetry.Counter failures;
    int requests;

    SimTlsServer(EventLoop loop, TlsSettings settings) {
        Telemetry telemetry = new Telemetry();
        failures = telemetry.counter(MoteMetrics.RECEIVER_REFUSED_CONNECTIONS,
                MoteMetrics.REASON, "tls");
        tls = new TlsContext(loop.os(), settings, "h2", "http/1.1");
        server = new TcpServer(loop, () -> this, 10, 0, telemetry.counter(
                MoteMetrics.RECEIVER_REFUSED_CONNECTIONS, MoteMetrics.REASON, "places"),
                telemetry.counter(MoteMetrics.RECEIVER_REFUSED_CONNECTIONS, MoteMetrics.REASON,
                        "slow"), failures);
    }

    @Override
    public boolean begin(Headers request, Answer answer, long nowNanos) {
        return false;
    }

    @Override
    public boolean content(byte[] bytes, int offset, int length, Answer answer, long nowNanos) {
        return false;
    }

    @Override
    public void end(Answer answer, long nowNanos) {
        requests++;
        answer.body().ascii("secret");
    }

    @Override
    public void close() {
    }
}
