package dev.mote.it;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * An OTLP/HTTP server that records every request and answers as a test wants it, well or badly.
 * One virtual thread a connection; the answer can be exchanged while it runs.
 */
final class Sink implements AutoCloseable {
    /** Answers one request on its connection; returns whether the connection stays open. */
    interface Answer {
        boolean to(Request request, OutputStream out) throws IOException;
    }

    /**
     * One request as it came.
     *
     * @param headers names in lower case
     * @param wire the body as sent
     * @param body the body after decompression
     * @param connection number of the connection that it came on, from 1
     */
    record Request(String method, String path, Map<String, String> headers, byte[] wire,
            byte[] body, long arrivedMillis, int connection) {
        List<Point> points() {
            return Point.of(Point.parse(body));
        }
    }

    static final Answer OK = status("200 OK", "");

    private final ServerSocket listener;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Answer answer;
    private volatile int connections;

    Sink(int port, Answer answer) {
        this.answer = answer;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    Sink(Answer answer) {
        this(0, answer);
    }

    /** An answer with a status line, header lines (each ended by CRLF) and an empty body. */
    static Answer status(String status, String headers) {
        return body(status, headers + "Content-Type: application/x-protobuf\r\n", new byte[0]);
    }

    static Answer body(String status, String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return (request, out) -> {
            out.write(head);
            out.write(body);
            out.flush();
            return true;
        };
    }

    /** Writes these bytes, whatever they are, and closes the connection. */
    static Answer raw(byte[] bytes) {
        return (request, out) -> {
            out.write(bytes);
            out.flush();
            return false;
        };
    }

    /** Takes the request and never answers; the connection stays open. */
    static Answer silence() {
        return (request, out) -> true;
    }

    static Answer closeAtOnce() {
        return (request, out) -> false;
    }

    void answer(Answer next) {
        answer = next;
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections;
    }

    /** Every point of every request so far, in the order of arrival. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        requests.forEach(request -> points.addAll(request.points()));
        return points;
    }

    void awaitRequests(Child sender, int count, int secondsMax) {
        sender.await(count + " requests at the sink", secondsMax, () -> requests.size() >= count);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int number = ++connections;
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean stays = true;
            while (stays) {
                Request request = read(in, number);
                if (request == null) {
                    return;
                }
                Answer now = answer;
                requests.add(request);
                stays = now.to(request, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The other side has gone: what it sent completely is recorded.
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in, int number) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new EOFException();
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        byte[] wire = "chunked".equals(headers.get("transfer-encoding")) ? chunks(in)
                : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        byte[] body = wire;
        if ("gzip".equals(headers.get("content-encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(wire)).readAllBytes();
        }
        return new Request(words[0], words[1], headers, wire, body, System.currentTimeMillis(),
                number);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in).trim(), 16);
            all.write(exactly(in, length));
            line(in);
            if (length == 0) {
                return all.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    /** Ends listening and every open connection, as a server that dies. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
