package dev.mote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import dev.mote.os.sim.SimClock;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, cut however: the same requests, the same answers, no exception. */
final class ServerFuzzTest {
    private static final int CASES = 5 * Integer.getInteger("fuzz.cases", 2_000);
    /** Goes on for so long. */
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);
    private static final String[] PIECES = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "\r\n", "\n", ": ",
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nhello\r\n",
        "0\r\n\r\n", "0\r\nA: b\r\n\r\n", "3;x=y\r\nabc\r\n", "HEAD /h HTTP/1.1\nHost: a\n\n",
        "PUT /early HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n", "Host: b\r\n", "hello",
        "Connection: close\r\n", "Expect: 100-continue\r\n", "Content-Length: 3\r\n", "PR", "x",
        "POST /p HTTP/1.0\r\nContent-Length: 2\r\n\r\nok", "ffffffff\r\n", "GET / HTTP/1.1\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0"};

    private final StringBuilder told = new StringBuilder();

    /** Tells what it hears; what begins with /e is answered before its body is there. */
    private final class Telling implements Exchange {
        private boolean open;

        @Override
        public boolean begin(Headers request, Answer answer, long nowNanos) {
            assertTrue(!open);
            open = true;
            request.find(":path");
            String path = request.value();
            told.append('[').append(path);
            answer.body().ascii(path);
            return path.startsWith("/e");
        }

        @Override
        public boolean content(byte[] bytes, int offset, int length, Answer answer, long nowNanos) {
            assertTrue(open && length > 0);
            for (int at = offset; at < offset + length; at++) {
                told.append((char) (bytes[at] & 0x7F));
            }
            return false;
        }

        @Override
        public void end(Answer answer, long nowNanos) {
            assertTrue(open);
            told.append('!');
        }

        @Override
        public void close() {
            told.append(open ? "]" : "");
            open = false;
        }
    }

    @Test
    void cutsMakeNoDifference() {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            Random random = new Random(seed + at);
            Buffer bytes = new Buffer(64);
            for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
                bytes.ascii(PIECES[random.nextInt(PIECES.length)]);
            }
            for (int damage = random.nextInt(3) - 1; damage > 0; damage--) {
                bytes.bytes()[random.nextInt(bytes.length())] = (byte) random.nextInt(256);
            }
            String message = "fuzz.seed=" + (seed + at) + ": " + bytes.asText();
            try {
                assertEquals(play(bytes, null), play(bytes, random), message);
            } catch (RuntimeException e) {
                throw new AssertionError(message, e);
            }
        }
    }

    private String play(Buffer bytes, Random cuts) {
        told.setLength(0);
        HttpMachine machine = new HttpMachine(new Services(Telling::new, new SimClock()));
        byte[] out = new byte[20_000];
        StringBuilder sent = new StringBuilder();
        int at = 0;
        while (at < bytes.length()) {
            int left = bytes.length() - at;
            int part = cuts == null ? left : 1 + cuts.nextInt(Math.min(left, 9));
            byte[] exact = Arrays.copyOfRange(bytes.bytes(), at, at + part);
            machine.feed(exact, 0, part, 0);
            at += part;
            int count = machine.take(out, 0, out.length);
            for (int index = 0; index < count; index++) {
                sent.append((char) (out[index] & 0xFF));
            }
        }
        boolean over = machine.isOver();
        machine.disconnected();
        return told.append(over).append(sent).toString();
    }
}
