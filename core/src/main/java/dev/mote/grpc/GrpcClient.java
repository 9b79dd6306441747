package dev.mote.grpc;

import dev.mote.component.EventLoop;
import dev.mote.http.Connector;
import dev.mote.http.Headers;
import dev.mote.http.HttpClient;
import dev.mote.http2.HpackEncoder;
import dev.mote.http2.HpackHuffman;
import dev.mote.http2.Http2;
import dev.mote.http2.Http2Connection;
import dev.mote.http2.Http2Events;
import dev.mote.http2.Http2Limits;
import dev.mote.http2.Http2Stream;
import dev.mote.os.Errno;
import dev.mote.os.Network;
import dev.mote.os.Poller;

/**
 * Calls methods of one server, one after the other, and keeps the connection between them. Its
 * owner calls {@link #doWork} in every turn and looks at {@link #isDone}. Once connected, a call
 * makes no garbage.
 *
 * <p>A call that the server has not looked at, because it was leaving or the kept connection was
 * closed, goes out once more on a new connection, at once: that is no failure.
 */
public final class GrpcClient implements EventLoop.Handler, Http2Events {
    /** Writes the headers of a call, but for the first ones and the last, which are gRPC's own. */
    public interface Metadata {
        void write(HpackEncoder out);
    }

    /** New connections follow a change of DNS or of a load balancer within this time. */
    private static final long CONNECTION_AGE_MAX_NANOS = 600_000_000_000L;
    private static final int OUTPUT_BYTES = 8192;
    private static final int INPUT_BYTES = 2048;
    private static final int HEADER_LIST_BYTES_MAX = 16 << 10;
    /** A server that closes each new connection at once is not tried for ever. */
    private static final int RENEWALS_MAX = 2;
    /** What comes first from a server that speaks HTTP/2: the length of SETTINGS, below 65,536. */
    private static final int FIRST_BYTE = 0;
    private static final int TLS_ALERT = 0x15;

    private final EventLoop loop;
    private final Network network;
    private final Connector connector;
    private final long timeoutNanos;
    private final Metadata metadata;
    private final HpackHuffman code = new HpackHuffman();
    private final Headers headers = new Headers(HEADER_LIST_BYTES_MAX);
    private final GrpcAnswer answer = new GrpcAnswer();
    private final byte[] output = new byte[OUTPUT_BYTES];
    private final byte[] input = new byte[INPUT_BYTES];

    private Http2Connection connection;
    private int socket = -1;
    private boolean connecting;
    private boolean watchesRoom;
    private boolean hasReceived;
    private long connectedNanos;
    private int outputFrom;
    private int outputTo;

    private HttpClient.Body body;
    private Http2Stream stream;
    private boolean reused;
    /** Whether the call under way came back unseen. */
    private boolean refused;
    private int renewals;
    private long deadlineNanos = Long.MAX_VALUE;
    private long pingNanos = Long.MAX_VALUE;
    private long wireBytes;
    private boolean done = true;
    private String failure;

    /**
     * A client of one server.
     *
     * @param timeoutNanos what a call may take, finding the address and connecting included
     */
    public GrpcClient(EventLoop loop, Connector connector, long timeoutNanos, Metadata metadata) {
        this.loop = loop;
        network = loop.os().network();
        this.connector = connector;
        this.timeoutNanos = timeoutNanos;
        this.metadata = metadata;
    }

    /** Begins a call; {@code body}, the message with its prefix, is lent until {@link #isDone}. */
    public void call(HttpClient.Body body, long nowNanos) {
        this.body = body;
        done = false;
        failure = null;
        renewals = 0;
        wireBytes = 0;
        deadlineNanos = nowNanos + timeoutNanos;
        pingNanos = nowNanos + timeoutNanos / 2;
        answer.clear();
        if (connection != null && connection.canRequest()
                && nowNanos - connectedNanos < CONNECTION_AGE_MAX_NANOS) {
            reused = true;
            begin();
        } else {
            connect(nowNanos);
        }
    }

    private void connect(long nowNanos) {
        disconnect();
        reused = false;
        connecting = true;
        connector.begin(nowNanos);
    }

    private void begin() {
        metadata.write(connection.header());
        stream = connection.request(body);
        sendMore();
    }

    /** Moves on whatever waits for time, and takes the connection over when there is one. */
    public void doWork(long nowNanos) {
        if (connecting) {
            connector.doWork(nowNanos);
            if (connector.isDone()) {
                takeConnection(nowNanos);
            }
        }
        if (!done && nowNanos >= deadlineNanos) {
            timeOut();
        } else if (stream != null && nowNanos >= pingNanos) {
            // No answer for long: is the server slow, or not there any more?
            pingNanos = Long.MAX_VALUE;
            connection.takePong();
            connection.ping();
            sendMore();
        }
    }

    private void timeOut() {
        if (connecting) {
            end("timed out " + connector.stage());
        } else if (stream != null && connection.takePong()) {
            connection.reset(stream, Http2.CANCEL);
            sendMore();
            finish("timed out waiting for an answer");
        } else {
            end("timed out waiting for an answer");
        }
    }

    private void takeConnection(long nowNanos) {
        connecting = false;
        if (connector.error() != null) {
            end(connector.error());
            return;
        }
        socket = connector.takeSocket();
        connectedNanos = nowNanos;
        watchesRoom = false;
        hasReceived = false;
        outputFrom = 0;
        outputTo = 0;
        int watched = loop.watch(socket, Poller.READABLE, this);
        if (watched < 0) {
            end(Errno.describe(watched));
            return;
        }
        connection = new Http2Connection(false, Http2Limits.CLIENT, headers, code, this);
        begin();
        // The server's first frames may be here already; under TLS the poller does not know. No
        // other event might follow them, so what they allow is sent now.
        receive(nowNanos);
        sendMore();
    }

