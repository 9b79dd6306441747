package dev.mote.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mote.otlp.MetricsReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP server that says yes and counts: requests, bytes as sent, data points. */
final class CountingSink implements AutoCloseable {
    private final HttpServer server;
    private long requests;
    private long wireBytes;
    private long points;

    CountingSink() throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] wire = exchange.getRequestBody().readAllBytes();
        byte[] body = wire;
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(wire)).readAllBytes();
        }
        count(wire.length, body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private synchronized void count(int wireLength, byte[] body) {
        MetricsReader reader = new MetricsReader().over(body, 0, body.length);
        while (reader.nextPoint()) {
            points++;
        }
        requests++;
        wireBytes += wireLength;
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized long requests() {
        return requests;
    }

    synchronized long wireBytes() {
        return wireBytes;
    }

    synchronized long points() {
        return points;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
