package dev.mote.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway of two loops is told to end while applications send: it does, in time, and what it has
 * said yes to has arrived, or waits in its log and arrives when it is started again.
 */
@Tag("it")
class DrainTest {
    private static final int SENDERS = 6;
    /** All of it takes a second; and the JVM is given time on a machine that is busy. */
    private static final int END_SECONDS_MAX = 5;

    @TempDir
    Path folder;

    private MoteProcess start(int in, Sink sink) {
        Path file = Peers.write(folder.resolve("mote.yaml"), """
                receivers: {otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}}
                processors: {batch: {timeout: 1s}}
                exporters: {otlp_http: {endpoint: "%s"}}
                service:
                  loops: 2
                  pipelines:
                    metrics: {receivers: [otlp], processors: [batch], exporters: [otlp_http]}
                """.formatted(in, sink.url()));
        return MoteProcess.gateway("--config", file.toString(), "--data",
                folder.resolve("data").toString());
    }

    /** Ends a gateway under load; returns what it had accepted. */
    private Set<Long> endUnderLoad(int in, Sink sink) {
        List<NumberedPoints> senders = new ArrayList<>();
        try (MoteProcess gateway = start(in, sink)) {
            for (int at = 0; at < SENDERS; at++) {
                senders.add(new NumberedPoints(in, 0, at * 1_000_000L));
            }
            for (NumberedPoints each : senders) {
                gateway.await("load", 20, () -> each.accepted().size() > 50);
            }
            gateway.terminate();
            assertEquals(0, gateway.awaitExit(END_SECONDS_MAX), gateway.output());
        } finally {
            senders.forEach(NumberedPoints::close);
        }
        Set<Long> accepted = new HashSet<>();
        senders.forEach(each -> accepted.addAll(each.accepted()));
        return accepted;
    }

    private static Set<Long> arrived(Sink sink) {
        Set<Long> numbers = new HashSet<>();
        sink.points().stream().filter(point -> point.name().equals("number"))
                .forEach(point -> numbers.add((long) point.value()));
        return numbers;
    }

    @Test
    void whatWasAcceptedIsDelivered() {
        int in = Child.freePort();
        try (Sink sink = new Sink(Sink.OK)) {
            Set<Long> accepted = endUnderLoad(in, sink);
            // A busy machine may not get all of it delivered in the time that the end has.
            try (MoteProcess gateway = start(in, sink)) {
                gateway.await("what was accepted", 30,
                        () -> arrived(sink).containsAll(accepted));
            }
        }
    }

    @Test
    void whatCouldNotBeDeliveredIsInTheLog() {
        int in = Child.freePort();
        try (Sink sink = new Sink(Sink.status("503 Busy", ""))) {
            Set<Long> accepted = endUnderLoad(in, sink);
            sink.requests().clear();
            sink.answer(Sink.OK);
            try (MoteProcess gateway = start(in, sink)) {
                gateway.await("what had waited", 30, () -> arrived(sink).containsAll(accepted));
            }
            assertTrue(accepted.size() > 50 * SENDERS);
        }
    }
}
