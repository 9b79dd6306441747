package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.component.EventLoop;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;

/**
 * Sends requests to one server, one after the other, and keeps the connection between them. Its
 * owner calls {@link #doWork} in every turn and looks at {@link #isDone}. Once connected, a request
 * makes no garbage.
 *
 * <p>A kept connection that turns out to be closed is no failure: the request goes out once more
 * on a new one, at once.
 */
public final class HttpClient implements EventLoop.Handler {
    /** Gives a request's body, any part at any time until the request is done. */
    public interface Body {
        int length();

        /** Copies {@code count} bytes from {@code position} on. */
        void copy(int position, byte[] into, int offset, int count);
    }

    /** Of a GET. */
    public static final Body NO_BODY = new Body() {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public void copy(int position, byte[] into, int offset, int count) {
        }
    };

    /** New connections follow a change of DNS or of a load balancer within this time. */
    private static final long CONNECTION_AGE_MAX_NANOS = 600_000_000_000L;
    /** A usual request, 300 points, goes out in one piece. */
    private static final int OUTPUT_BYTES = 8192;
    private static final int INPUT_BYTES = 1024;

    private static final int CLOSED = 0;
    private static final int IDLE = 1;
    private static final int CONNECTING = 2;
    private static final int EXCHANGING = 3;

    private final EventLoop loop;
    private final Network network;
    private final Url url;
    private final long timeoutNanos;
    private final Connector connector;
    private final HttpResponse response;
    private final byte[] output = new byte[OUTPUT_BYTES];
    private final byte[] input = new byte[INPUT_BYTES];

    private int state = CLOSED;
    private int socket = -1;
    private long connectedNanos;
    private boolean reused;
    private boolean watchesRoom;
    private long deadlineNanos = Long.MAX_VALUE;

    private Buffer head;
    private Body body;
    private int outputFrom;
    private int outputTo;
    private int taken;
    private boolean done = true;
    private String failure;

    /** Without TLS settings, proxy or credentials. */
    public HttpClient(EventLoop loop, Url url, long timeoutNanos) {
        this(loop, url, ClientSettings.none(), timeoutNanos);
    }

    /** Sends to the host and port of {@code url}; each request may take {@code timeoutNanos}. */
    public HttpClient(EventLoop loop, Url url, ClientSettings settings, long timeoutNanos) {
        this(loop, url, settings, timeoutNanos, HttpResponse.BODY_KEPT_MAX);
    }

    /** {@code keptMax}: what is kept of an answer's body. */
    public HttpClient(EventLoop loop, Url url, ClientSettings settings, long timeoutNanos,
            int keptMax) {
        response = new HttpResponse(keptMax);
        this.loop = loop;
        network = loop.os().network();
        this.url = url;
        this.timeoutNanos = timeoutNanos;
        connector = new Connector(loop, url, settings);
    }

    /** Begins a request; {@code head} and {@code body} are lent until {@link #isDone}. */
    public void send(Buffer head, Body body, long nowNanos) {
        this.head = head;
        this.body = body;
        done = false;
        failure = null;
        deadlineNanos = nowNanos + timeoutNanos;
        response.begin();
        if (state == IDLE && nowNanos - connectedNanos < CONNECTION_AGE_MAX_NANOS) {
            reused = true;
            beginExchange();
        } else {
            connect(nowNanos);
        }
    }

    private void connect(long nowNanos) {
        closeSocket();
        reused = false;
        state = CONNECTING;
        connector.begin(nowNanos);
    }

    private void beginExchange() {
        state = EXCHANGING;
        outputFrom = 0;
        outputTo = 0;
        taken = 0;
        sendMore();
    }

    /** Moves on whatever waits for time, and takes the connection over when there is one. */
    public void doWork(long nowNanos) {
        if (state == CONNECTING) {
            connector.doWork(nowNanos);
            if (connector.isDone()) {
                takeConnection(nowNanos);
            }
        }
        if (!done && nowNanos >= deadlineNanos) {
            end("timed out " + (state == CONNECTING ? connector.stage()
                    : "waiting for an answer"));
        }
    }

    private void takeConnection(long nowNanos) {
        if (connector.error() != null) {
            end(connector.error());
            return;
        }
        socket = connector.takeSocket();
        connectedNanos = nowNanos;
        watchesRoom = false;
        int watched = loop.watch(socket, Poller.READABLE, this);
        if (watched < 0) {
            end(Errno.describe(watched));
        } else {
            beginExchange();
        }
    }

    @Override
    public void ready(int readySocket, int events, long nowNanos) {
        if (readySocket != socket) {
            return;
        }
        if ((events & (Poller.READABLE | Poller.FAILED)) != 0) {
            receive(nowNanos);
        }
        if (state == EXCHANGING && (events & Poller.WRITABLE) != 0) {
            sendMore();
        }
    }

