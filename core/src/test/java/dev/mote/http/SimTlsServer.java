package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Poller;
import dev.mote.telemetry.Log;

/** Answers every request without a body over TLS: a server for tests of clients. */
final class SimTlsServer implements EventLoop.Handler {
    final SecureListener listener;
    final StringBuilder heard = new StringBuilder();
    int protocol = -1;
    private final EventLoop loop;

    SimTlsServer(EventLoop loop, TlsSettings settings, String... protocols) {
        this.loop = loop;
        listener = new SecureListener(loop, new TlsContext(loop.os(), settings, protocols),
                new Log(loop.os().files()), (socket, chosen, nowNanos) -> {
                    protocol = chosen;
                    loop.watch(socket, Poller.READABLE, this);
                    ready(socket, Poller.READABLE, nowNanos);
                });
    }

    @Override
    public void ready(int socket, int events, long nowNanos) {
        byte[] into = new byte[2048];
        int count = loop.os().network().receive(socket, into, 0, into.length);
        while (count > 0) {
            heard.append(new Buffer(count).put(into, 0, count).asText());
            String text = heard.toString();
            if (text.endsWith("\r\n\r\n")) {
                byte[] answer = new Buffer(64).ascii(SimHttpServer.response("200 OK", "secret"))
                        .bytes();
                loop.os().network().send(socket, answer, 0,
                        SimHttpServer.response("200 OK", "secret").length());
            }
            count = loop.os().network().receive(socket, into, 0, into.length);
        }
        if (count != -Errno.EAGAIN) {
            loop.watch(socket, 0, this);
            loop.os().network().close(socket);
        }
    }
}
