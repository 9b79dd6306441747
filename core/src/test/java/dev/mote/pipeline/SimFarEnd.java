package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.http.SimHttpServer;
import dev.mote.os.sim.Faults;
import dev.mote.os.sim.SimClock;
import dev.mote.otlp.Protobuf;
import dev.mote.otlp.ProtobufReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A far end that answers as badly as chance will have it, and remembers what it has taken. Items
 * have numbers; whatever comes for the first time must be newer than all that came before.
 */
final class SimFarEnd {
    /** The way to the items, and the field of their number. */
    private static final int[] METRICS = {1, 2, 2, 5, 1};
    private static final int[] LOGS = {1, 2, 2};
    private static final int METRIC_NUMBER = 6;
    /** What is wrong with the answers that {@link #answer(int)} gives. */
    private static final String[] MOODS = {"no answer", "connection closed", "answer cut off",
        "no HTTP", "503", "429", "400", "redirect", "oversized answer", "partly refused"};
    private static final int LOG_NUMBER = 1;

    final SimHttpServer server;
    final Set<Long> taken = new HashSet<>();
    final Set<Long> refused = new HashSet<>();
    boolean healthy;
    /** The signal that is answered with 503 whatever comes: 0 metrics, 1 logs; -1: none. */
    int unavailable = -1;
    boolean inOrder = true;
    /** Larger bodies are answered with 413. */
    int bodyBytesMax = Integer.MAX_VALUE;
    long duplicates;
    private final Random random;
    private final Faults faults;
    private final long[] highest = {-1, -1};
    private Set<Long> arrived;

    SimFarEnd(SimClock clock, Random random, Faults faults) {
        this.random = random;
        this.faults = faults;
        server = new SimHttpServer(clock, this::answer);
    }

    private static int[] way(boolean logs) {
        return logs ? LOGS : METRICS;
    }

    /** A request with items numbered from {@code first} on, in two resources. */
    static Buffer request(Batch.Signal signal, long first, int items, int padding) {
        boolean logs = signal == Batch.Signal.LOGS;
        Buffer out = new Buffer(64);
        int half = items / 2;
        write(out, way(logs), 0, first, half, padding, logs ? LOG_NUMBER : METRIC_NUMBER);
        write(out, way(logs), 0, first + half, items - half, padding,
                logs ? LOG_NUMBER : METRIC_NUMBER);
        return out;
    }

    private static void write(Buffer out, int[] way, int depth, long first, int items,
            int padding, int field) {
        boolean last = depth == way.length - 1;
        for (int at = 0; at < (last ? items : 1) && items > 0; at++) {
            int start = Protobuf.begin(out, way[depth]);
            if (last) {
                Protobuf.fixed64(out, field, first + at);
                Protobuf.bytes(out, 15, new byte[padding], 0, padding);
            } else {
                write(out, way, depth + 1, first, items, padding, field);
            }
            Protobuf.end(out, start);
        }
    }

    private void read(byte[] bytes, int from, int to, boolean logs, int depth) {
        int[] way = way(logs);
        ProtobufReader in = new ProtobufReader().over(bytes, from, to);
        while (in.nextField()) {
            if (depth == way.length) {
                if (in.field() == (logs ? LOG_NUMBER : METRIC_NUMBER) && !in.isBytes()) {
                    arrived.add(in.value());
                }
            } else if (in.isBytes() && in.field() == way[depth]) {
                read(bytes, in.offset(), in.offset() + in.length(), logs, depth + 1);
            }
        }
        assertTrue(!in.malformed(), "a request that cannot be read");
    }

    private String answer(String head, byte[] body) {
        byte[] plain = body;
        if (head.contains("Content-Encoding: gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                plain = in.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException("what came is no gzip", e);
            }
        }
        arrived = new LinkedHashSet<>();
        read(plain, 0, plain.length, false, 0);
        boolean logs = arrived.isEmpty();
        if (logs) {
            read(plain, 0, plain.length, true, 0);
        }
        assertTrue(!arrived.isEmpty(), "an empty request");
        if (plain.length > bodyBytesMax) {
            refused.addAll(arrived);
            return SimHttpServer.response("413 Large", "");
        }
        return answer(logs ? 1 : 0);
    }

    private String answer(int signal) {
        if (signal == unavailable) {
            faults.count("one signal unavailable");
            return SimHttpServer.response("503 Unavailable", "");
        }
        int mood = healthy ? 99 : random.nextInt(24);
        if (mood < MOODS.length) {
            faults.count(MOODS[mood]);
        }
        return switch (mood) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "HTTP/1.1 200 OK\r\nContent-Le";
            case 3 -> "\u0015\u0003\u0001";
            case 4 -> SimHttpServer.response("503 Busy", "later");
            case 5 -> "HTTP/1.1 429 x\r\nRetry-After: " + (random.nextInt(8) == 0 ? 999_999_999
                    : random.nextInt(30)) + "\r\nContent-Length: 0\r\n\r\n";
            case 6 -> refuse(SimHttpServer.response("400 Bad", "never"));
            case 7 -> refuse(SimHttpServer.response("302 Found", ""));
            case 8 -> refuse("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n");
            case 9 -> partly(signal);
            case 10 -> take(signal, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            case 11 -> take(signal, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nok\r\n0\r\n\r\n");
            case 12 -> take(signal, SimHttpServer.response("204 No Content", "") + "extra");
            case 13 -> take(signal, null);
            default -> take(signal, SimHttpServer.response("200 OK", ""));
        };
    }

    private String partly(int signal) {
        Buffer body = new Buffer(16).put(10).put(2).put(8).put(random.nextInt(100));
        refused.addAll(arrived);
        return take(signal, SimHttpServer.response("200 OK", body.asText()));
    }

    private String refuse(String answer) {
        refused.addAll(arrived);
        return answer;
    }

    private String take(int signal, String answer) {
        for (long number : arrived) {
            if (!taken.add(number)) {
                duplicates++;
            } else {
                // What was refused, and so dropped, may come again after a crash.
                assertTrue(!inOrder || number > highest[signal] || refused.contains(number),
                        number + " came behind " + highest[signal]);
                highest[signal] = Math.max(highest[signal], number);
            }
        }
        return answer;
    }
}
