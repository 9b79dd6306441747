package dev.mote.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.exporter.DeliveryCounters;
import dev.mote.exporter.DeliverySettings;
import dev.mote.http.SimHttpServer;
import dev.mote.os.Network;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Hours with a server that does everything wrong: nothing is lost uncounted, whatever happens. A
 * seed that fails is printed; {@code -Dsim.seed=N} runs it again.
 */
final class DeliverySimulationTest {
    private static final int RUNS = Integer.getInteger("fuzz.cases", 2_000) / 10;
    private static final long SECOND = ExporterFixture.SECOND;

    private Random random;
    private ExporterFixture host;
    private SimHttpServer server;
    private Set<Integer> taken;
    private long itemsTaken;
    private boolean healthy;

    @Test
    void everyPointIsAccountedFor() {
        long seed = Long.getLong("sim.seed", System.nanoTime());
        int runs = Long.getLong("sim.seed") == null ? RUNS : 1;
        for (int at = 0; at < runs; at++) {
            try {
                run(seed + at);
            } catch (RuntimeException | AssertionError e) {
                throw new IllegalStateException("sim.seed=" + (seed + at), e);
            }
        }
    }

    private void run(long seed) {
        random = new Random(seed);
        OtlpHttpSettings settings = OtlpHttpSettings.to("http://127.0.0.1:4318/");
        settings.gzip = random.nextInt(4) == 0;
        DeliverySettings delivery = new DeliverySettings();
        delivery.queueBytes = 10_000 + random.nextInt(100_000);
        delivery.retries = random.nextInt(10) > 0;
        delivery.requestBytesMax = 5_000 + random.nextInt(60_000);
        host = new ExporterFixture(settings, delivery);
        server = new SimHttpServer(host.sim.clock, this::answer);
        taken = new HashSet<>();
        itemsTaken = 0;
        healthy = false;
        DeliveryCounters counters = host.exporter.counters();
        int batches = 20 + random.nextInt(60);
        for (int at = 0; at < batches; at++) {
            changeWeather();
            consume(at);
            host.run(random.nextInt(20) * SECOND + random.nextInt(1000));
        }
        assertTrue(host.turns < 40_000, "busy: " + host.turns + " turns");
        if (random.nextBoolean()) {
            heal();
            assertEquals(0, counters.queuedPoints.value(), "all must be delivered by now");
        }
        assertTrue(host.shutDown() <= SECOND, "the end took too long");
        assertEquals(0, counters.queuedPoints.value());
        assertEquals(counters.accepted.value(), counters.sent.value() + counters.dropped());
        assertTrue(counters.sent.value() <= itemsTaken, "sent what nobody took");
        assertEquals(0, host.sim.network.openSockets, "sockets left open");
    }

    private void heal() {
        healthy = true;
        server.connectNanos = -1;
        server.room = Integer.MAX_VALUE;
        server.delayNanos = 0;
        server.closesSilently = false;
        host.sim.network.peer(Network.TCP, 4318, server);
        host.run(400 * SECOND);
    }

    private void consume(int number) {
        byte[] bytes = new byte[16 + random.nextInt(random.nextInt(10) == 0 ? 30_000 : 3_000)];
        random.nextBytes(bytes);
        host.consume(bytes, 1 + number % 50);
    }

    private void changeWeather() {
        if (random.nextInt(4) > 0) {
            return;
        }
        host.sim.network.peer(Network.TCP, 4318, random.nextInt(5) == 0 ? null : server);
        server.connectNanos = random.nextInt(8) == 0 ? Long.MAX_VALUE : -1;
        server.room = random.nextInt(3) == 0 ? 1 + random.nextInt(3000) : Integer.MAX_VALUE;
        server.delayNanos = random.nextInt(3) == 0 ? random.nextInt(15) * SECOND : 0;
        server.closesSilently = random.nextInt(4) == 0;
    }

    private String answer(String head, byte[] body) {
        int kind = healthy ? 99 : random.nextInt(24);
        return switch (kind) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "HTTP/1.1 200 OK\r\nContent-Le";
            case 3 -> "\u0015\u0003\u0001";
            case 4 -> SimHttpServer.response("503 Busy", "later");
            case 5 -> "HTTP/1.1 429 x\r\nRetry-After: " + random.nextInt(30)
                    + "\r\nContent-Length: 0\r\n\r\n";
            case 6 -> SimHttpServer.response("400 Bad", "never");
            case 7 -> SimHttpServer.response("302 Found", "");
            case 8 -> "HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n";
            case 9 -> taken(body, partial());
            case 10 -> taken(body, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            case 11 -> taken(body, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nok\r\n0\r\n\r\n");
            case 12 -> taken(body, SimHttpServer.response("204 No Content", "") + "extra");
            default -> taken(body, SimHttpServer.response("200 OK", ""));
        };
    }

    private String partial() {
        Buffer body = new Buffer(16).put(10).put(2).put(8).put(random.nextInt(100));
        return SimHttpServer.response("200 OK", body.asText());
    }

    /** Remembers what arrived; the same batch may come twice when an answer was lost. */
    private String taken(byte[] body, String response) {
        if (taken.add(java.util.Arrays.hashCode(body))) {
            itemsTaken += 5000;
        }
        return response;
    }
}
