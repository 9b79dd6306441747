package dev.mote.http;

import dev.mote.component.Component;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;
import dev.mote.telemetry.Telemetry;

/**
 * Answers GET and HEAD by HTTP/1.1, kept alive and pipelined, for a handful of local clients: a
 * Prometheus, a browser, a health check. One buffer takes every request and one holds every answer;
 * a connection gets memory of its own only while it is slow.
 *
 * <p>When bound to a loopback address it answers only to names of this host: a web page elsewhere
 * whose name is made to point here (DNS rebinding) reads nothing.
 */
public final class HttpServer implements Component, EventLoop.Handler {
    /** As most servers have it; also the most that a slow client can make us keep of a request. */
    private static final int HEAD_BYTES_MAX = 8192;
    /** Answers that wait for slow clients: when there are more, the next slow client is left. */
    private static final int WAITING_BYTES_MAX = 4 << 20;
    private static final long SECOND = 1_000_000_000L;
    private static final long IDLE_NANOS = 60 * SECOND;
    /** From a request's first byte to its last, so that nobody holds a place by dripping. */
    private static final long REQUEST_NANOS = 10 * SECOND;
    /** For a slow client to take a whole answer. */
    private static final long RESPONSE_NANOS = 30 * SECOND;
    private static final long LINGER_NANOS = SECOND;
    /** How long not to accept when the process has no descriptor left. */
    private static final long ACCEPT_PAUSE_NANOS = SECOND;
    private static final int ENFILE = 23;

    private final EventLoop loop;
    private final Network network;
    private final Route[] routes;
    private final ServerConnections connections = new ServerConnections();
    private final ServerCounters counters;
    private final ServerRequest request = new ServerRequest();
    private final ServerResponse response = new ServerResponse();
    private final byte[] input = new byte[HEAD_BYTES_MAX];

    private ListenAddress address;
    private int listener = -1;
    private boolean acceptPaused;
    private long nextDeadlineNanos = Long.MAX_VALUE;

    public HttpServer(EventLoop loop, Telemetry telemetry, Route... routes) {
        this.loop = loop;
        this.network = loop.os().network();
        this.routes = routes;
        counters = new ServerCounters(telemetry);
    }

    /** Begins to listen; returns 0 or a negative error code. */
    public int listen(ListenAddress address) {
        int socket = network.listen(address.bytes(), address.port());
        if (socket < 0) {
            return socket;
        }
        this.address = address;
        listener = socket;
        return loop.watch(listener, Poller.READABLE, this);
    }

    /** The port that is listened on, when the address left the choice to the system. */
    public int port() {
        return network.port(listener);
    }

    @Override
    public String id() {
        return "http";
    }

    @Override
    public void ready(int socket, int events, long nowNanos) {
        if (socket == listener) {
            accept(nowNanos);
            return;
        }
        ServerConnection connection = connections.find(socket);
        if (connection != null) {
            switch (connection.state) {
                case IDLE, READING -> read(connection, nowNanos);
                case WRITING -> write(connection, nowNanos);
                default -> linger(connection);
            }
        }
    }

    private void accept(long nowNanos) {
        for (int count = 0; count < ServerConnections.PLACES; count++) {
            int socket = network.accept(listener);
            if (socket == -Errno.EMFILE || socket == -ENFILE || socket == -Errno.ENOMEM) {
                acceptPaused = true;
                loop.watch(listener, 0, null);
                wakeAt(nowNanos + ACCEPT_PAUSE_NANOS);
            }
            if (socket < 0) {
                return;
            }
            ServerConnection place = freePlace();
            if (place == null) {
                counters.refusedConnections.add(1);
                network.close(socket);
            } else {
                place.open(socket);
                waitFor(place, ServerConnection.State.IDLE, nowNanos + IDLE_NANOS);
                loop.watch(socket, Poller.READABLE, this);
            }
        }
    }

    /** A place for a new client; one that waits for its client gives way. */
    private ServerConnection freePlace() {
        ServerConnection place = connections.leastUseful();
        if (place != null && place.state != ServerConnection.State.CLOSED) {
            if (place.state == ServerConnection.State.READING) {
                counters.refusedConnections.add(1);
            }
            close(place);
        }
        return place;
    }

    private void read(ServerConnection connection, long nowNanos) {
        int kept = connection.takeInput(input);
        int count = network.receive(connection.socket, input, kept, input.length - kept);
        if (count > 0) {
            answerAll(connection, kept + count, nowNanos);
        } else if (count == -Errno.EAGAIN) {
            connection.keepInput(input, 0, kept);
        } else {
            close(connection);
        }
    }

    /** Answers every request that {@link #input} holds whole, and keeps the rest. */
    private void answerAll(ServerConnection connection, int length, long nowNanos) {
        int at = 0;
        while (connection.state == ServerConnection.State.IDLE
                || connection.state == ServerConnection.State.READING) {
            while (at < length && (input[at] == '\r' || input[at] == '\n')) {
                at++;
            }
            int end = HeaderScanner.headEnd(input, at, length);
            if (end < 0) {
                waitForMore(connection, at, length, nowNanos);
                return;
            }
            answer(connection, request.parse(input, at, end), nowNanos);
            at = end;
        }
        if (connection.state == ServerConnection.State.WRITING) {
            connection.keepInput(input, at, length - at);
        }
    }

    private void waitForMore(ServerConnection connection, int at, int length, long nowNanos) {
        if (length - at == HEAD_BYTES_MAX) {
            request.forget();
            refuse(connection, lineIsComplete(length) ? 431 : 414, nowNanos);
            return;
        }
        connection.keepInput(input, at, length - at);
        if (at == length) {
            waitFor(connection, ServerConnection.State.IDLE, nowNanos + IDLE_NANOS);
        } else if (connection.state == ServerConnection.State.IDLE || at > 0) {
            waitFor(connection, ServerConnection.State.READING, nowNanos + REQUEST_NANOS);
        }
    }

