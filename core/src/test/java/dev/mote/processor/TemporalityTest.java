package dev.mote.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mote.bytes.Buffer;
import dev.mote.component.Outcome;
import dev.mote.otlp.RequestLines;
import org.junit.jupiter.api.Test;

class TemporalityTest {
    private static ProcessorFixture toDelta(String settings) {
        return new ProcessorFixture(CumulativeToDeltaProcessor::from, settings);
    }

    private static ProcessorFixture toCumulative(String settings) {
        return new ProcessorFixture(DeltaToCumulativeProcessor::from, settings);
    }

    private static String sum(String kind, String... points) {
        StringBuilder text = new StringBuilder("resource\nmetric a sum " + kind + "\n");
        for (String point : points) {
            text.append("point ").append(point).append('\n');
        }
        return text.toString();
    }

    private static final String C = "cumulative monotonic";
    private static final String D = "delta monotonic";

    @Test
    void differencesOfSums() {
        ProcessorFixture fixture = toDelta("{}");
        assertEquals("", fixture.through(sum(C, "k=1 @start=1 @time=10 @value=5",
                "k=2 @start=1 @time=10 @value=1.5")));
        assertEquals(2, fixture.filtered());
        assertEquals(sum(D, "k=1 @start=10 @time=20 @value=2", "k=2 @start=10 @time=20 @value=1.0"),
                (fixture.through(sum(C, "k=1 @start=1 @time=20 @value=7",
                "k=2 @start=1 @time=20 @value=2.5"))));
        assertEquals("", fixture.through(sum(C, "k=1 @start=1 @time=20 @value=9")));
        assertEquals(1, fixture.dropped("out_of_order"));
        assertEquals(sum(D, "k=1 @start=20 @time=30 @value=2"),
                (fixture.through(sum(C, "k=1 @start=1 @time=30 @value=9"))));
    }

    @Test
    void restartsBeginAgain() {
        ProcessorFixture fixture = toDelta("{initial_value: keep}");
        assertEquals(sum(D, "@start=1 @time=10 @value=5"),
                (fixture.through(sum(C, "@start=1 @time=10 @value=5"))));
        assertEquals(sum(D, "@start=15 @time=20 @value=3"),
                (fixture.through(sum(C, "@start=15 @time=20 @value=3"))));
        assertEquals(sum(D, "@start=15 @time=30 @value=1"),
                (fixture.through(sum(C, "@start=15 @time=30 @value=1"))));
        assertEquals(sum(D, "@start=15 @time=40 @value=0.5"),
                (fixture.through(sum(C, "@start=15 @time=40 @value=0.5"))));
    }

    @Test
    void histogramsToo() {
        String head = "resource\nmetric h histogram ";
        ProcessorFixture fixture = toDelta("{initial_value: drop}");
        assertEquals("", fixture.through(head + "cumulative\n"
                + "point @start=1 @time=10 @count=3 @sum=4.0 @buckets=1,2 @bounds=1.0"));
        assertEquals(head + "delta\n"
                + "point @start=10 @time=20 @count=2 @sum=0.5 @buckets=2,0 @bounds=1.0\n",
                fixture.through(head + "cumulative\n"
                + "point @start=1 @time=20 @count=5 @sum=4.5 @buckets=3,2 @bounds=1.0 @min=0.5"));
        fixture = toCumulative("{}");
        fixture.through(head + "delta\n"
                + "point @start=1 @time=10 @count=3 @sum=4.0 @buckets=1,2 @bounds=1.0");
        assertEquals(head + "cumulative\n"
                + "point @start=1 @time=20 @count=5 @sum=4.5 @buckets=3,2 @bounds=1.0\n",
                fixture.through(head + "delta\n"
                + "point @start=10 @time=20 @count=2 @sum=0.5 @buckets=2,0 @bounds=1.0"));
    }

    @Test
    void onlyWhatIsAskedFor() {
        String gauge = "resource\nmetric g gauge\npoint @time=1 @value=1\n";
        String upDown = sum("cumulative", "@start=1 @time=1 @value=1");
        toDelta("{}").expect(gauge + upDown, gauge + upDown);
        String wanted = sum(C, "@start=1 @time=1 @value=1");
        toDelta("{include: {match_type: regexp, metrics: [^b]}}").expect(wanted, wanted);
        toDelta("{exclude: {match_type: strict, metrics: [a]}}").expect(wanted, wanted);
        assertEquals("", toDelta("{include: {metrics: [a]}}").through(wanted));
    }