    private void sendMore() {
        while (outputFrom < outputTo || fill()) {
            int count = network.send(socket, output, outputFrom, outputTo - outputFrom);
            if (count == -Errno.EAGAIN) {
                watchRoom(true);
                return;
            }
            if (count < 0) {
                // Why is told by what can still be read: perhaps a refusal, perhaps the end.
                outputFrom = outputTo;
                taken = head.length() + body.length();
                break;
            }
            outputFrom += count;
        }
        watchRoom(false);
    }

    /** Fills the output with the next bytes of the request; false when there are none. */
    private boolean fill() {
        outputFrom = 0;
        outputTo = Math.max(0, Math.min(OUTPUT_BYTES, head.length() - taken));
        if (outputTo > 0) {
            System.arraycopy(head.bytes(), taken, output, 0, outputTo);
            taken += outputTo;
        }
        int position = taken - head.length();
        int count = Math.min(OUTPUT_BYTES - outputTo, body.length() - position);
        if (count > 0 && position >= 0) {
            body.copy(position, output, outputTo, count);
            taken += count;
            outputTo += count;
        }
        return outputTo > 0;
    }

    private void watchRoom(boolean wanted) {
        if (wanted != watchesRoom) {
            watchesRoom = wanted;
            loop.watch(socket, wanted ? Poller.READABLE | Poller.WRITABLE : Poller.READABLE, this);
        }
    }

    private void receive(long nowNanos) {
        while (socket >= 0) {
            int count = network.receive(socket, input, 0, INPUT_BYTES);
            if (count == -Errno.EAGAIN) {
                return;
            }
            if (state != EXCHANGING) {
                // The end of an idle connection, or bytes that nobody asked for.
                closeSocket();
            } else if (count > 0) {
                int taken = response.feed(input, 0, count);
                if (response.isDone()) {
                    finish(taken == count);
                }
            } else {
                ended(count, nowNanos);
            }
        }
    }

    private void ended(int result, long nowNanos) {
        if (reused && !response.hasBegun()) {
            connect(nowNanos);
            return;
        }
        if (response.hasBegun()) {
            response.end();
            finish(false);
        } else {
            end(result < 0 ? Errno.describe(result) : "connection closed without an answer");
        }
    }

    private void finish(boolean nothingBehind) {
        boolean sent = outputFrom == outputTo && taken == head.length() + body.length();
        if (response.error() == null && response.keepAlive() && sent && nothingBehind) {
            done = true;
            state = IDLE;
            deadlineNanos = Long.MAX_VALUE;
        } else {
            end(response.error());
        }
    }

    /** Ends the request and the connection; the response is well when there is no failure. */
    private void end(String failure) {
        this.failure = failure;
        done = true;
        close();
    }

    private void closeSocket() {
        if (socket >= 0) {
            loop.watch(socket, 0, this);
            network.close(socket);
        }
        socket = -1;
        state = CLOSED;
    }

    /** Gives up the request, if there is one, and the connection. */
    public void close() {
        connector.cancel();
        closeSocket();
        deadlineNanos = Long.MAX_VALUE;
        done = true;
    }

    /** When {@link #doWork} has something to do without an event. */
    public long nextDeadlineNanos() {
        return state == CONNECTING ? Math.min(deadlineNanos, connector.nextDeadlineNanos())
                : deadlineNanos;
    }

    /** Whether the request has ended: with {@link #failure}, or with a response. */
    public boolean isDone() {
        return done;
    }

    /** Why there is no response, for people; null when there is one. */
    public String failure() {
        return failure;
    }

    /** Whether the response was refused for its size, which another try would not change. */
    public boolean isTooLarge() {
        return response.isTooLarge();
    }

    public int status() {
        return response.status();
    }

    /** The response's body, or the first of it that is kept: 64 KiB unless said otherwise. */
    public Buffer responseBody() {
        return response.body();
    }

    /** Whether the response's body is said to be binary protobuf. */
    public boolean responseIsProtobuf() {
        return response.isProtobuf();
    }

    /** Whether the response's body is said to be OpenMetrics. */
    public boolean responseIsOpenMetrics() {
        return response.isOpenMetrics();
    }

    /** Samples and histograms that a server of remote write 2.0 has taken; -1: it says nothing. */
    public long written() {
        return response.written();
    }

    /** How long the server wants to be left alone, in seconds; -1 when it does not say. */
    public long retryAfterSeconds(long wallNanos) {
        return response.retryAfterSeconds(wallNanos);
    }
}
