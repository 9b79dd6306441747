package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FilterProcessorTest {
    private static final String METRICS = """
            resource service.name=shop
            scope lib
            metric requests sum cumulative monotonic
            point path=/health @start=1 @time=2 @value=7
            point path=/pay @start=1 @time=2 @value=1.5
            metric size gauge
            point path=/health @time=2 @value=3
            """;
    private static final String LOGS = """
            resource service.name=shop
            scope lib
            log user=anna @time=1 @severity=5 @body=started
            log @time=2 @severity=17 @level=ERROR @body=failed
            resource service.name=cart
            log @time=3 @severity=9 @body=GET_/health
            """;
    private static final String SPANS = """
            resource service.name=shop
            scope lib
            span GET @trace=01 @id=02 @kind=2 @start=5 @end=9 @status=2
            event retry n=1
            event done
            span PUT @trace=01 @id=03 @kind=3 @start=5 @end=9
            """;

    private static ProcessorFixture filter(String settings) {
        return new ProcessorFixture(FilterProcessor::from, settings);
    }

    @Test
    void leavesOutPointsAndWhatIsEmptyThen() {
        ProcessorFixture fixture =
                filter("metrics: {datapoint: ['attributes[\"path\"] == \"/health\"']}");
        fixture.expect("""
                resource service.name=shop
                scope lib
                metric requests sum cumulative monotonic
                point path=/pay @start=1 @time=2 @value=1.5
                """, METRICS);
        assertEquals(2, fixture.filtered());
        assertEquals(1, fixture.outItems());
        assertEquals("", fixture.through("resource\nmetric a gauge\npoint path=/health @value=1"));
        assertEquals(3, fixture.filtered());
    }

    @Test
    void leavesOutMetricsAndResources() {
        ProcessorFixture fixture = filter("metrics: {metric: ['name == \"requests\" and type =="
                + " METRIC_DATA_TYPE_SUM and is_monotonic']}");
        fixture.expect("""
                resource service.name=shop
                scope lib
                metric size gauge
                point path=/health @time=2 @value=3
                """, METRICS);
        assertEquals(2, fixture.filtered());
        fixture = filter("log_conditions: ['resource.attributes[\"service.name\"] == \"shop\"']");
        fixture.expect("resource service.name=cart\nlog @time=3 @severity=9 @body=GET_/health\n",
                LOGS);
        assertEquals(2, fixture.filtered());
    }

    @Test
    void conditionsOfOneListAreAlternatives() {
        filter("logs: {log_record: ['severity_number < 9', 'IsMatch(body, \"^GET /h\")']}")
                .expect("""
                resource service.name=shop
                scope lib
                log @time=2 @severity=17 @level=ERROR @body=failed
                """, LOGS);
    }

    @Test
    void spansAndTheirEvents() {
        filter("traces: {spanevent: ['name == \"retry\"'], span: ['kind == SPAN_KIND_CLIENT']}")
                .expect("""
                resource service.name=shop
                scope lib
                span GET @trace=01 @id=02 @kind=2 @start=5 @end=9 @status=2
                event done
                """, SPANS);
        filter("trace_conditions: ['span.status.code != STATUS_CODE_ERROR']").expect("""
                resource service.name=shop
                scope lib
                span GET @trace=01 @id=02 @kind=2 @start=5 @end=9 @status=2
                event retry n=1
                event done
                """, SPANS);
    }

    @Test
    void theOlderShape() {
        filter("metrics: {include: {match_type: regexp, metric_names: [^req]}}").expect("""
                resource service.name=shop
                scope lib
                metric requests sum cumulative monotonic
                point path=/health @start=1 @time=2 @value=7
                point path=/pay @start=1 @time=2 @value=1.5
                """, METRICS);
        filter("spans: {exclude: {match_type: strict, span_names: [GET]}}").expect("""
                resource service.name=shop
                scope lib
                span PUT @trace=01 @id=03 @kind=3 @start=5 @end=9
                """, SPANS);
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("mote.yaml:1:21: unknown path \"severty_number\" in the context log; did you"
                + " mean \"severity_number\"?",
                filter("logs: {log_record: [severty_number < 9]}").errors());
    }
}
