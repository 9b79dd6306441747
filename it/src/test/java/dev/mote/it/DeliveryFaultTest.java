package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that are slow, broken, lying or gone: Mote says so once, goes on, and loses nothing. */
@Tag("it")
class DeliveryFaultTest {
    /** A second of processor time within the few seconds of a test is a busy loop. */
    private static final double CPU_SECONDS_MAX = MoteProcess.isNative() ? 0.5 : 8;
    private static final int INTERVAL_MILLIS = 200;

    private static void isCalm(MoteProcess mote) {
        assertTrue(mote.isRunning(), mote.output());
        assertTrue(mote.cpuSeconds() < CPU_SECONDS_MAX, () -> "used " + mote.cpuSeconds()
                + " s of processor time; it wrote:\n" + mote.output());
        assertTrue(mote.outputBytes() < 4000, () -> "wrote too much:\n" + mote.output());
        assertFalse(mote.output().contains("Exception"), mote.output());
    }

    /** Whatever the server answers, Mote goes on collecting and says what is wrong. */
    private void survives(Sink.Answer answer, String... words) {
        try (Sink sink = new Sink(answer);
                MoteProcess mote =
                        MoteProcess.run(MoteProcess.exportTo(sink.url(), INTERVAL_MILLIS))) {
            sink.awaitRequests(mote, 1, 20);
            Child.pause(2500);
            isCalm(mote);
            for (String word : words) {
                assertTrue(mote.output().contains(word), () -> "no \"" + word + "\" in:\n"
                        + mote.output());
            }
            mote.get("/metrics", null);
        }
    }

    @Test
    void serverErrors() {
        survives(Sink.status("500 Internal Server Error", ""), "500");
    }

    @Test
    void unavailable() {
        survives(Sink.status("503 Service Unavailable", ""), "503");
    }

    @Test
    void unauthorized() {
        survives(Sink.status("401 Unauthorized", ""), "401");
    }

    @Test
    void badRequest() {
        survives(Sink.status("400 Bad Request", ""), "400");
    }

    @Test
    void closedAtOnce() {
        survives(Sink.closeAtOnce(), "warning");
    }

    @Test
    void neverAnswers() {
        survives(Sink.silence());
    }

