package dev.mote.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import org.junit.jupiter.api.Test;

final class HttpResponseTest {
    private final HttpResponse response = new HttpResponse();

    private static Buffer bytes(String text) {
        return new Buffer(text.length() + 1).ascii(text);
    }

    /** Feeds the text in two pieces, cut at {@code cut}; returns how much was taken. */
    private int feed(String text, int cut) {
        Buffer bytes = bytes(text);
        response.begin();
        int taken = response.feed(bytes.bytes(), 0, cut);
        return taken < cut ? taken
                : taken + response.feed(bytes.bytes(), cut, bytes.length() - cut);
    }

    private void assertResponse(String text, int status, String body, boolean keepAlive) {
        for (int cut = 0; cut <= text.length(); cut++) {
            int taken = feed(text + "HTTP/1.1 next", cut);
            assertTrue(response.isDone(), text + " cut at " + cut);
            assertNull(response.error(), text);
            assertEquals(text.length(), taken, text + " cut at " + cut);
            assertEquals(status, response.status(), text);
            assertEquals(body, response.body().asText(), text);
            assertEquals(keepAlive, response.keepAlive(), text);
        }
    }

    private void assertError(String text, String error) {
        for (int cut = 0; cut <= text.length(); cut++) {
            feed(text, cut);
            assertTrue(response.isDone(), text + " cut at " + cut);
            assertTrue(response.error() != null && response.error().contains(error),
                    response.error() + " for " + text);
        }
    }

    @Test
    void bodiesAreDelimitedInAllWays() {
        assertResponse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true);
        assertResponse("HTTP/1.1 200\r\ncontent-length:0\r\n\r\n", 200, "", true);
        assertResponse("\r\nHTTP/1.1 503 \nConnection: close\nContent-Length: 1\n\nx", 503, "x",
                false);
        assertResponse("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x", false);
        assertResponse("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\n"
                + "x", 200, "x", true);
        assertResponse("HTTP/1.1 204 No Content\r\n\r\n", 204, "", true);
        assertResponse("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n"
                + "00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", 200, "abc0123456789", true);
        assertResponse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"
                + "0\r\n\r\n", 200, "", false);
        assertResponse("HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 103 Hints\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok",
                true);
    }

    @Test
    void withoutALengthTheBodyEndsWithTheConnection() {
        feed("HTTP/1.1 400 Bad\r\nX: y\r\n\r\nbody", 30);
        assertFalse(response.isDone());
        response.end();
        assertTrue(response.isDone());
        assertNull(response.error());
        assertEquals("body", response.body().asText());
        assertFalse(response.keepAlive());
    }

    @Test
    void cutOffAnswersAreErrors() {
        String[] texts = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 2",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"};
        for (String text : texts) {
            feed(text, 3);
            response.end();
            assertEquals("the connection was closed in the middle of an answer", response.error());
        }
    }

    @Test
    void garbageIsNamed() {
        assertError("\u0015\u0003\u0001", "https://");
        assertError("\0\0\u0012\u0004", "gRPC");
        assertError("SSH-2.0-x\r\n", "not HTTP/1.1");
        assertError("HTTP/2 200\r\n", "not HTTP/1.1");
        assertError("HTTP/1.1 2000\r\n", "not HTTP/1.1");
        assertError("HTTP/1.1 101 Switching\r\n", "not HTTP/1.1");
        assertError("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", "Content-Length");
        assertError("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
                "Content-Length");
        assertError("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "chunks");
        assertError("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n", "chunks");
        assertError("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", "chunks");
    }

    @Test
    void largeBodiesAreKeptInPartAndRefusedBeyondFourMebibytes() {
        byte[] block = new byte[1 << 16];
        feed("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n", 1);
        for (int times = 0; times < 64; times++) {
            response.feed(block, 0, block.length);
        }
        assertTrue(response.isDone());
        assertNull(response.error());
        assertEquals(HttpResponse.BODY_KEPT_MAX, response.body().length());
        feed("HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\n", 1);
        assertTrue(response.isTooLarge());
        feed("HTTP/1.1 200 OK\r\n\r\n", 1);
        for (int times = 0; times < 65; times++) {
            response.feed(block, 0, block.length);
        }
        assertTrue(response.isTooLarge());
    }

    @Test
    void endlessHeadsAreRefusedAndLongLinesAreNot() {
        Buffer text = bytes("HTTP/1.1 200 OK\r\nSet-Cookie: ");
        for (int at = 0; at < 10_000; at++) {
            text.put('x');
        }
        text.ascii("\r\n folded\r\nContent-Length: 0\r\n\r\n");
        response.begin();
        assertEquals(text.length(), response.feed(text.bytes(), 0, text.length()));
        assertTrue(response.isDone() && response.error() == null);
        response.begin();
        for (int times = 0; times < 10; times++) {
            response.feed(text.bytes(), 0, 9_000);
        }
        assertEquals("the answer's head is longer than 64 KiB", response.error());
    }

    @Test
    void serversSayWhenToComeBack() {
        String head = "HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\n";
        feed(head + "Retry-After: 17\r\n\r\n", 20);
        assertEquals(17, response.retryAfterSeconds(0));
        feed(head + "Retry-After: soon\r\n\r\n", 20);
        assertEquals(-1, response.retryAfterSeconds(0));
        feed(head + "\r\n", 20);
        assertEquals(-1, response.retryAfterSeconds(0));
        String date = "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n";
        feed(head + date + "\r\n", 20);
        assertEquals(60, response.retryAfterSeconds(784_111_777_000_000_000L));
        assertEquals(0, response.retryAfterSeconds(999_111_777_000_000_000L));
        feed(head + date + "Date: Sun, 06 Nov 1994 08:50:35 GMT\r\n\r\n", 20);
        assertEquals(2, response.retryAfterSeconds(999_111_777_000_000_000L));
    }
}