    @Override
    public void ready(int readySocket, int events, long nowNanos) {
        if (readySocket == socket && (events & (Poller.READABLE | Poller.FAILED)) != 0) {
            receive(nowNanos);
        }
        if (readySocket == socket) {
            sendMore();
        }
    }

    private void sendMore() {
        while (socket >= 0 && (outputFrom < outputTo || fill())) {
            int count = network.send(socket, output, outputFrom, outputTo - outputFrom);
            if (count == -Errno.EAGAIN) {
                watchRoom(true);
                return;
            }
            if (count < 0) {
                // Why is told by what can still be read: perhaps a refusal, perhaps the end.
                outputFrom = outputTo;
                break;
            }
            outputFrom += count;
            wireBytes += count;
        }
        watchRoom(false);
    }

    private boolean fill() {
        outputFrom = 0;
        outputTo = connection.take(output, 0, OUTPUT_BYTES);
        return outputTo > 0;
    }

    private void watchRoom(boolean wanted) {
        if (wanted != watchesRoom && socket >= 0) {
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
            if (count <= 0) {
                lost(count < 0 ? Errno.describe(count) : "connection closed without an answer",
                        nowNanos);
            } else if (!hasReceived && input[0] != FIRST_BYTE) {
                end(input[0] == TLS_ALERT
                        ? "the server speaks TLS here: its endpoint begins with https://"
                        : "the server does not speak gRPC; is this the port of OTLP over HTTP "
                        + "(usually 4318)? gRPC has its own (usually 4317)");
            } else {
                hasReceived = true;
                connection.feed(input, 0, count, nowNanos);
                afterFeed(nowNanos);
            }
        }
    }

    private void afterFeed(long nowNanos) {
        if (refused) {
            lost("the server refuses calls", nowNanos);
        } else if (connection.isFailed()) {
            sendMore();
            lost("the server breaks the rules of HTTP/2 ("
                    + Http2.describe(connection.error()) + ")", nowNanos);
        } else if (done && connection.isLeft()) {
            disconnect();
        }
    }

    /** The connection is of no more use: a call that was not looked at goes on with another one. */
    private void lost(String cause, long nowNanos) {
        boolean unseen = refused || reused && answer.httpStatus() == 0;
        refused = false;
        if (done) {
            disconnect();
        } else if (unseen && renewals < RENEWALS_MAX) {
            renewals++;
            connect(nowNanos);
        } else {
            end(answer.isConclusive() ? null : cause);
        }
    }

    // ---- what the server says -------------------------------------------------------------------

    @Override
    public void headers(Http2Stream of, Headers headers, boolean last) {
        answer.headers(headers);
        endEarly(of, last);
    }

    @Override
    public void data(Http2Stream of, byte[] bytes, int offset, int length, boolean last) {
        answer.data(bytes, offset, length);
        if (answer.isTooLarge()) {
            connection.reset(of, Http2.CANCEL);
            finish("the answer is larger than 4 MiB");
        } else {
            endEarly(of, last);
        }
    }

    /** The answer is there before all of the call was sent: the rest need not be. */
    private void endEarly(Http2Stream of, boolean last) {
        if (last && !of.isSent()) {
            connection.reset(of, Http2.CANCEL);
            closed(of);
        }
    }

    /** A server that is content may cut off the rest of a request, once it has answered. */
    @Override
    public void aborted(Http2Stream of, int error) {
        stream = null;
        if (done) {
            return;
        }
        if (answer.isConclusive()) {
            finish(null);
        } else if (error == Http2.REFUSED_STREAM) {
            refused = true;
        } else {
            finish("the call was cut off: " + Http2.describe(error));
        }
    }

    @Override
    public void closed(Http2Stream of) {
        finish(answer.isConclusive() ? null : "the answer has no status");
    }

    private void finish(String failure) {
        this.failure = failure;
        done = true;
        stream = null;
        deadlineNanos = Long.MAX_VALUE;
        pingNanos = Long.MAX_VALUE;
    }

    /** Ends the call and the connection. */
    private void end(String failure) {
        finish(failure);
        close();
    }

    private void disconnect() {
        if (socket >= 0) {
            loop.watch(socket, 0, this);
            network.close(socket);
        }
        socket = -1;
        connection = null;
        stream = null;
    }

    /** Gives up the call, if there is one, and the connection. */
    public void close() {
        connector.cancel();
        connecting = false;
        disconnect();
        deadlineNanos = Long.MAX_VALUE;
        pingNanos = Long.MAX_VALUE;
        done = true;
    }

    /** When {@link #doWork} has something to do without an event. */
    public long nextDeadlineNanos() {
        return connecting ? Math.min(deadlineNanos, connector.nextDeadlineNanos())
                : Math.min(deadlineNanos, stream == null ? Long.MAX_VALUE : pingNanos);
    }

    /** Whether the call has ended: with {@link #failure}, or with an answer. */
    public boolean isDone() {
        return done;
    }

    /** Why there is no answer, for people; null when there is one. */
    public String failure() {
        return failure;
    }

    public GrpcAnswer answer() {
        return answer;
    }

    /** Bytes that went out for the call. */
    public long wireBytes() {
        return wireBytes;
    }
}
