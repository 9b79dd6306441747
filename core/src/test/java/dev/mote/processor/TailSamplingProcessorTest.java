package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Component;
import org.junit.jupiter.api.Test;

class TailSamplingProcessorTest {
    private static final long SECOND = 1_000_000_000L;

    private static ProcessorFixture sampler(String policies) {
        return new ProcessorFixture(TailSamplingProcessor::from,
                "{decision_wait: 10s, policies: [" + policies + "]}");
    }

    private static String span(int trace, String rest) {
        String id = "000000000000000000000000000000" + (10 + trace);
        return "resource service.name=shop\nscope lib\nspan a " + rest + " @trace=" + id + "\n";
    }

    /** What is kept of traces 0 and 1, of which only 1 has what the policy looks for. */
    private static void keepsTheSecond(String policy, String first, String second) {
        ProcessorFixture fixture = sampler(policy);
        assertEquals("", fixture.errors());
        assertEquals("", fixture.through(span(0, first)));
        assertEquals("", fixture.through(span(1, second)));
        fixture.pass(10 * SECOND);
        assertEquals(span(1, second), fixture.taken(), policy);
        assertEquals(1, fixture.filtered());
        assertEquals(0, fixture.counted("mote.processor.queue.bytes", null));
    }

    @Test
    void policiesFindWhatTheyLookFor() {
        keepsTheSecond("{name: e, type: status_code, status_code: {status_codes: [ERROR]}}",
                "@status=1", "@status=2");
        keepsTheSecond("{type: latency, latency: {threshold_ms: 5}}", "@start=1000000 @end=5000000",
                "@start=1000000 @end=6000000");
        keepsTheSecond("{type: string_attribute, string_attribute: {key: k, values: [x, y]}}",
                "k=z", "k=y");
        keepsTheSecond("{type: string_attribute, string_attribute: {key: k, values: [\"^a\"],"
                + " enabled_regex_matching: true}}", "k=ba", "k=ab");
        keepsTheSecond("{type: numeric_attribute, numeric_attribute: {key: n, min_value: 5}}",
                "n=4", "n=5");
        keepsTheSecond("{type: boolean_attribute, boolean_attribute: {key: b}}", "b=false",
                "b=true");
        keepsTheSecond("{type: ottl_condition, ottl_condition: {span: ['name == \"a\" and"
                + " attributes[\"k\"] == 1']}}", "k=2", "k=1");
        keepsTheSecond("{type: and, and: {and_sub_policy: [{type: always_sample}, {type: latency,"
                + " latency: {threshold_ms: 5}}]}}", "@start=1 @end=2", "@start=1 @end=5000001");
        keepsTheSecond("{type: composite, composite: {max_total_spans_per_second: 100,"
                + " composite_sub_policy: [{type: boolean_attribute,"
                + " boolean_attribute: {key: b}}]}}", "b=false", "b=true");
    }

    @Test
    void aTraceIsKeptWholeAndLateSpansFollow() {
        ProcessorFixture fixture =
                sampler("{type: boolean_attribute, boolean_attribute: {key: b}}");
        fixture.through(span(0, "n=1") + span(1, "n=1"));
        fixture.pass(5 * SECOND);
        fixture.through(span(0, "b=true"));
        fixture.pass(5 * SECOND);
        assertEquals(span(0, "n=1") + span(0, "b=true").substring(37), fixture.taken());
        assertEquals(span(0, "n=3"), fixture.through(span(0, "n=3") + span(1, "b=true")));
        assertEquals(2, fixture.filtered());
    }

    @Test
    void ratesAreLimited() {
        ProcessorFixture fixture =
                sampler("{type: rate_limiting, rate_limiting: {spans_per_second: 2}}");
        fixture.through(span(0, "n=1") + span(1, "n=1") + span(2, "n=1"));
        fixture.pass(10 * SECOND);
        assertEquals(2, fixture.outItems());
    }

    @Test
    void whenMemoryIsShortTheOldestIsDecidedEarly() {
        ProcessorFixture fixture = new ProcessorFixture(TailSamplingProcessor::from,
                "{num_traces: 2, policies: [{type: always_sample}]}");
        assertEquals("", fixture.through(span(0, "n=1") + span(1, "n=1")));
        assertEquals(span(0, "n=1"), fixture.through(span(2, "n=1")));
        assertEquals(1, fixture.counted("mote.processor.early_decisions", null));
        Component component = (Component) fixture.processor;
        component.beginShutdown(0);
        component.doWork(0);
        assertEquals(true, component.isDrained());
        assertEquals(3, fixture.outItems());
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("mote.yaml:1:33: unknown policy type \"latencies\"; did you mean"
                + " \"latency\"?", sampler("{type: latencies}").errors());
    }
}