    private boolean lineIsComplete(int length) {
        for (int at = 0; at < length; at++) {
            if (input[at] == '\n') {
                return true;
            }
        }
        return false;
    }

    private void answer(ServerConnection connection, int refusal, long nowNanos) {
        if (refusal != 0) {
            refuse(connection, refusal, nowNanos);
            return;
        }
        if (!address.answersTo(request)) {
            counters.refusedHosts.add(1);
            refuse(connection, 421, nowNanos);
            return;
        }
        response.begin();
        if (!route(nowNanos)) {
            Refusals.explain(response, 404);
        }
        if (!address.isLoopback() && request.acceptsGzip()) {
            response.compress();
        }
        connection.closing = !request.keepAlive();
        finish(connection, request.isHead(), nowNanos);
    }

    private boolean route(long nowNanos) {
        for (Route route : routes) {
            if (route.handle(request, response, nowNanos)) {
                return true;
            }
        }
        return false;
    }

    /** Answers with an error; the connection ends after it, since what follows may be anything. */
    private void refuse(ServerConnection connection, int status, long nowNanos) {
        counters.refusedRequests.add(1);
        Refusals.explain(response.begin(), status);
        connection.closing = true;
        connection.failed = true;
        finish(connection, request.isHead(), nowNanos);
    }

    private void finish(ServerConnection connection, boolean headOnly, long nowNanos) {
        counters.requests.add(1);
        response.end(headOnly, !connection.closing, loop.os().clock().wallNanos());
        int offset = response.startOffset();
        int end = response.endOffset();
        int sent = network.send(connection.socket, response.bytes(), offset, end - offset);
        if (sent == end - offset) {
            afterAnswer(connection, nowNanos);
        } else if (sent < 0 && sent != -Errno.EAGAIN) {
            close(connection);
        } else if (connections.waitingBytes() > WAITING_BYTES_MAX) {
            counters.refusedConnections.add(1);
            close(connection);
        } else {
            connection.keepOutput(response.bytes(), offset + Math.max(0, sent), end);
            waitFor(connection, ServerConnection.State.WRITING, nowNanos + RESPONSE_NANOS);
            loop.watch(connection.socket, Poller.WRITABLE, this);
        }
    }

    private void write(ServerConnection connection, long nowNanos) {
        int sent = network.send(connection.socket, connection.output(), connection.outputAt(),
                connection.outputLeft());
        if (sent < 0) {
            if (sent != -Errno.EAGAIN) {
                close(connection);
            }
            return;
        }
        connection.sent(sent);
        if (connection.outputLeft() == 0) {
            loop.watch(connection.socket, Poller.READABLE, this);
            afterAnswer(connection, nowNanos);
            if (connection.state == ServerConnection.State.IDLE && connection.hasInput()) {
                answerAll(connection, connection.takeInput(input), nowNanos);
            }
        }
    }

    private void afterAnswer(ServerConnection connection, long nowNanos) {
        if (!connection.closing) {
            waitFor(connection, ServerConnection.State.IDLE, nowNanos + IDLE_NANOS);
        } else if (connection.failed) {
            waitFor(connection, ServerConnection.State.LINGERING, nowNanos + LINGER_NANOS);
        } else {
            close(connection);
        }
    }

    /** Reads and forgets until the client has ended. */
    private void linger(ServerConnection connection) {
        int count = network.receive(connection.socket, input, 0, input.length);
        if (count <= 0 && count != -Errno.EAGAIN) {
            close(connection);
        }
    }

    private void close(ServerConnection connection) {
        loop.watch(connection.socket, 0, null);
        network.close(connection.socket);
        connection.close();
    }

    private void waitFor(ServerConnection connection, ServerConnection.State state,
            long deadlineNanos) {
        connection.state = state;
        connection.deadlineNanos = deadlineNanos;
        wakeAt(deadlineNanos);
    }

    private void wakeAt(long nanos) {
        nextDeadlineNanos = Math.min(nextDeadlineNanos, nanos);
    }

    @Override
    public int doWork(long nowNanos) {
        if (nowNanos < nextDeadlineNanos) {
            return 0;
        }
        nextDeadlineNanos = Long.MAX_VALUE;
        if (acceptPaused && listener >= 0) {
            acceptPaused = false;
            loop.watch(listener, Poller.READABLE, this);
        }
        int closed = 0;
        for (ServerConnection each : connections.all()) {
            if (each.state == ServerConnection.State.CLOSED) {
                continue;
            }
            if (each.deadlineNanos <= nowNanos) {
                expire(each, nowNanos);
                closed++;
            } else {
                wakeAt(each.deadlineNanos);
            }
        }
        return closed;
    }

    private void expire(ServerConnection connection, long nowNanos) {
        if (connection.state == ServerConnection.State.READING) {
            counters.timeouts.add(1);
            request.forget();
            refuse(connection, 408, nowNanos);
            return;
        }
        if (connection.state == ServerConnection.State.WRITING) {
            counters.timeouts.add(1);
        }
        close(connection);
    }

    @Override
    public long nextDeadlineNanos() {
        return nextDeadlineNanos;
    }

    @Override
    public void beginShutdown(long nowNanos) {
        if (listener >= 0) {
            loop.watch(listener, 0, null);
            network.close(listener);
            listener = -1;
        }
        for (ServerConnection each : connections.all()) {
            if (each.state == ServerConnection.State.WRITING) {
                each.closing = true;
            } else if (each.state != ServerConnection.State.CLOSED) {
                close(each);
            }
        }
    }

    @Override
    public boolean isDrained() {
        return connections.allClosed();
    }
}