    @Test
    void addsUp() {
        ProcessorFixture fixture = toCumulative("{}");
        assertEquals(sum(C, "@start=1 @time=10 @value=5"),
                (fixture.through(sum(D, "@start=1 @time=10 @value=5"))));
        assertEquals(sum(C, "@start=1 @time=20 @value=7"),
                (fixture.through(sum(D, "@start=10 @time=20 @value=2"))));
        assertEquals("", fixture.through(sum(D, "@start=10 @time=20 @value=2")));
        assertEquals(1, fixture.dropped("out_of_order"));
    }

    @Test
    void aRetryIsNotCountedTwice() {
        ProcessorFixture fixture = toDelta("{initial_value: keep}");
        fixture.answer = Outcome.RETRY_LATER;
        assertEquals(Outcome.ACCEPTED, fixture.send(RequestLines.encode(
                sum(C, "@start=1 @time=10 @value=5"))));
        assertEquals(Outcome.RETRY_LATER, fixture.send(RequestLines.encode(
                sum(C, "@start=1 @time=20 @value=6"))));
        fixture.answer = Outcome.ACCEPTED;
        assertEquals(sum(D, "@start=1 @time=10 @value=5")
                + sum(D, "@start=10 @time=20 @value=1"),
                (fixture.through(sum(C, "@start=1 @time=20 @value=6"))));
    }

    @Test
    void memoryIsBounded() {
        ProcessorFixture fixture = toDelta("{max_series: 2, max_staleness: 60s}");
        fixture.through(sum(C, "k=1 @time=1 @value=1", "k=2 @time=1 @value=1",
                "k=3 @time=1 @value=1"));
        assertEquals(1, fixture.dropped("too_many_series"));
        fixture.sim.clock.advance(200_000_000_000L);
        fixture.through(sum(C, "k=3 @time=1 @value=1"));
        assertEquals(1, fixture.dropped("too_many_series"));
        assertEquals(3, fixture.filtered());
    }

    private static final String HISTOGRAM = "metric h histogram cumulative\n"
            + "point @start=1 @time=T @count=3 @sum=4.0 @buckets=1,2 @bounds=1.0\n";

    @Test
    void whatIsRememberedSurvivesARestart() {
        ProcessorFixture before = toDelta("{}");
        before.through(sum(C, "k=1 @start=1 @time=10 @value=5")
                + HISTOGRAM.replace("T", "10"));
        Buffer saved = new Buffer(64);
        ((StatefulStage) before.processor).memory().save(saved);

        ProcessorFixture after = toDelta("{}");
        Remembered memory = ((StatefulStage) after.processor).memory();
        assertEquals(true, memory.restore(saved.bytes(), 0, saved.length()));
        assertEquals(sum(D, "k=1 @start=10 @time=20 @value=2")
                + "metric h histogram delta\n"
                + "point @start=10 @time=20 @count=0 @sum=0.0 @buckets=0,0 @bounds=1.0\n",
                after.through(sum(C, "k=1 @start=1 @time=20 @value=7")
                + HISTOGRAM.replace("T", "20")));
    }

    @Test
    void damagedMemoryIsNotUsed() {
        ProcessorFixture before = toDelta("{}");
        before.through(sum(C, "k=1 @start=1 @time=10 @value=5") + HISTOGRAM.replace("T", "10"));
        Buffer saved = new Buffer(64);
        ((StatefulStage) before.processor).memory().save(saved);
        Remembered memory = ((StatefulStage) toDelta("{}").processor).memory();
        for (int at = 0; at < saved.length(); at++) {
            assertEquals(false, memory.restore(saved.bytes(), 0, at));
            saved.bytes()[at] ^= 1;
            assertEquals(false, memory.restore(saved.bytes(), 0, saved.length()));
            saved.bytes()[at] ^= 1;
        }
        assertEquals(true, memory.restore(saved.bytes(), 0, saved.length()));
    }
}
