package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.component.EventLoop;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.telemetry.Telemetry;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes, cut however: an answer or an end, and no connection left behind. */
class HttpServerFuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 2_000);
    private static final String[] PIECES = {"GET / HTTP/1.1\r\n", "Host: localhost\r\n", "\r\n",
            "\n",
        "HEAD", " ", "/", "HTTP/1.0\r\n", "Connection: close\r\n", "Content-Length: 5\r\n", ":",
                "\0",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /x HTTP/1.1\r\nHost: a\r\n\r\n", "\t",
                "é",
        "http://[::1]:7/", "Host: [\r\n", "Accept: */*;q=\r\n", "GET http:// HTTP/1.1\r\n"};

    @Test
    void survivesEverything() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        SimOs sim = new SimOs();
        EventLoop loop = new EventLoop(sim.os());
        HttpServer server = new HttpServer(loop, new Telemetry(), (request, response, now) -> {
            response.body().ascii("fine");
            return request.pathIs("/");
        });
        loop.add(server);
        loop.add(new Tick());
        assertEquals(0, server.listen(ListenAddress.parse("127.0.0.1:1")));
        SimNetwork.Peer peer = connection -> { };
        try {
            for (int at = 0; at < CASES; at++) {
                SimNetwork.Connection connection = sim.network.client(1, peer);
                for (int part = random.nextInt(6); part >= 0; part--) {
                    play(connection, random);
                    loop.turn();
                }
                String answer = connection.received.asText();
                assertTrue(answer.isEmpty() || "HTTP/1.1 ".startsWith(answer)
                        || answer.startsWith("HTTP/1.1 "), answer);
                if (random.nextBoolean()) {
                    connection.close();
                }
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
        sim.clock.advance(100_000_000_000L);
        while (!server.isDrained()) {
            loop.turn();
        }
    }

    private static void play(SimNetwork.Connection connection, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> connection.room(random.nextInt(200));
            case 1 -> connection.reset();
            case 2 -> connection.send("x".repeat(random.nextInt(9000)));
            default -> {
                StringBuilder text = new StringBuilder();
                for (int count = random.nextInt(8); count >= 0; count--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
                if (random.nextInt(4) == 0) {
                    text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
                }
                connection.send(text.toString());
            }
        }
    }
}
