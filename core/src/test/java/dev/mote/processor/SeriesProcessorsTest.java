package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.component.Component;
import org.junit.jupiter.api.Test;

class SeriesProcessorsTest {
    private static final long SECOND = 1_000_000_000L;

    private static String metric(String name, String kind, int from, int to, int value) {
        StringBuilder text = new StringBuilder("metric " + name + " " + kind + "\n");
        for (int at = from; at < to; at++) {
            text.append("point k=").append(at).append(" @start=1 @time=2 @value=").append(value)
                    .append('\n');
        }
        return text.toString();
    }

    private static final String SUM = "sum delta monotonic";

    @Test
    void seriesBeyondTheLimitOverflow() {
        ProcessorFixture fixture =
                new ProcessorFixture(CardinalityLimitProcessor::from, "limit: 2");
        String two = "resource\n" + metric("a", SUM, 0, 2, 5);
        fixture.expect(two + "point otel.metric.overflow=true @start=1 @time=2 @value=15\n",
                "resource\n" + metric("a", SUM, 0, 5, 5));
        assertEquals(3, fixture.dropped("cardinality_limit"));
        assertEquals(3, fixture.outItems());
        fixture.expect(two, two);
        fixture.expect("resource\n" + metric("a", SUM, 7, 8, 1).replace("k=7",
                "otel.metric.overflow=true"), "resource\n" + metric("a", SUM, 7, 8, 1));
        fixture.expect("resource\n" + metric("b", "gauge", 0, 2, 1),
                "resource\n" + metric("b", "gauge", 0, 4, 1));
        fixture.expect("resource r=1\n" + metric("a", SUM, 7, 8, 1),
                "resource r=1\n" + metric("a", SUM, 7, 8, 1));
    }

    @Test
    void whatIsNotSeenMakesRoom() {
        ProcessorFixture fixture = new ProcessorFixture(CardinalityLimitProcessor::from,
                "{limit: 1, series_ttl: 10s}");
        String first = "resource\n" + metric("a", "gauge", 0, 1, 1);
        String second = "resource\n" + metric("a", "gauge", 1, 2, 1);
        fixture.expect(first, first);
        fixture.expect("", second);
        fixture.sim.clock.advance(100 * SECOND);
        fixture.through("resource\n" + metric("z", "gauge", 0, 1, 1));
        fixture.expect(second, second);
        fixture.expect("", first);
    }

    @Test
    void anIntervalKeepsTheLastPoints() {
        ProcessorFixture fixture = new ProcessorFixture(IntervalProcessor::from,
                "{interval: 10s, pass_through: {gauge: true}}");
        String gauge = "resource\n" + metric("g", "gauge", 0, 1, 1);
        String sum = "sum cumulative monotonic";
        fixture.expect(gauge, gauge + metric("a", sum, 0, 2, 1));
        fixture.expect("", "resource\n" + metric("a", sum, 0, 2, 5));
        fixture.expect("", ("resource\n" + metric("a", sum, 0, 1, 4)).replace("@time=2",
                "@time=1"));
        fixture.expect("", "resource r=2\n" + metric("a", sum, 0, 1, 7));
        String delta = "resource\n" + metric("d", SUM, 0, 1, 1);
        fixture.expect(delta, delta);
        fixture.pass(10 * SECOND);
        assertEquals("resource\n" + metric("a", sum, 0, 2, 5) + "resource r=2\n"
                + metric("a", sum, 0, 1, 7), fixture.taken());
        fixture.pass(10 * SECOND);
        assertEquals("", fixture.taken());
        fixture.expect("", "resource\n" + metric("a", sum, 0, 2, 9));
        Component component = (Component) fixture.processor;
        component.beginShutdown(0);
        component.doWork(fixture.sim.clock.monotonicNanos());
        assertEquals("resource\n" + metric("a", sum, 0, 2, 9), fixture.taken());
        assertEquals(true, component.isDrained());
    }
}
