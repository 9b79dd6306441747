package dev.mote.bench.outage;

import dev.mote.bench.Payload;
import dev.mote.component.Batch;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbered batches, sent by OTLP/HTTP as fast as they are taken, each until the answer is 200. The
 * number is the value of an attribute: {@link #MARK}, then eight digits.
 */
final class Batches {
    static final String MARK = "#batch:";
    static final int DIGITS = 8;
    private static final int CONNECTIONS = 2;
    private static final int RESOURCES = 3;
    private static final int OK = 200;

    private final byte[] wire;
    private final int digitsAt;
    final int points;
    final int payloadBytes;
    private final AtomicInteger accepted = new AtomicInteger();

    Batches() {
        Batch batch = Payload.request(Batch.Signal.METRICS, RESOURCES);
        points = batch.items;
        byte[] mark = Payload.resource("batch", MARK + "0".repeat(DIGITS));
        payloadBytes = mark.length + batch.length;
        byte[] head = ("POST /v1/metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                + "application/x-protobuf\r\nContent-Length: " + payloadBytes + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        wire = Arrays.copyOf(head, head.length + payloadBytes);
        System.arraycopy(mark, 0, wire, head.length, mark.length);
        System.arraycopy(batch.bytes, batch.offset, wire, head.length + mark.length,
                batch.length);
        digitsAt = new String(wire, StandardCharsets.ISO_8859_1).indexOf(MARK) + MARK.length();
    }

    /** How many have been answered with 200 since the last {@link #send}. */
    int accepted() {
        return accepted.get();
    }

    /** Sends those with the numbers below {@code count}; returns when all are accepted. */
    void send(int port, int count) throws InterruptedException {
        accepted.set(0);
        Thread[] threads = new Thread[CONNECTIONS];
        for (int at = 0; at < CONNECTIONS; at++) {
            int first = at;
            threads[at] = Thread.ofPlatform().start(() -> send(port, first, count));
        }
        for (Thread each : threads) {
            each.join();
        }
    }

    private void send(int port, int first, int count) {
        byte[] bytes = wire.clone();
        int number = first;
        while (number < count) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                for (; number < count; number += CONNECTIONS) {
                    digits(bytes, number);
                    socket.getOutputStream().write(bytes);
                    if (answer(socket.getInputStream()) != OK) {
                        throw new IOException("not taken");
                    }
                    accepted.incrementAndGet();
                }
            } catch (IOException e) {
                pause();
            }
        }
    }

    private void digits(byte[] bytes, int number) {
        int rest = number;
        for (int at = digitsAt + DIGITS - 1; at >= digitsAt; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads one answer and returns its status. */
    private static int answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) Character.toLowerCase(next));
        }
        int length = head.indexOf("content-length: ");
        if (length >= 0) {
            in.readNBytes(Integer.parseInt(head.substring(length + 16,
                    head.indexOf("\r", length))));
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
