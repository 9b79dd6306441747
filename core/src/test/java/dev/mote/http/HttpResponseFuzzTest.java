package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server sends, cut however: one result that does not depend on the cuts. */
final class HttpResponseFuzzTest {
    private static final int CASES = 10 * Integer.getInteger("fuzz.cases", 2_000);
    private static final String[] PIECES = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 429 x\r\n", "\r\n",
        "\n",
        "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "5\r\n",
        "hello", "\r\n0\r\n\r\n", "HTTP/1.1 100 \r\n\r\n", "Retry-After: 3\r\n", "X: y\r\n", "0",
        ";", ":",
        "Retry-After: Sun Nov  6 08:49:37 1994\r\n", "\0", "ffffffff\r\n", "HTTP/1.0 200 OK\r\n",
        " "};

    private final HttpResponse response = new HttpResponse();

    @Test
    void cutsMakeNoDifference() {
        long seed = Long.getLong("fuzz.seed", 1);
        Random random = new Random(seed);
        for (int at = 0; at < CASES; at++) {
            Buffer text = text(random);
            String message = "fuzz.seed=" + seed + " case " + at + ": " + text.asText();
            try {
                String whole = feed(text, random, false);
                assertEquals(whole, feed(text, random, true), message);
            } catch (RuntimeException e) {
                throw new IllegalStateException(message, e);
            }
        }
    }

    private static Buffer text(Random random) {
        Buffer text = new Buffer(64);
        if (random.nextInt(4) > 0) {
            text.ascii(PIECES[random.nextInt(2)]);
        }
        for (int pieces = random.nextInt(9); pieces > 0; pieces--) {
            text.ascii(PIECES[random.nextInt(PIECES.length)]);
        }
        for (int damage = random.nextInt(3) - 1; damage > 0 && text.length() > 0; damage--) {
            text.bytes()[random.nextInt(text.length())] = (byte) random.nextInt(256);
        }
        return text;
    }

    private String feed(Buffer text, Random random, boolean cut) {
        response.begin();
        int taken = 0;
        while (taken < text.length() && !response.isDone()) {
            int part = cut ? 1 + random.nextInt(Math.min(7, text.length() - taken))
                    : text.length() - taken;
            int count = response.feed(text.bytes(), taken, part);
            assertTrue(count == part || response.isDone(), "stopped in the middle");
            taken += count;
        }
        response.end();
        assertTrue(response.isDone());
        return response.error() != null ? response.error() : taken + " " + response.status() + " "
                + response.keepAlive() + " " + response.retryAfterSeconds(0) + " "
                + response.body().asText();
    }
}