    @Test
    void garbage() {
        survives(Sink.raw("\0\1\2 what? \r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)),
                "warning");
    }

    @Test
    void hugeAnswer() {
        survives(Sink.body("200 OK", "", new byte[8 << 20]));
    }

    @Test
    void endlessHeader() {
        byte[] header = ("HTTP/1.1 200 OK\r\n" + "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"
                .repeat(20_000)).getBytes(StandardCharsets.ISO_8859_1);
        survives(Sink.raw(header), "warning");
    }

    @Test
    void unknownHostAndRefusedPort() {
        for (String url : List.of("http://does-not-exist.invalid:4318",
                "http://127.0.0.1:" + Child.freePort())) {
            try (MoteProcess mote =
                    MoteProcess.run(MoteProcess.exportTo(url, INTERVAL_MILLIS))) {
                mote.awaitOutput("warning", 20);
                Child.pause(2000);
                isCalm(mote);
                mote.terminate();
                assertEquals(0, mote.awaitExit(5));
            }
        }
    }

    @Test
    void retryAfterIsHonoured() {
        try (Sink sink = new Sink(Sink.status("429 Too Many Requests", "Retry-After: 2\r\n"));
                MoteProcess mote =
                        MoteProcess.run(MoteProcess.exportTo(sink.url(), INTERVAL_MILLIS))) {
            sink.awaitRequests(mote, 1, 20);
            sink.answer(Sink.OK);
            sink.awaitRequests(mote, 2, 20);
            long waited = sink.requests().get(1).arrivedMillis()
                    - sink.requests().get(0).arrivedMillis();
            assertTrue(waited >= 1900, "came again after " + waited + " ms");
        }
    }

    @Test
    void partialSuccessIsNotRetried() {
        // partial_success { rejected_data_points: 3, error_message: "three too many" }
        byte[] message = "three too many".getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[6 + message.length];
        body[0] = 0x0A;
        body[1] = (byte) (body.length - 2);
        body[2] = 0x08;
        body[3] = 3;
        body[4] = 0x12;
        body[5] = (byte) message.length;
        System.arraycopy(message, 0, body, 6, message.length);
        try (Sink sink = new Sink(Sink.body("200 OK",
                "Content-Type: application/x-protobuf\r\n", body));
                MoteProcess mote =
                        MoteProcess.run(MoteProcess.exportTo(sink.url(), INTERVAL_MILLIS))) {
            sink.awaitRequests(mote, 4, 20);
            mote.awaitOutput("three too many", 10);
            assertEquals(sink.requests().size(), times(sink).size());
            isCalm(mote);
        }
    }

    /** The times of the requests' collections, in the order of their arrival. */
    private static List<Long> times(Sink sink) {
        List<Long> times = new ArrayList<>();
        for (Sink.Request request : sink.requests()) {
            for (Point point : request.points()) {
                if (times.isEmpty() || times.getLast() != point.timeNanos()) {
                    times.add(point.timeNanos());
                }
            }
        }
        return times;
    }

    @Test
    void anOutageLosesNothing() {
        int port = Child.freePort();
        Map<String, String> environment = new HashMap<>(
                MoteProcess.exportTo("http://127.0.0.1:" + port, INTERVAL_MILLIS));
        try (MoteProcess mote = MoteProcess.run(environment)) {
            Child.pause(3000);
            try (Sink sink = new Sink(port, Sink.OK)) {
                sink.awaitRequests(mote, 20, 60);
                mote.terminate();
                assertEquals(0, mote.awaitExit(5), mote.output());
                List<Long> times = times(sink);
                for (int at = 1; at < times.size(); at++) {
                    long step = times.get(at) - times.get(at - 1);
                    assertTrue(step > 0, "out of order");
                    assertTrue(step < 3 * INTERVAL_MILLIS * 1_000_000L || at == times.size() - 1,
                            () -> "a gap of " + step / 1_000_000 + " ms");
                }
                long age = sink.requests().getFirst().arrivedMillis()
                        - times.getFirst() / 1_000_000;
                assertTrue(age > 2000, "the oldest point was " + age + " ms old");
                double accepted = 0;
                for (Point point : sink.requests().getLast().points()) {
                    accepted += point.name().equals("mote.receiver.accepted.points")
                            ? point.value() : 0;
                }
                int last = sink.requests().getLast().points().size();
                assertEquals(accepted, sink.points().size() - last);
            }
        }
    }

    @Test
    void theLastCollectionIsDeliveredAtTheEnd() {
        try (Sink sink = new Sink(Sink.OK);
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 60_000))) {
            sink.awaitRequests(mote, 1, 20);
            long asked = System.nanoTime();
            mote.terminate();
            assertEquals(0, mote.awaitExit(5));
            double seconds = (System.nanoTime() - asked) / 1e9;
            assertEquals(2, sink.requests().size(), mote.output());
            assertTrue(seconds < (MoteProcess.isNative() ? 1 : 3), "took " + seconds + " s");
        }
    }

    @Test
    void theEndDoesNotWaitForADeadServer() {
        try (Sink sink = new Sink(Sink.silence());
                MoteProcess mote = MoteProcess.run(MoteProcess.exportTo(sink.url(), 300))) {
            sink.awaitRequests(mote, 1, 20);
            long asked = System.nanoTime();
            mote.terminate();
            assertEquals(0, mote.awaitExit(5), mote.output());
            double seconds = (System.nanoTime() - asked) / 1e9;
            assertTrue(seconds < (MoteProcess.isNative() ? 1.2 : 3), "took " + seconds + " s");
        }
    }
}
