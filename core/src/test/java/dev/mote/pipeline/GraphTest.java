package dev.mote.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mote.bytes.Buffer;
import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Context;
import dev.mote.component.EventLoop;
import dev.mote.component.Outcome;
import dev.mote.config.Config;
import dev.mote.config.Environment;
import dev.mote.config.Problems;
import dev.mote.config.Section;
import dev.mote.exporter.Exporter;
import dev.mote.os.sim.SimOs;
import dev.mote.otlp.Resource;
import dev.mote.telemetry.Log;
import dev.mote.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
    private final Problems problems = new Problems("mote.yaml");
    private final List<String> said = new ArrayList<>();
    private final Map<String, Router> receivers = new HashMap<>();
    private Outcome answer = Outcome.ACCEPTED;

    /** Says what passes; hands on what a processor would, through {@code next}. */
    private final class Stage implements Consumer, Exporter, Component {
        private final String name;
        private final Consumer next;

        Stage(Context context, Consumer next) {
            name = context.id;
            this.next = next;
            context.section.finish();
        }

        @Override
        public Outcome consume(Batch batch) {
            said.add(name + " " + batch.signal);
            return next == null ? answer : next.consume(batch);
        }

        @Override
        public String destination() {
            return name;
        }

        @Override
        public String id() {
            return name;
        }

        @Override
        public int doWork(long nowNanos) {
            return 0;
        }

        @Override
        public long nextDeadlineNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public void beginShutdown(long nowNanos) {
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }

    private Graph build(String text) {
        ComponentTable table = new ComponentTable()
                .receiver("in", (context, next) -> {
                    receivers.put(context.id, next);
                    return new Stage(context, next);
                })
                .processor("pass", Stage::new)
                .exporter("out", context -> new Stage(context, null))
                .connector("join", Stage::new)
                .connector("choose", (context, next) -> {
                    Consumer chosen = next.pipeline(context.section.string("to", ""));
                    return new Stage(context, chosen);
                });
        Buffer bytes = new Buffer(256).utf8(text);
        Config config = Config.read(bytes.bytes(), bytes.length(), new String[0], table.types(),
                problems);
        SimOs sim = new SimOs();
        Graph graph = new GraphBuilder(config, table, new Context("", Section.empty(problems),
                new EventLoop(sim.os()), new Telemetry(), new Log(sim.files),
                new Environment(new String[0], problems), new Resource(), "1"), null).build();
        graph.connect(null);
        return graph;
    }

    private Outcome send(String receiver, Batch.Signal signal) {
        said.clear();
        return receivers.get(receiver).consume(new Batch().set(signal, new byte[1], 0, 1, 1, 1));
    }

    private static final String TWO_SIGNALS = """
            receivers: {in: , in/other: }
            processors: {pass: , pass/second: }
            exporters: {out: , out/logs: }
            service:
              pipelines:
                metrics:
                  receivers: [in, in/other]
                  processors: [pass, pass/second]
                  exporters: [out, out/logs]
                logs:
                  receivers: [in]
                  exporters: [out/logs]
            """;

    @Test
    void eachSignalTakesItsWay() {
        Graph graph = build(TWO_SIGNALS);
        assertEquals(List.of(), problems.errors());
        send("in", Batch.Signal.METRICS);
        assertEquals(List.of("pass METRICS", "pass/second METRICS", "out METRICS",
                "out/logs METRICS"), said);
        send("in", Batch.Signal.LOGS);
        assertEquals(List.of("out/logs LOGS"), said);
        assertEquals(Outcome.RETRY_LATER, send("in/other", Batch.Signal.LOGS));
        assertFalse(receivers.get("in/other").takes(Batch.Signal.LOGS));
        assertEquals(List.of("out", "out/logs"), graph.destinations());
        assertEquals(6, graph.components().size());
    }

    @Test
    void nothingIsAcceptedThatOneWantsAgain() {
        build(TWO_SIGNALS);
        answer = Outcome.RETRY_LATER;
        assertEquals(Outcome.RETRY_LATER, send("in", Batch.Signal.METRICS));
        answer = Outcome.REJECTED;
        assertEquals(Outcome.REJECTED, send("in", Batch.Signal.METRICS));
    }

    @Test
    void connectorsJoinPipelines() {
        build("""
                receivers: {in: }
                exporters: {out: }
                connectors: {join: , choose: {to: metrics/b}}
                service:
                  pipelines:
                    metrics: {receivers: [in], exporters: [join, choose]}
                    metrics/a: {receivers: [join, choose], exporters: [out]}
                    metrics/b: {receivers: [choose], processors: [], exporters: [out]}
                """);
        assertEquals(List.of(), problems.errors());
        send("in", Batch.Signal.METRICS);
        assertEquals(List.of("join METRICS", "out METRICS", "choose METRICS", "out METRICS"),
                said);
    }

    @Test
    void aCircleIsAnError() {
        build("""
                receivers: {in: }
                exporters: {out: }
                connectors: {join: , join/back: }
                service:
                  pipelines:
                    metrics: {receivers: [in, join/back], exporters: [join]}
                    metrics/a: {receivers: [join], exporters: [out, join/back]}
                """);
        assertEquals(List.of("mote.yaml:6:14: the pipeline \"metrics\" leads back to itself "
                + "through a connector"), problems.errors());
    }

    @Test
    void whatNoPipelineUsesIsCheckedAndNotCalled() {
        Graph graph = build("""
                receivers: {in: , in/idle: {colour: red}}
                processors: {pass: {size: 1}}
                exporters: {out: , out/idle: {shape: round}}
                service: {pipelines: {metrics: {receivers: [in], exporters: [out]}}}
                """);
        assertEquals(3, problems.errors().size());
        assertTrue(problems.errors().get(0).startsWith("mote.yaml:1:29: unknown key \"colour\""));
        assertEquals(2, graph.components().size());
        assertEquals(List.of("out"), graph.destinations());
    }
}
