package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Outcome;
import dev.mote.otlp.RequestLines;
import org.junit.jupiter.api.Test;

class AttributesProcessorTest {
    private static final String POINTS = """
            resource service.name=shop
            scope lib
            metric requests sum cumulative monotonic
            point method=GET code=200 @start=1 @time=2 @value=7
            point method=PUT code=500 @start=1 @time=2 @value=1.5
            metric size histogram delta
            point method=GET @time=2 @count=3 @sum=1.5 @buckets=1,2 @bounds=0.5
            metric slow exponential delta
            point method=GET @time=2 @count=3 @sum=1.5 @scale=-1 @zero=0 @positive=-2:1,2
            metric old summary
            point method=GET @time=2 @count=3 @sum=1.5
            """;
    private static final String LOG = """
            resource service.name=shop
            scope lib
            log user=anna id=5 @time=1 @severity=9 @body=hello
            """;

    private static ProcessorFixture actions(String... actions) {
        StringBuilder settings = new StringBuilder("actions:\n");
        for (String action : actions) {
            settings.append("  - {").append(action).append("}\n");
        }
        return new ProcessorFixture(AttributesProcessor::from, settings.toString());
    }

    private static String log(String attributes) {
        return "resource service.name=shop\nscope lib\nlog " + attributes
                + " @time=1 @severity=9 @body=hello\n";
    }

    @Test
    void everyKindOfPointHasAttributes() {
        actions("key: method, action: delete", "key: code, value: 1, action: update",
                "key: new, value: x, action: insert").expect("""
                resource service.name=shop
                scope lib
                metric requests sum cumulative monotonic
                point code=1 new=x @start=1 @time=2 @value=7
                point code=1 new=x @start=1 @time=2 @value=1.5
                metric size histogram delta
                point new=x @time=2 @count=3 @sum=1.5 @buckets=1,2 @bounds=0.5
                metric slow exponential delta
                point new=x @time=2 @count=3 @sum=1.5 @scale=-1 @zero=0 @positive=-2:1,2
                metric old summary
                point new=x @time=2 @count=3 @sum=1.5
                """, POINTS);
    }

    @Test
    void setsValuesOfEveryType() {
        actions("key: user, value: 5, action: upsert", "key: a, value: \"5\", action: upsert",
                "key: b, value: 2.5, action: upsert", "key: c, value: true, action: upsert",
                "key: d, from_attribute: id, action: upsert",
                "key: e, from_attribute: nowhere, action: upsert",
                "key: id, value: x, action: insert", "key: f, value: x, action: update")
                .expect(log("user=5 id=5 a=\"5\" b=2.5 c=true d=5"), LOG);
    }

    @Test
    void convertsHashesAndExtracts() {
        actions("key: id, converted_type: string, action: convert")
                .expect(log("user=anna id=\"5\""), LOG);
        actions("key: id, converted_type: double, action: convert")
                .expect(log("user=anna id=5.0"), LOG);
        actions("key: user, converted_type: int, action: convert")
                .expect(log("user=anna id=5"), LOG);
        actions("key: user, action: hash").expect(log("user=55579b557896d0ce1764c47fed644f9b35f58b"
                + "ad620674af23f356d80ed0c503 id=5"), LOG);
        actions("key: user, pattern: ^(?P<first>.)(?P<rest>.*)$, action: extract")
                .expect(log("user=anna id=5 first=a rest=nna"), LOG);
        actions("pattern: ^i, action: delete").expect(log("user=anna"), LOG);
    }

    @Test
    void includesAndExcludes() {
        new ProcessorFixture(AttributesProcessor::from, """
                include: {match_type: strict, metric_names: [requests]}
                exclude: {match_type: regexp, attributes: [{key: method, value: "^P"}]}
                actions: [{key: code, action: delete}]
                """).expect(POINTS.replace("GET code=200", "GET"), POINTS);
        new ProcessorFixture(AttributesProcessor::from, """
                include: {match_type: regexp, services: ["^sh"], log_bodies: [hell]}
                actions: [{key: id, action: delete}]
                """).expect(log("user=anna"), LOG);
        new ProcessorFixture(AttributesProcessor::from, """
                include: {match_type: strict, span_names: [hello]}
                actions: [{key: id, action: delete}]
                """).expect(LOG, LOG);
    }

    @Test
    void spansHaveAttributesTheirEventsKeepTheirs() {
        String spans = """
                resource
                span checkout a=1 b=2 @trace=0102 @id=03 @kind=2 @start=1 @end=2 @status=2
                event retry a=1
                """;
        actions("key: a, action: delete").expect(spans.replace("a=1 b=2", "b=2"), spans);
    }

    @Test
    void lengthsGrowAndShrinkAcrossPowersOf128() {
        String large = "x".repeat(130);
        for (String value : new String[] {large, large.repeat(130), "y"}) {
            ProcessorFixture fixture = actions("key: user, action: upsert, value: " + value);
            fixture.expect(log("user=" + value + " id=5"), LOG);
            fixture.expect(log("user=" + value + " id=5"), log("user=" + large + " id=5"));
        }
    }

    @Test
    void damagedRequestsAreRejectedAndCounted() {
        ProcessorFixture fixture = actions("key: a, value: 1, action: upsert");
        assertEquals(Outcome.REJECTED,
                fixture.send(ProcessorFixture.cut(RequestLines.encode(LOG), 30)));
        assertEquals(1, fixture.dropped("malformed"));
        fixture.answer = Outcome.RETRY_LATER;
        assertEquals(Outcome.RETRY_LATER, fixture.send(RequestLines.encode(LOG)));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("mote.yaml:2:5: give either a value or from_attribute, whose value is copied",
                actions("key: a, action: insert").errors());
        assertEquals("mote.yaml:2:22: action: unknown \"inset\"; did you mean \"insert\"?",
                actions("key: a, action: inset, value: 1").errors());
        assertEquals("mote.yaml:2:31: \"(\", character 2: a ( is never closed",
                actions("action: delete, pattern: (").errors());
    }
}
