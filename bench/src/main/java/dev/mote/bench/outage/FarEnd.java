package dev.mote.bench.outage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP server that says yes and notes the numbers of the batches that come. */
final class FarEnd implements AutoCloseable {
    private static final byte[] MARK = Batches.MARK.getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final BitSet numbers = new BitSet();
    private long arrived;
    private long requests;

    FarEnd(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                64);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16).readAllBytes();
        }
        note(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private synchronized void note(byte[] body) {
        requests++;
        for (int at = 0; at + MARK.length + Batches.DIGITS <= body.length; at++) {
            if (body[at] == MARK[0] && isMark(body, at)) {
                int number = Integer.parseInt(new String(body, at + MARK.length, Batches.DIGITS,
                        StandardCharsets.US_ASCII));
                numbers.set(number);
                arrived++;
            }
        }
    }

    private static boolean isMark(byte[] body, int at) {
        for (int index = 1; index < MARK.length; index++) {
            if (body[at + index] != MARK[index]) {
                return false;
            }
        }
        return true;
    }

    /** How many different batches have come. */
    synchronized int distinct() {
        return numbers.cardinality();
    }

    /** How many batches have come, repeated ones included. */
    synchronized long arrived() {
        return arrived;
    }

    synchronized long requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
