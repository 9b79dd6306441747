package dev.mote.receiver.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.config.Yaml;
import dev.mote.config.YamlNode;
import dev.mote.os.sim.SimNetwork;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A receiver on a simulated machine, and a client of HTTP/1.1. */
final class ReceiverFixture implements Consumer {
    final SimOs sim = new SimOs();
    final EventLoop loop = new EventLoop(sim.os());
    final Telemetry telemetry = new Telemetry();
    final OtlpReceiver receiver;
    final List<String> batches = new ArrayList<>();
    byte[] latest;
    Outcome outcome = Outcome.ACCEPTED;
    boolean takesNone;
    boolean quiet;
    long items;
    /** The client's connection; null: the next request makes one. */
    SimNetwork.Connection connection;
    int connections;
    /** Bytes that are sent at once; 0: all. */
    int pieces;
    String raw = "";

    ReceiverFixture(String yaml) {
        Problems problems = new Problems("test");
        Buffer text = new Buffer(100).ascii(yaml);
        YamlNode root = Yaml.parse(text.bytes(), text.length());
        Context context = new Context("otlp", new Section(root, root, problems), loop, telemetry,
                new Log(sim.files), new Environment(new String[0], problems), new Resource(), "1");
        receiver = OtlpReceiver.from(context, this);
        assertEquals(List.of(), problems.errors());
        loop.add(receiver);
        loop.add(new Tick());
        turn();
    }

    /** Wants to be called every millisecond, so that a turn without events does not wait long. */
    private static final class Tick implements Component {
        private long nextNanos;

        @Override
        public String id() {
            return "tick";
        }

        @Override
        public int doWork(long nowNanos) {
            nextNanos = nowNanos + 1_000_000;
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return nextNanos;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    @Override
    public Outcome consume(Batch batch) {
        items += outcome == Outcome.ACCEPTED ? batch.items : 0;
        if (!quiet) {
            batches.add(batch.signal + " " + batch.items);
            latest = Arrays.copyOfRange(batch.bytes, batch.offset, batch.offset + batch.length);
        }
        return outcome;
    }

    @Override
    public boolean takes(Batch.Signal signal) {
        return !takesNone;
    }

    void turn() {
        for (int turns = 0; turns < 4; turns++) {
            loop.turn();
        }
    }

    void send(String head, byte[] body) {
        if (connection == null || !connection.isOpen()) {
            connection = sim.network.client(4318, wire -> { });
            connections++;
        }
        Buffer bytes = new Buffer(100).ascii(head).put(body, 0, body.length);
        int step = pieces == 0 ? Math.max(1, bytes.length()) : pieces;
        for (int at = 0; at < bytes.length(); at += step) {
            connection.send(bytes.bytes(), at, Math.min(step, bytes.length() - at));
            turn();
        }
    }

    /** What the receiver has sent since the last time. */
    String takeRaw() {
        raw = connection.received.asText();
        connection.received.clear();
        return raw;
    }

    /** Sends a request; returns status, type and body of the answer. */
    String exchange(String head, byte[] body) {
        send(head, body);
        takeRaw();
        int type = raw.indexOf("content-type: ") + 14;
        return raw.substring(9, 13) + raw.substring(type, raw.indexOf("\r\n", type)) + " "
                + raw.substring(raw.indexOf("\r\n\r\n") + 4);
    }

    /** The sum of a metric's counters with an attribute's value; null: of all. */
    long counter(String metric, String value) {
        long sum = 0;
        for (int at = 0; at < telemetry.size(); at++) {
            Telemetry.Counter counter = telemetry.get(at);
            boolean same = counter.metric.name.equals(metric);
            int last = counter.attributeCount() - 1;
            same &= value == null || counter.value(last).equals(value);
            sum += same ? counter.value() : 0;
        }
        return sum;
    }
}
