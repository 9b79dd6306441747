package dev.mote.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.http.Headers;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever frames come, cut however: no exception, the same result, bounded memory. */
final class Http2FuzzTest {
    private static final int CASES = 5 * Integer.getInteger("fuzz.cases", 2_000);
    /** Goes on for so long. */
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    /** Writes down what it is told. */
    private static final class Record implements Http2Events {
        final StringBuilder text = new StringBuilder();
        Http2Connection connection;
        boolean answers;

        @Override
        public void headers(Http2Stream stream, Headers headers, boolean last) {
            text.append("h").append(stream.id).append(headers.count()).append(last);
            if (last && answers) {
                connection.header().header(":status", "200");
                connection.answer(stream, new Http2Pair.Bytes(new byte[100]), null);
            }
        }

        @Override
        public void data(Http2Stream stream, byte[] bytes, int offset, int length, boolean last) {
            for (int at = offset; at < offset + length; at++) {
                text.append((char) (bytes[at] & 0x7F));
            }
            text.append(last ? "d" + stream.id : "");
        }

        @Override
        public void aborted(Http2Stream stream, int error) {
            text.append("a").append(stream.id).append(' ').append(error);
        }

        @Override
        public void closed(Http2Stream stream) {
            text.append("c").append(stream.id);
        }
    }

    @Test
    void cutsMakeNoDifferenceToAServer() {
        cutsMakeNoDifference(true);
    }

    @Test
    void cutsMakeNoDifferenceToAClient() {
        cutsMakeNoDifference(false);
    }

    private static void cutsMakeNoDifference(boolean server) {
        long seed = Long.getLong("fuzz.seed", 1);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int at = 0; at < CASES || System.nanoTime() < end; at++) {
            Random random = new Random(seed + at);
            String message = "fuzz.seed=" + (seed + at);
            Buffer bytes = new Buffer(256);
            if (server && random.nextInt(50) > 0) {
                bytes.ascii(Http2.PREFACE);
            }
            frames(random, bytes);
            try {
                String whole = feed(server, bytes, null);
                assertEquals(whole, feed(server, bytes, new Random(at)), message);
            } catch (RuntimeException e) {
                throw new IllegalStateException(message, e);
            }
        }
    }

    private static void frames(Random random, Buffer out) {
        if (random.nextInt(50) > 0) {
            FrameWriter.settings(out, Http2Limits.CLIENT, false);
        }
        HpackEncoder encoder = new HpackEncoder();
        for (int count = random.nextInt(12); count > 0; count--) {
            int stream = random.nextInt(8);
            int start = out.length();
            switch (random.nextInt(4)) {
                case 0 -> {
                    encoder.begin().header(":method", "POST").header(":scheme", "http")
                            .header(":path", "/").header("a", "b" + random.nextInt(3));
                    FrameWriter.headers(out, encoder.block(), stream | 1, random.nextBoolean(),
                            1 + random.nextInt(100));
                }
                case 1 -> {
                    int length = random.nextInt(30);
                    FrameWriter.head(out, length, Http2.DATA, random.nextInt(16), stream);
                    payload(random, length, out);
                }
                case 2 -> {
                    encoder.begin().header(":status", "200");
                    FrameWriter.headers(out, encoder.block(), stream, random.nextBoolean(), 100);
                }
                default -> {
                    int[] usual = {4, 5, 6, 8, 8, 0, random.nextInt(40)};
                    int length = usual[random.nextInt(usual.length)];
                    FrameWriter.head(out, length, random.nextInt(12), random.nextInt(64),
                            random.nextInt(3) == 0 ? 0 : stream);
                    payload(random, length, out);
                }
            }
            if (random.nextInt(8) == 0) {
                out.bytes()[start + random.nextInt(out.length() - start)] ^=
                        (byte) (1 << random.nextInt(8));
            }
        }
    }

    private static void payload(Random random, int length, Buffer out) {
        boolean small = random.nextBoolean();
        for (int at = 0; at < length; at++) {
            out.put(small ? random.nextInt(3) : random.nextInt(256));
        }
    }

    private static String feed(boolean server, Buffer bytes, Random cuts) {
        Record record = new Record();
        Http2Connection connection = new Http2Connection(server, server ? Http2Limits.SERVER
                : Http2Limits.CLIENT, new Headers(16 << 10), Http2Pair.CODE, record);
        record.connection = connection;
        record.answers = server;
        for (int count = server ? 0 : 2; count > 0; count--) {
            connection.header().header(":method", "POST").header(":path", "/");
            connection.request(new Http2Pair.Bytes(new byte[10]));
        }
        byte[] out = new byte[70_000];
        int at = 0;
        while (at < bytes.length()) {
            int left = bytes.length() - at;
            int part = cuts == null ? left : 1 + cuts.nextInt(Math.min(left, 40));
            byte[] exact = java.util.Arrays.copyOfRange(bytes.bytes(), at, at + part);
            connection.feed(exact, 0, part, 0);
            at += part;
        }
        int sent = connection.take(out, 0, out.length);
        assertTrue(sent < 10_000, "sends " + sent + " bytes");
        connection.disconnected();
        assertEquals(0, connection.openStreams());
        return record.text.append(connection.isFailed()).append(connection.error()).toString();
    }
}
