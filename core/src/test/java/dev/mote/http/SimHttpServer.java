package dev.mote.http;

import dev.mote.bytes.Buffer;
import dev.mote.os.sim.SimClock;
import dev.mote.os.sim.SimNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scripted HTTP server: takes whole requests and answers each with what is set. */
public final class SimHttpServer implements SimNetwork.Peer {
    /** Decides about each request, when it is whole. */
    public interface Script {
        /** Returns the whole response, "" for none, null to close the connection. */
        String answer(String head, byte[] body);
    }

    private final HeaderScanner header = new HeaderScanner();
    private final SimClock clock;
    public final List<String> heads = new ArrayList<>();
    public Script script;
    /** Answers come this much later. */
    public long delayNanos;
    /** Connects that have been made. */
    public int connections;
    /** How long a connect takes; -1: as usual. */
    public long connectNanos = -1;
    /** Closes the connection behind each answer without having said so. */
    public boolean closesSilently;
    /** Bytes that are taken at once. */
    public int room = Integer.MAX_VALUE;
    private SimNetwork.Connection last;

    public SimHttpServer(SimClock clock, Script script) {
        this.clock = clock;
        this.script = script;
    }

    /** Answers everything with this status line and body. */
    public static Script always(String status, String body) {
        return (head, request) -> response(status, body);
    }

    public static String response(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Override
    public long connectNanos(long usualNanos) {
        return connectNanos < 0 ? usualNanos : connectNanos;
    }

    @Override
    public void connected(SimNetwork.Connection connection) {
        connections++;
        last = connection;
        connection.room(room);
    }

    /** The connection made last. */
    public SimNetwork.Connection last() {
        return last;
    }

    @Override
    public void received(SimNetwork.Connection connection) {
        connection.room(room);
        Buffer in = connection.received;
        int head = HeaderScanner.headEnd(in.bytes(), 0, in.length());
        if (head < 0) {
            return;
        }
        int length = bodyLength(in.bytes(), head);
        if (in.length() < head + length) {
            return;
        }
        String text = new String(in.bytes(), 0, head, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOfRange(in.bytes(), head, head + length);
        in.clear();
        heads.add(text);
        if (delayNanos > 0) {
            clock.schedule(delayNanos, () -> answer(connection, text, body));
        } else {
            answer(connection, text, body);
        }
    }

    private int bodyLength(byte[] bytes, int head) {
        int line = 0;
        while (bytes[line] != '\n') {
            line++;
        }
        header.over(bytes, line + 1, head);
        int length = 0;
        while (header.next()) {
            length = header.nameIs("content-length") ? (int) header.number() : length;
        }
        return length;
    }

    /** It only takes what it can still answer. */
    private void answer(SimNetwork.Connection connection, String head, byte[] body) {
        if (!connection.isOpen()) {
            return;
        }
        String answer = script.answer(head, body);
        if (answer == null) {
            connection.close();
        } else {
            connection.send(new Buffer(64).ascii(answer).bytes(), 0, answer.length());
            if (closesSilently) {
                connection.close();
            }
        }
    }
}
