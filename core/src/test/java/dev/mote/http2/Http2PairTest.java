package dev.mote.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both ends against each other: any sizes, any cuts, any windows. */
final class Http2PairTest {
    private static final int CASES = Math.max(20, Integer.getInteger("fuzz.cases", 2_000) / 20);

    private final Buffer[] answers = new Buffer[64];
    private final boolean[] ended = new boolean[64];
    private int heads;
    private int trailers;
    private int errors;

    private final Http2Events client = new Http2Events() {
        @Override
        public void headers(Http2Stream stream, Headers headers, boolean last) {
            if (last) {
                trailers++;
                assertTrue(headers.find("grpc-status"));
            } else {
                heads++;
                assertTrue(headers.at(0).valueIs("200"));
            }
        }

        @Override
        public void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last) {
            answers[stream.place].put(bytes, offset, length);
        }

        @Override
        public void aborted(Http2Stream stream, int error) {
            errors++;
        }

        @Override
        public void closed(Http2Stream stream) {
            ended[stream.place] = true;
        }
    };

    private Http2Stream request(Http2Pair pair, byte[] body) {
        pair.client.header().header(":method", "POST").header(":scheme", "http")
                .header(":path", "/p").header(":authority", "here").header("te", "trailers");
        Http2Stream stream = pair.client.request(new Http2Pair.Bytes(body));
        answers[stream.place] = new Buffer(16);
        ended[stream.place] = false;
        return stream;
    }

    @Test
    void bodiesComeBackAsTheyWere() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES; at++) {
            String message = "fuzz.seed=" + seed + " case " + at;
            Http2Limits limits = new Http2Limits(1 + random.nextInt(8), 1 + random.nextInt(100_000),
                    65_535 + random.nextInt(100_000), 16_384 + random.nextInt(50_000), 16 << 10);
            Http2Pair pair = new Http2Pair(random, limits, client);
            pair.settle();
            for (int round = 0; round < 3; round++) {
                byte[][] bodies = new byte[64][];
                int count = 1 + random.nextInt(limits.streams());
                for (int index = 0; index < count; index++) {
                    assertTrue(pair.client.canRequest(), message);
                    byte[] body = new byte[random.nextInt(random.nextInt(200_000) + 1)];
                    random.nextBytes(body);
                    bodies[request(pair, body).place] = body;
                }
                pair.settle();
                for (int place = 0; place < bodies.length; place++) {
                    if (bodies[place] != null) {
                        assertTrue(ended[place], message);
                        assertArrayEquals(bodies[place], Arrays.copyOf(answers[place].bytes(),
                                answers[place].length()), message);
                    }
                }
                assertEquals(0, pair.client.openStreams() + pair.server.openStreams(), message);
            }
            assertFalse(pair.client.isFailed() || pair.server.isFailed(), message);
        }
        assertEquals(heads, trailers);
        assertEquals(0, errors);
    }

    @Test
    void aServerThatLeavesAnswersWhatItHasTaken() {
        Http2Pair pair = new Http2Pair(new Random(1), Http2Limits.SERVER, client);
        request(pair, new byte[100]);
        pair.settle();
        assertEquals(1, trailers);
        pair.server.leave();
        request(pair, new byte[100]);
        pair.settle();
        assertEquals(1, errors, "the second is refused unseen");
        assertTrue(pair.client.isLeft());
        assertFalse(pair.client.canRequest());
    }

    @Test
    void pingsAreAnswered() {
        Http2Pair pair = new Http2Pair(new Random(1), Http2Limits.SERVER, client);
        pair.client.ping();
        pair.settle();
        assertTrue(pair.client.takePong());
        assertFalse(pair.client.takePong());
    }
}
