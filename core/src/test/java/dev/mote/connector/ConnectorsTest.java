package dev.mote.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Batch;
import dev.mote.component.Component;
import dev.mote.component.Consumer;
import dev.mote.component.Outcome;
import dev.mote.otlp.RequestLines;
import dev.mote.pipeline.ComponentTable.Pipelines;
import dev.mote.processor.ProcessorFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String LOGS = """
            resource team=pay
            scope lib
            log code=5 @severity=17
            log code=5 @severity=9
            log code=6 @severity=17
            resource team=shop
            scope lib
            log @severity=17
            """;

    private final List<String> taken = new ArrayList<>();
    private Outcome answer = Outcome.ACCEPTED;

    private ProcessorFixture routing(String settings) {
        return new ProcessorFixture((context, next) -> RoutingConnector.from(context,
                new Pipelines() {
                    @Override
                    public Outcome consume(Batch batch) {
                        return Outcome.ACCEPTED;
                    }

                    @Override
                    public Consumer pipeline(String id) {
                        return id.equals("logs/unknown") ? null : batch -> {
                            taken.add(id + " " + RequestLines.decode(batch).replace("\n", "; "));
                            return answer;
                        };
                    }
                }), settings);
    }

    @Test
    void routesByResourceAndByRecord() {
        ProcessorFixture fixture = routing("""
                default_pipelines: [logs/rest]
                table:
                - {condition: 'attributes["team"] == "shop"', pipelines: [logs/shop]}
                - {context: log, condition: severity_number > 16, pipelines: [logs/a, logs/b]}
                """);
        assertEquals(Outcome.ACCEPTED, fixture.send(RequestLines.encode(LOGS)));
        String errors = " resource team=pay; scope lib; log code=5 @severity=17;"
                + " log code=6 @severity=17; ";
        assertEquals(List.of("logs/shop resource team=shop; scope lib; log @severity=17; ",
                "logs/a" + errors, "logs/b" + errors,
                "logs/rest resource team=pay; scope lib; log code=5 @severity=9; "), taken);
        answer = Outcome.RETRY_LATER;
        assertEquals(Outcome.RETRY_LATER, fixture.send(RequestLines.encode(LOGS)));
    }

    @Test
    void whatNobodyWantsIsCounted() {
        ProcessorFixture fixture = routing(
                "table: [{condition: 'attributes[\"team\"] == \"x\"', pipelines: [logs/x]}]");
        assertEquals(Outcome.ACCEPTED, fixture.send(RequestLines.encode(LOGS)));
        assertEquals(4, fixture.filtered());
        assertEquals("mote.yaml:1:21: there is no pipeline \"logs/unknown\" that has this"
                + " connector as its receiver", routing("default_pipelines: [logs/unknown]")
                .errors());
    }

    @Test
    void countsByTheDefaultNames() {
        ProcessorFixture fixture = new ProcessorFixture(CountConnector::from, "{}");
        assertEquals("resource team=pay\nscope mote/count\n"
                + "metric log.record.count @?3 sum delta monotonic\npoint @time=T @value=3\n"
                + "resource team=shop\nscope mote/count\n"
                + "metric log.record.count @?3 sum delta monotonic\npoint @time=T @value=1\n",
                timeless(fixture, fixture.through(LOGS)));
        assertEquals("resource\nscope mote/count\n"
                + "metric trace.span.count @?3 sum delta monotonic\npoint @time=T @value=1\n"
                + "metric trace.span.event.count @?3 sum delta monotonic\n"
                + "point @time=T @value=2\n",
                timeless(fixture, fixture.through("resource\nspan a\nevent b\nevent c")));
        assertEquals("resource\nscope mote/count\n"
                + "metric metric.count @?3 sum delta monotonic\npoint @time=T @value=1\n"
                + "metric metric.datapoint.count @?3 sum delta monotonic\n"
                + "point @time=T @value=2\n", timeless(fixture, fixture.through(
                        "resource\nmetric a gauge\npoint @value=1\npoint @value=2")));
    }

    private static String timeless(ProcessorFixture fixture, String lines) {
        return lines.replace("@time=" + fixture.sim.clock.wallNanos(), "@time=T");
    }

    @Test
    void countsByConditionAndAttributes() {
        ProcessorFixture fixture = new ProcessorFixture(CountConnector::from, """
                logs:
                  errors:
                    conditions: [severity_number > 16]
                    attributes: [{key: code, default_value: none}]
                """);
        assertEquals("resource team=pay\nscope mote/count\n"
                + "metric errors @?3 sum delta monotonic\npoint code=5 @time=T @value=1\n"
                + "point code=6 @time=T @value=1\nresource team=shop\nscope mote/count\n"
                + "metric errors @?3 sum delta monotonic\npoint code=none @time=T @value=1\n",
                timeless(fixture, fixture.through(LOGS)));
    }

    private static final String SPANS = """
            resource service.name=shop
            scope lib
            span GET @kind=2 @start=1000000 @end=4000000 route=/a
            span GET @kind=2 @start=1000000 @end=61000000 route=/a
            span PUT @kind=3 @start=1000000 @end=2000000 @status=2
            """;

    @Test
    void callsAndDurationsOfSpans() {
        ProcessorFixture fixture = new ProcessorFixture(SpanMetricsConnector::from, """
                metrics_flush_interval: 10s
                namespace: spans
                histogram: {explicit: {buckets: [5ms, 50ms]}}
                dimensions: [{name: route, default: none}]
                """);
        long began = fixture.sim.clock.wallNanos();
        assertEquals("", fixture.through(SPANS));
        fixture.pass(10 * SECOND);
        String get = "point span.name=GET span.kind=SPAN_KIND_SERVER"
                + " status.code=STATUS_CODE_UNSET route=/a @start=B @time=N ";
        String put = "point span.name=PUT span.kind=SPAN_KIND_CLIENT"
                + " status.code=STATUS_CODE_ERROR route=none @start=B @time=N ";
        String expected = "resource service.name=shop\nscope mote/span_metrics\n"
                + "metric spans.calls @?3 sum cumulative monotonic\n"
                + get + "@value=2\n" + put + "@value=1\n"
                + "metric spans.duration @?3 histogram cumulative\n"
                + get + "@count=2 @sum=63.0 @buckets=1,0,1 @bounds=5.0,50.0\n"
                + put + "@count=1 @sum=1.0 @buckets=1,0,0 @bounds=5.0,50.0\n";
        String now = "" + (began + 10 * SECOND);
        assertEquals(expected, fixture.taken().replace(now, "N").replace("" + began, "B"));
        fixture.send(RequestLines.encode(SPANS));
        Component component = (Component) fixture.processor;
        component.beginShutdown(0);
        component.doWork(fixture.sim.clock.monotonicNanos());
        assertEquals(expected.replace("@value=2", "@value=4").replace("@value=1", "@value=2")
                .replace("@count=2 @sum=63.0 @buckets=1,0,1", "@count=4 @sum=126.0 @buckets=2,0,2")
                .replace("@count=1 @sum=1.0 @buckets=1,0,0", "@count=2 @sum=2.0 @buckets=2,0,0"),
                fixture.taken().replace(now, "N").replace("" + began, "B"));
        assertEquals(true, component.isDrained());
    }
}
